trigger OnAccount on Account(before insert, before update, after insert, after update, before delete) {
  TriggerLog.entries.add(String.valueOf(Trigger.operationType) + ' ' + Trigger.size);
  if (Trigger.isDelete) {
    for (Account a : Trigger.old) {
      if (a.Name == 'kept') {
        a.addError('it is kept');
      }
    }
    return;
  }
  for (Account a : Trigger.new) {
    if (Trigger.isBefore && a.Name == 'refused') {
      a.addError('refused by the trigger');
    }
    if (Trigger.isBefore && a.Name == 'field') {
      a.Name.addError('the name is wrong');
    }
    if (Trigger.isBefore && Trigger.isInsert) {
      a.Description = 'set before';
    }
    if (Trigger.isAfter && a.Name == 'fails') {
      Integer x = 1 / 0;
    }
    if (Trigger.isAfter && a.Name == 'too late') {
      a.Description = 'set after';
    }
    if (Trigger.isAfter && a.Name == 'too late by name') {
      a.put('Description', 'set after');
    }
    if (Trigger.isAfter && a.Name == 'copied') {
      a.clone(true).Description = 'a copy may be written';
    }
  }
}
