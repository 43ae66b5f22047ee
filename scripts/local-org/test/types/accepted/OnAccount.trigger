trigger OnAccount on Account(before insert, after update) {
  Map<Id, Account> before = Trigger.oldMap;
  for (Account a : Trigger.new) {
    if (Trigger.isBefore && a.Name == null) {
      a.Name.addError('A name is needed');
      a.addError('refused');
    }
  }
}
