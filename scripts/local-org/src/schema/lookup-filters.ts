/** Filters of lookup fields as metadata has them. Source: Metadata API Developer Guide, "LookupFilter". */
import type { FilterOperation } from './rules/filter-operations.ts';
import { filterOperation } from './rules/filter-operations.ts';
import type { Element } from './xml.ts';
import { child, elements, flag, text } from './xml.ts';

/** A field of the record that is referred to, of the one that refers, or of the running user. */
export interface FilterOperand {
  readonly of: 'target' | 'source' | 'user';
  readonly path: readonly string[];
}

export interface LookupFilterItem {
  readonly left: FilterOperand;
  readonly operation: FilterOperation;
  /** As metadata has it: several values are separated by commas. */
  readonly value: string | null;
  /** A field instead of a value. */
  readonly right: FilterOperand | null;
}

export interface LookupFilter {
  readonly items: readonly LookupFilterItem[];
  /** `1 AND (2 OR 3)`, or `and`. */
  readonly logic: string;
  readonly message: string;
}

const defaultMessage = 'Value does not exist or does not match filter criteria.';

/** The filter of a field that is enforced; null without one, and for one that is optional or not active. */
export function lookupFilter(field: Element, target: string, place: string): LookupFilter | null {
  const element = child(field, 'lookupFilter');
  if (element === null || !flag(element, 'active') || flag(element, 'isOptional')) return null;
  return {
    items: elements(element, 'filterItems').map((item) => filterItem(item, target, place)),
    logic: filled(text(element, 'booleanFilter')) ?? 'and',
    message: filled(text(element, 'errorMessage')) ?? defaultMessage,
  };
}

function filterItem(element: Element, target: string, place: string): LookupFilterItem {
  const valueField = filled(text(element, 'valueField'));
  return {
    left: operand(text(element, 'field') ?? '', target),
    operation: filterOperation(text(element, 'operation') ?? '', place),
    value: filled(text(element, 'value')),
    right: valueField === null ? null : operand(valueField, target),
  };
}

/** `Account.Type`, `$Source.AccountId`, `$User.Id`, `$Profile.Name`, `$UserRole.Name`. */
function operand(name: string, target: string): FilterOperand {
  const [first = '', ...rest] = name.split('.');
  switch (first.toLowerCase()) {
    case '$source':
      return { of: 'source', path: rest };
    case '$user':
      return { of: 'user', path: rest };
    case '$profile':
      return { of: 'user', path: ['Profile', ...rest] };
    case '$userrole':
      return { of: 'user', path: ['UserRole', ...rest] };
    case target.toLowerCase():
      return { of: 'target', path: rest };
    default:
      return { of: 'target', path: [first, ...rest] };
  }
}

function filled(value: string | null): string | null {
  return value === '' ? null : value;
}
