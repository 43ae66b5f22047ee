trigger CustomerAccountTrigger on Account(before insert) {
  for (Account account : Trigger.new) {
    while (account.Name.startsWith('Poison')) {
      // A badly written customization: it ends at a governor limit.
      account.Description = String.valueOf([SELECT COUNT() FROM Contact WITH SYSTEM_MODE]);
    }
  }
}
