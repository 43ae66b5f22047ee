/** Gives codes their form before the rules see them. */
trigger OnPartner on Partner__c(before insert, before update) {
  for (Partner__c partner : Trigger.new) {
    if (partner.Code__c != null) {
      partner.Code__c = partner.Code__c.replace('-', '');
    }
  }
}
