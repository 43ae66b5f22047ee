/**
 * The syntax tree of SOQL and SOSL, for queries inside Apex and for query text given at run time.
 * Source: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
import type { Expression, Position } from './ast.ts';

/** A dotted path as written: `Account.Owner.Name` → ['Account', 'Owner', 'Name']. */
export type FieldPath = readonly string[];

export interface SoqlQuery {
  readonly kind: 'soql';
  readonly select: readonly SelectItem[];
  readonly from: FromClause;
  /** `USING SCOPE x`, in lower case. */
  readonly scope: string | null;
  readonly where: Condition | null;
  /** `WITH USER_MODE` / `SYSTEM_MODE`; `SECURITY_ENFORCED` is kept so that `types` can refuse it. */
  readonly withMode: 'user' | 'system' | 'security_enforced' | null;
  readonly groupBy: GroupBy | null;
  readonly having: Condition | null;
  readonly orderBy: readonly OrderItem[];
  readonly limit: SoqlValue | null;
  readonly offset: SoqlValue | null;
  readonly allRows: boolean;
  readonly forClause: 'update' | 'view' | 'reference' | null;
  readonly position: Position;
}

export interface FromClause {
  /** Object, or the child relationship in a subquery. */
  readonly name: string;
  readonly alias: string | null;
  /** `FROM Account a, a.Contacts c` - rare; resolved as relationship aliases. */
  readonly more: readonly { readonly path: FieldPath; readonly alias: string }[];
  readonly position: Position;
}

export type SelectItem =
  | { readonly kind: 'field'; readonly path: FieldPath; readonly alias: string | null; readonly position: Position }
  | {
      /** COUNT(), COUNT(f), SUM(f), toLabel(f), FORMAT(f), convertCurrency(f), CALENDAR_YEAR(f), FIELDS(ALL), GROUPING(f) … */
      readonly kind: 'function';
      readonly name: string;
      readonly arguments: readonly SelectItem[];
      readonly alias: string | null;
      readonly position: Position;
    }
  | { readonly kind: 'subquery'; readonly query: SoqlQuery; readonly position: Position }
  | {
      readonly kind: 'typeof';
      readonly relationship: string;
      readonly whens: readonly { readonly object: string; readonly fields: readonly FieldPath[] }[];
      readonly otherwise: readonly FieldPath[];
      readonly position: Position;
    };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | {
      readonly kind: 'comparison';
      readonly left: SelectItem;
      readonly operator: ComparisonOperator;
      readonly right: SoqlValue;
      readonly position: Position;
    };

export type ComparisonOperator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export type SoqlValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  /** As written, with its currency prefix split off (`USD5000`). */
  | { readonly kind: 'number'; readonly text: string; readonly currency: string | null }
  /** `2024-01-31`. */
  | { readonly kind: 'date'; readonly text: string }
  /** `2024-01-31T10:00:00Z`, any offset. */
  | { readonly kind: 'datetime'; readonly text: string }
  /** `TODAY`, `LAST_N_DAYS:30`: name in upper case. */
  | { readonly kind: 'dateformula'; readonly name: string; readonly n: number | null }
  | { readonly kind: 'list'; readonly values: readonly SoqlValue[] }
  | { readonly kind: 'subquery'; readonly query: SoqlQuery }
  /** `:expr` in Apex (expression set), `:name` in query text given at run time (name set, may be dotted). */
  | {
      readonly kind: 'bind';
      readonly expression: Expression | null;
      readonly name: string;
      readonly position: Position;
    };

export interface GroupBy {
  readonly kind: 'plain' | 'rollup' | 'cube';
  readonly items: readonly SelectItem[];
}

export interface OrderItem {
  readonly item: SelectItem;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export interface SoslQuery {
  readonly kind: 'sosl';
  readonly search: SoqlValue;
  /** ALL, NAME, EMAIL, PHONE, SIDEBAR. */
  readonly group: string;
  readonly returning: readonly {
    readonly object: string;
    readonly fields: readonly FieldPath[];
    readonly where: Condition | null;
    readonly orderBy: readonly OrderItem[];
    readonly limit: SoqlValue | null;
  }[];
  readonly limit: SoqlValue | null;
  readonly withMode: 'user' | 'system' | null;
  readonly position: Position;
}

/** Rows are locked in the order of their ids. Source: SOQL and SOSL Reference, "FOR UPDATE". */
export const orderedLock = 'Explicit ORDER BY not allowed when locking rows (Id order is implied)';

export function ordersLockedRows({ forClause, orderBy }: SoqlQuery): boolean {
  return forClause === 'update' && orderBy.length > 0;
}
