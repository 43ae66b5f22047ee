/**
 * Whether the transaction is being ended by an exception that Apex cannot handle: then no `finally` block runs any more.
 * Source: Apex Developer Guide, "Exception Statements".
 */
let ending = false;

export function markEnding(): void {
  ending = true;
}

export function isEnding(): boolean {
  return ending;
}

/** Called where such an exception leaves its transaction. */
export function clearEnding(): void {
  ending = false;
}
