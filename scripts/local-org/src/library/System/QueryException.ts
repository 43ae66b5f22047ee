/** System.QueryException. Source: Apex Reference Guide, Built-In Exceptions; getInaccessibleFields in user mode. */
import type { ApexException, ApexSet } from '../../runtime/index.ts';
import { newMap, newSet } from '../support.ts';
import { exceptionType } from './Exception.ts';

export const QueryExceptionType = exceptionType('System.QueryException', {
  'Map<String, Set<String>> getInaccessibleFields()': (self: ApexException) => {
    const fields = [...(self.inaccessibleFields ?? [])].map(([object, names]): [string, ApexSet<string>] => [
      object,
      newSet('String', names),
    ]);
    return newMap('String', 'Set<String>', fields);
  },
});

export const AuraHandledExceptionType = exceptionType('System.AuraHandledException');
