trigger OnLead on Lead(before insert) {
  for (Lead each : Trigger.new) {
    if (each.Address != null) {
      each.Description = each.Address.getCity();
    }
  }
}
