trigger OnSignal on Signal__e(after insert) {
  List<Account> accounts = new List<Account>();
  for (Signal__e s : Trigger.new) {
    accounts.add(
      s.Text__c == 'mail'
        ? new Account(Name = 'Mail', Website = Mailer.problem())
        : new Account(Name = 'From ' + s.Text__c)
    );
  }
  insert as system accounts;
  if (accounts[0].Name != 'Mail') {
    System.enqueueJob(new Job(accounts.size()));
  }
}
