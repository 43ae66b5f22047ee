/** Who may use a member. Source: Apex Developer Guide, "Access Modifiers"; @TestVisible opens members to test classes. */
import type { CodeUnit } from './scope.ts';
import { hasAnnotation } from './declare.ts';
import { lineage, outermost } from './members.ts';
import { makeType } from './platform-types.ts';
import type { Access, TypeSymbol } from './symbols.ts';
import type { Modifiers } from '../syntax/ast.ts';

interface Member {
  readonly owner: TypeSymbol;
  readonly modifiers: Modifiers | null;
}

/** Whether code in `unit` may use a member with the given access. */
export function isVisible(member: Member, access: Access, unit: CodeUnit): boolean {
  if (member.owner.declaredAt === null || access === 'public' || access === 'global') return true;
  if (outermost(member.owner) === outermost(unit.type)) return true;
  if (outermost(unit.type).isTest && hasAnnotation(member.modifiers, 'testvisible')) return true;
  return access === 'protected' && inherits(unit.type, member.owner);
}

/** Whether a type may be named. */
export function isTypeVisible(symbol: TypeSymbol, unit: CodeUnit): boolean {
  if (symbol.outer === null) return true;
  return isVisible({ owner: symbol, modifiers: symbol.modifiers }, symbol.access, unit);
}

/** A class, or one around it, that has `ancestor` among its superclasses. */
function inherits(symbol: TypeSymbol, ancestor: TypeSymbol): boolean {
  for (let current: TypeSymbol | null = symbol; current !== null; current = current.outer) {
    for (const type of lineage(makeType(current))) if (type.symbol === ancestor) return true;
  }
  return false;
}
