trigger CustomerOpportunityTrigger on Opportunity(before update) {
  CustomerGuard.handle(Trigger.new);
}
