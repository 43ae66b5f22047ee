/** System.Test. Source: Apex Reference Guide, Test Class (apex_methods_system_test). */
import type { ApexDatetime, ApexId } from '../../runtime/index.ts';
import { callMethod, currentFrame, throwApex } from '../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { TestBroker } from '../EventBus/TestBroker.ts';
import { requiredPort } from '../optional-ports.ts';
import { platformQuery } from '../platform-query.ts';
import { required } from '../support.ts';
import { setMock } from './http/mocks.ts';
import { newInstallContext, newUninstallContext } from './install.ts';
import { setCurrentPage } from './PageReference.ts';
import type { VersionObject } from './Version.ts';

const members: Record<string, MemberImplementation> = {
  'static EventBus.TestBroker getEventBus()': () => new TestBroker(),
  'static Id getStandardPricebookId()': standardPricebookId,
  'static void setCreatedDate(Id recordId, Datetime createdDatetime)': (id: ApexId | null, at: ApexDatetime | null) =>
    requiredPort('data', 'setCreatedDate', 'System.Test.setCreatedDate')(required(id), required(at).ms),
  'static void setCurrentPage(PageReference page)': setCurrentPage,
  'static void setCurrentPageReference(PageReference page)': setCurrentPage,
  'static void setMock(System.Type interfaceType, Object instance)': setMock,
  'static void startTest()': () => currentFrame().ports.platform.startTest(),
  'static void stopTest()': () => currentFrame().ports.platform.stopTest(),
  'static void testInstall(System.InstallHandler installImplementation, System.Version version)': (
    handler: object | null,
    version: VersionObject | null,
  ) => testInstall(handler, version, false),
  'static void testInstall(System.InstallHandler installImplementation, System.Version version, Boolean isPush)':
    testInstall,
  'static void testUninstall(System.UninstallHandler uninstallImplementation)': (handler: object | null) =>
    void callMethod(required(handler), 'onuninstall$uninstallcontext', [newUninstallContext()]),
};

export const TestType = platformType({
  name: 'System.Test',
  kind: 'class',
  page: 'apex_methods_system_test',
  members: {
    'static Boolean isRunningTest()': () => currentFrame().isTest,
    ...Object.fromEntries(Object.entries(members).map(([signature, run]) => [signature, inTestsOnly(run)])),
  },
  unimplemented: [
    'static void calculatePermissionSetGroup(List<Id> psgIds)',
    'static void calculatePermissionSetGroup(String psgIds)',
    'static void clearApexPageMessages()',
    'static Object createStub(System.Type parentType, System.StubProvider stubProvider)',
    'static void enableChangeDataCapture()',
    'static List<Id> enqueueBatchJobs(Integer numberOfJobs)',
    'static List<Id> getFlexQueueOrder()',
    'static List<SObject> loadData(Schema.SObjectType sObjectToken, String resourceName)',
    'static void setFixedSearchResults(List<Id> fixedSearchResults)',
    'static void setReadOnlyApplicationMode(Boolean applicationMode)',
  ],
});

/** All but isRunningTest are refused in code that no test runs. */
function inTestsOnly(run: MemberImplementation): MemberImplementation {
  const call = run as (...args: unknown[]) => unknown;
  return (...args: unknown[]): unknown => {
    if (!currentFrame().isTest) throwApex('System.TypeException', 'Test methods can be called only in tests');
    return call(...args);
  };
}

function standardPricebookId(): ApexId | null {
  return platformQuery('SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1')[0]?.id ?? null;
}

function testInstall(handler: object | null, version: VersionObject | null, isPush: boolean | null): void {
  callMethod(required(handler), 'oninstall$installcontext', [newInstallContext(version, required(isPush))]);
}
