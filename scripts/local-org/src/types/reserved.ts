/** Words that may not name anything. Source: Apex Developer Guide, "Reserved Keywords"; names of types are left out, as the platform does. */
const reserved: ReadonlySet<string> = new Set(
  `abstract activate and any array as asc autonomous begin bigdecimal break bulk by byte case cast catch char class collect commit const
   continue default delete desc do else end enum exit export extends false final finally float for from global goto group having hint if
   implements import in inner insert instanceof int interface into join like limit loop merge new not null nulls number of on or outer
   override package parallel pragma private protected public retrieve return rollback select short sort static super switch synchronized
   testmethod then this throw transaction trigger true try undelete update upsert using virtual void webservice when where while`.split(
    /\s+/,
  ),
);

/** Whether a variable, field or parameter must not have this name. */
export function isReserved(name: string): boolean {
  return reserved.has(name.toLowerCase());
}
