/** Database.DMLOptions for one record: those of the statement, else what the record carries. Source: Apex Reference Guide, SObject.setOptions. */
import type { DmlOptions, RowOptions } from '../../runtime/ports.ts';
import type { SaveRow } from './parts.ts';

export function rowOptions({ given }: SaveRow, options: DmlOptions): RowOptions {
  return { ...given.dmlOptions?.rowOptions(), ...definedOf(options) };
}

function definedOf({ duplicateRule, assignmentRule, allowFieldTruncation }: RowOptions): RowOptions {
  return {
    ...(duplicateRule === undefined ? {} : { duplicateRule }),
    ...(assignmentRule === undefined ? {} : { assignmentRule }),
    ...(allowFieldTruncation === undefined ? {} : { allowFieldTruncation }),
  };
}
