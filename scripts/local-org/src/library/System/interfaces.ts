/** Interfaces that only say what a class can do. Sources: the page of each in the Apex Reference Guide. */
import { platformType, type PlatformTypeSpec } from '../declare.ts';

export const plainInterfaces: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'System.Callable',
    kind: 'interface',
    page: 'apex_interface_System_Callable',
    members: { 'Object call(String action, Map<String, Object> args)': null },
  }),
  platformType({
    name: 'System.StubProvider',
    kind: 'interface',
    page: 'apex_interface_System_StubProvider',
    members: {
      'Object handleMethodCall(Object stubbedObject, String stubbedMethodName, System.Type returnType, List<System.Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)':
        null,
    },
  }),
];
