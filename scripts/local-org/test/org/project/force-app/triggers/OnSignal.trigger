trigger OnSignal on Signal__e(after insert) {
  List<Account> accounts = new List<Account>();
  for (Signal__e s : Trigger.new)
    accounts.add(new Account(Name = 'From ' + s.Text__c));
  insert as system accounts;
  System.enqueueJob(new Job(accounts.size()));
}
