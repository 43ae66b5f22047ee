/** Custom validation rules. Source: "Triggers and Order of Execution", step "custom validation". */
import type { ObjectSchema } from '../../schema/model.ts';
import type { DmlParts, SaveRow } from './parts.ts';
import { problem } from './parts.ts';

export function checkRules(row: SaveRow, object: ObjectSchema, parts: DmlParts): void {
  for (const rule of object.validationRules) {
    if (!rule.active || parts.formula.evaluate(rule.condition, row.record, row.old) !== true) continue;
    row.problems.push(
      problem('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, ...(rule.field === null ? [] : [rule.field])),
    );
  }
}
