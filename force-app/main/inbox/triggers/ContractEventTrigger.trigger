/** Contract events from the bridge go into the ledger. */
trigger ContractEventTrigger on Contract_Event__e(after insert) {
  new ContractEventHandler(Trigger.new).run();
}
