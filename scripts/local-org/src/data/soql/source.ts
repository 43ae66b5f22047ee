/**
 * A table in a statement, with the parents joined to it. Paths like `Account.Owner.Name` become LEFT JOINs, made once per
 * relationship; a polymorphic relationship joins all objects it may point to.
 */
import { notImplemented } from '../../runtime/exceptions.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import { foldText } from '../record-store.ts';
import { throwNoSuchColumn, throwNoSuchRelationship, throwQuery } from './errors.ts';
import { kindOf, type Operand } from './kinds.ts';
import type { Statement } from './statement.ts';
import { quoted } from './sql.ts';
import { summarySql } from './summary.ts';

/** Relationships that a path may cross. Source: SOQL Reference, "Relationship Query Limitations". */
const maximumDepth = 5;

/** A joined relationship. */
export interface Link {
  readonly reference: FieldSchema;
  readonly polymorphic: boolean;
  /** One, or one for each object that a polymorphic reference points to. */
  readonly targets: readonly Source[];
}

export class Source {
  readonly statement: Statement;
  readonly object: ObjectSchema;
  /** Table alias in the SQL. */
  readonly alias: string;
  readonly depth: number;
  /** By relationship name in lower case. */
  readonly links = new Map<string, Link>();
  /** Alias in SOQL, lower case. */
  readonly name: string | null;

  /** One of several objects that a polymorphic reference may point to: without a right to it the parent is empty. */
  readonly optional: boolean;

  constructor(statement: Statement, object: ObjectSchema, name: string | null, depth = 0, optional = false) {
    this.statement = statement;
    this.object = object;
    this.alias = statement.newAlias();
    this.name = name?.toLowerCase() ?? null;
    this.depth = depth;
    this.optional = optional;
    if (!optional) statement.mention(object, null, object.name);
  }

  /** The path without the alias or the object's own name in front. */
  relative(path: readonly string[]): readonly string[] {
    const [first] = path;
    if (first === undefined || path.length < 2) return path;
    const head = first.toLowerCase();
    if (head === this.name) return path.slice(1);
    if (this.object.parent(first, this.statement.namespace) !== undefined) return path;
    const named = this.statement.engine.schema.object(first, this.statement.namespace);
    return named === this.object ? path.slice(1) : path;
  }

  /**
   * The field of a name.
   * @throws System.QueryException "No such column …"
   */
  field(name: string): FieldSchema {
    const field = this.object.field(name, this.statement.namespace);
    if (field === undefined) throwNoSuchColumn(name, this.object.name);
    this.statement.mention(this.object, field, name);
    return field;
  }

  /**
   * Joins a parent.
   * @throws System.QueryException "Didn't understand relationship …"
   */
  link(relationship: string): Link {
    const reference = this.object.parent(relationship, this.statement.namespace);
    if (reference === undefined) throwNoSuchRelationship(relationship, 'field path');
    const key = (reference.relationshipName ?? relationship).toLowerCase();
    const known = this.links.get(key);
    if (known !== undefined) return known;
    if (this.depth >= maximumDepth)
      throwQuery(`Relationship path is too deep: at most ${maximumDepth} levels to parents may be queried.`);
    this.statement.mention(this.object, reference, relationship);
    const link = this.#join(reference);
    this.links.set(key, link);
    return link;
  }

  #join(reference: FieldSchema): Link {
    const { engine } = this.statement;
    const objects = reference.referenceTo.flatMap((name) => engine.schema.object(name) ?? []);
    const polymorphic = reference.referenceTo.length > 1;
    const targets = objects.map((object) => {
      const target = new Source(this.statement, object, null, this.depth + 1, polymorphic);
      const on = `${target.id()} = ${this.alias}.${engine.store.column(reference)}`;
      this.statement.joins.push(`LEFT JOIN ${engine.store.table(object)} AS ${target.alias} ON ${on}`);
      return target;
    });
    if (targets.length === 0) notImplemented(`objects that ${this.object.name}.${reference.name} refers to`);
    return { reference, polymorphic, targets };
  }

  /** SQL of the record's id. */
  id(): string {
    return `${this.alias}."Id"`;
  }

  /** SQL of the condition that leaves out rows in the recycle bin; null when the object has none. */
  notDeleted(): string | null {
    const field = this.object.fields.get('isdeleted');
    return field !== undefined && this.statement.engine.store.isStored(field)
      ? `${this.alias}.${this.statement.engine.store.column(field)} = 0`
      : null;
  }

  /** What a field path stands for in conditions, ORDER BY and GROUP BY. */
  operand(path: readonly string[]): Operand {
    const [first, ...rest] = this.relative(path);
    if (first === undefined) throw new Error('a field path is empty');
    if (rest.length === 0) return this.column(this.field(first), path.join('.'));
    const link = this.link(first);
    return link.polymorphic ? polymorphicOperand(link, rest, path.join('.')) : link.targets[0]!.operand(rest);
  }

  column(field: FieldSchema, name: string): Operand {
    const { store } = this.statement.engine;
    const common = { kind: kindOf(field), scale: scaleOf(field), field, name };
    if (field.summary !== null && !store.isStored(field)) {
      const text = summarySql(this, field, field.summary);
      return { ...common, sql: text, compare: text };
    }
    if (field.formula !== null && !store.isStored(field))
      notImplemented(`filter, sort or group by the formula field ${this.object.name}.${field.name}`);
    if (!store.isStored(field)) throwQuery(`field '${field.name}' can not be filtered in a query call`);
    return {
      ...common,
      sql: `${this.alias}.${store.column(field)}`,
      compare: `${this.alias}.${store.comparisonColumn(field)}`,
    };
  }
}

/** `Owner.Name` of several objects: the value of the one that the reference points to. */
function polymorphicOperand(link: Link, path: readonly string[], name: string): Operand {
  if (path.length === 1 && path[0]!.toLowerCase() === 'type') return typeOperand(link, name);
  const found = link.targets.filter((target) => understands(target, path[0]!, path.length === 1));
  if (found.length === 0) {
    if (path.length > 1) throwNoSuchRelationship(path[0]!, 'field path');
    throwNoSuchColumn(path[0]!, 'Name');
  }
  const operands = found.map((target) => target.operand(path));
  const first = operands[0]!;
  if (operands.length === 1) return { ...first, name };
  return {
    ...first,
    name,
    sql: `COALESCE(${operands.map((operand) => operand.sql).join(', ')})`,
    compare: `COALESCE(${operands.map((operand) => operand.compare).join(', ')})`,
  };
}

/** `What.Type`: name of the object that the reference points to. */
function typeOperand(link: Link, name: string): Operand {
  const nameOf = ({ object }: Source): string => typeName(link.reference.relationshipName ?? '', object);
  const by = (text: (target: Source) => string): string =>
    `(CASE ${link.targets.map((t) => `WHEN ${t.id()} IS NOT NULL THEN ${quoted(text(t))}`).join(' ')} END)`;
  return {
    sql: by(nameOf),
    compare: by((target) => foldText(nameOf(target))),
    kind: 'text',
    scale: 0,
    field: null,
    name,
  };
}

/** What `Owner.Type` and its kin say of an object: groups that own records are queues. */
export function typeName(relationship: string, { name }: ObjectSchema): string {
  return name === 'Group' && relationship.toLowerCase() === 'owner' ? 'Queue' : name;
}

/** Whether a target of a polymorphic reference has the field, or the relationship. */
export function understands(target: Source, name: string, isField: boolean): boolean {
  const { namespace } = target.statement;
  return (isField ? target.object.field(name, namespace) : target.object.parent(name, namespace)) !== undefined;
}

/** Digits after the point that a number column has. */
export function scaleOf(field: FieldSchema): number {
  return kindOf(field) === 'number' ? field.scale : 0;
}
