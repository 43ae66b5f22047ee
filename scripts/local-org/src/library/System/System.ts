/** System.System. Source: Apex Reference Guide, System Class (apex_methods_system_system). */
import type { EnumValue } from '../../runtime/index.ts';
import { ApexDatetime, ApexId, apexHash, currentFrame, stringValue } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { required } from '../support.ts';
import { assertEqual, assertNotEqual, assertTrue, isSame } from './assertions.ts';
import { scheduleBatch } from './async/batch.ts';
import { attachFinalizer, enqueueDelayed, enqueueJob, enqueueWithOptions, schedule } from './async/enqueue.ts';
import { today } from './Date.ts';
import { getCurrentPage } from './PageReference.ts';
import { VersionObject } from './Version.ts';

export const SystemType = platformType({
  name: 'System.System',
  kind: 'class',
  page: 'apex_methods_system_system',
  members: {
    'static void abortJob(String jobId)': (id: string) =>
      currentFrame().ports.platform.abortJob(ApexId.of(required(id))),
    'static void assert(Boolean condition)': assertTrue,
    'static void assert(Boolean condition, Object msg)': assertTrue,
    'static void assertEquals(Object expected, Object actual)': assertEqual,
    'static void assertEquals(Object expected, Object actual, Object msg)': assertEqual,
    'static void assertNotEquals(Object expected, Object actual)': assertNotEqual,
    'static void assertNotEquals(Object expected, Object actual, Object msg)': assertNotEqual,
    'static void attachFinalizer(Object finalizer)': attachFinalizer,
    'static System.PageReference currentPageReference()': getCurrentPage,
    'static Long currentTimeMillis()': () => BigInt(currentFrame().ports.clock.now()),
    'static void debug(Object msg)': (message: unknown) => debug('DEBUG', message),
    'static void debug(System.LoggingLevel logLevel, Object msg)': (level: EnumValue | null, message: unknown) =>
      debug(required(level).name, message),
    'static Id enqueueJob(Object queueableObj)': enqueueJob,
    'static Id enqueueJob(Object queueableObj, Integer delay)': enqueueDelayed,
    'static Id enqueueJob(Object queueable, System.AsyncOptions asyncOptions)': enqueueWithOptions,
    'static Boolean equals(Object obj1, Object obj2)': isSame,
    'static System.ApplicationReadWriteMode getApplicationReadWriteMode()': () =>
      enumConstant('System.ApplicationReadWriteMode', 'DEFAULT'),
    'static Integer hashCode(Object obj)': (value: unknown) => apexHash(value),
    'static Boolean isBatch()': () => currentFrame().entryPoint === 'batch',
    'static Boolean isFunctionCallback()': () => false,
    'static Boolean isFuture()': () => currentFrame().entryPoint === 'future',
    'static Boolean isQueueable()': () => currentFrame().entryPoint === 'queueable',
    'static Boolean isScheduled()': () => currentFrame().entryPoint === 'scheduled',
    'static Datetime now()': () => new ApexDatetime(currentFrame().ports.clock.now()),
    'static System.Version requestVersion()': () => new VersionObject(1, 0, null),
    'static String schedule(String jobName, String cronExpression, Object schedulable)': schedule,
    'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow)': scheduleBatch,
    'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow, Integer scopeSize)':
      scheduleBatch,
    'static Date today()': today,
  },
  unimplemented: [
    'static void changeOwnPassword(String oldPassword, String newPassword)',

    'static String getQuiddityShortCode(System.Quiddity quiddity)',
    'static void movePassword(Id targetUserId, Id sourceUserId)',
    'static Integer purgeOldAsyncJobs(Date dt)',
    'static System.ResetPasswordResult resetPassword(Id userId, Boolean sendUserEmail)',
    'static void runAs(System.Version version)',
    'static void setPassword(Id userId, String password)',
  ],
});

function debug(level: string, message: unknown): void {
  currentFrame().ports.platform.debug(level, stringValue(message));
}

/** Declared so that its callers compile; passwords cannot be reset here. */
export const ResetPasswordResultType = platformType({
  name: 'System.ResetPasswordResult',
  kind: 'class',
  page: 'apex_methods_system_resetpasswordresult',
  unimplemented: ['String getPassword()'],
});
