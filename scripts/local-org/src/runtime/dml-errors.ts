/** From row results to the exception of an all-or-none DML. Source: Apex Developer Guide, "DML and Exceptions". */
import type { DmlOperation } from '../syntax/ast.ts';
import { newException } from './exceptions.ts';
import type { FailedRow } from './exceptions.ts';
import type { DmlRowResult } from './ports.ts';

/** Throws System.DmlException when a row failed; does nothing otherwise. */
export function throwDmlException(operation: DmlOperation | 'lock' | 'unlock', results: readonly DmlRowResult[]): void {
  const failed: FailedRow[] = results.flatMap((result, index) => {
    const error = result.errors[0];
    return result.success || error === undefined ? [] : [{ index, id: result.id?.value ?? null, error }];
  });
  const first = failed[0];
  if (first === undefined) return;
  const where = first.id === null ? '' : ` with id ${first.id}`;
  const { statusCode, message, fields } = first.error;
  const verb = operation.slice(0, 1).toUpperCase() + operation.slice(1);
  const exception = newException(
    'System.DmlException',
    `${verb} failed. First exception on row ${first.index}${where}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`,
  );
  exception.failedRows = failed;
  throw exception;
}
