/** Wakes start the processors of their lanes. */
trigger SyncWakeTrigger on Sync_Wake__e(after insert) {
  SyncWakeHandler.start(Trigger.new);
}
