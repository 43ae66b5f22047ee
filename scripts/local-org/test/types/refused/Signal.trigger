trigger Signal on Account (before insert) {
  for (Account a : Trigger.new) {
    a.Nonsense = 1; // error: Variable does not exist: Nonsense
  }
  Integer n = Trigger.size + missing; // error: Variable does not exist: missing
}
