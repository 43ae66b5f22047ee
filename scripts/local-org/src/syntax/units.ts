/** Triggers and anonymous blocks. */
import type {
  AnonymousBlockMemberContext,
  AnonymousUnitContext,
  TriggerBlockMemberContext,
  TriggerCaseContext,
  TriggerUnitContext,
} from '@apexdevtools/apex-parser';
import type { AnonymousBlock, AnonymousMember, TriggerDeclaration, TriggerEvent } from './ast.ts';
import { at, has, optional } from './adapter.ts';
import { methodOrType, prefixOf, propertyOrField, type AnyMember } from './declarations.ts';
import { statement } from './statements.ts';

export function triggerDeclaration(context: TriggerUnitContext): TriggerDeclaration {
  return {
    kind: 'trigger',
    name: context.id(0).getText(),
    object: context.id(1).getText(),
    events: context.triggerCase_list().map(triggerEvent),
    body: context
      .triggerBlock()
      .triggerBlockMember_list()
      .flatMap((member) => blockMember(member, optional(member.triggerMemberDeclaration()))),
    position: at(context),
  };
}

export function anonymousBlock(context: AnonymousUnitContext): AnonymousBlock {
  const body = context
    .anonymousBlock()
    .anonymousBlockMember_list()
    .flatMap((member) => blockMember(member, optional(member.anonymousMemberDeclaration())));
  return { kind: 'anonymous', body, position: { line: 1, column: 1 } };
}

function triggerEvent(context: TriggerCaseContext): TriggerEvent {
  const operation = has(context.INSERT())
    ? 'insert'
    : has(context.UPDATE())
      ? 'update'
      : has(context.DELETE())
        ? 'delete'
        : 'undelete';
  return `${has(context.BEFORE()) ? 'before' : 'after'} ${operation}` as TriggerEvent;
}

function blockMember(
  context: AnonymousBlockMemberContext | TriggerBlockMemberContext,
  member: AnyMember | null,
): AnonymousMember[] {
  if (member === null) {
    const part = optional(context.statement());
    return part === null ? [] : [statement(part)];
  }
  const prefix = prefixOf(context.modifier_list(), at(context));
  const declared = methodOrType(member, prefix);
  if (declared !== undefined) return [declared];
  const field = propertyOrField(member, prefix);
  // A field of a block is one of its variables.
  if (field?.kind !== 'field') return [];
  return [
    {
      kind: 'local',
      isFinal: field.modifiers.words.has('final'),
      type: field.type,
      variables: field.variables,
      position: field.position,
    },
  ];
}
