trigger OnBox on Box__c(before update, before delete) {
  for (Box__c each : Trigger.old) {
    if (each.Name == 'updates itself') {
      update as system new Box__c(Id = each.Id);
    } else if (each.Name == 'deletes itself') {
      delete as system new Box__c(Id = each.Id);
    }
  }
}
