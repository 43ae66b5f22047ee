trigger OnBatchError on BatchApexErrorEvent(after insert) {
  List<Account> told = new List<Account>();
  for (BatchApexErrorEvent event : Trigger.new) {
    told.add(
      new Account(
        Name = 'Error in ' + event.Phase,
        AccountNumber = event.AsyncApexJobId,
        Site = event.Message,
        Website = event.ExceptionType,
        TickerSymbol = String.valueOf(event.DoesExceedJobScopeMaxLength),
        Fax = event.JobScope
      )
    );
  }
  insert told;
}
