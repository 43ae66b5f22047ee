/** First characters of the ids of custom objects. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const firstDigits = 10;

/**
 * Custom objects have prefixes from a00 on, events e00, custom metadata m00. The platform gives them out in order of
 * creation; here they follow from the name, so that ids stay valid when the project gets more objects.
 */
export function customPrefix(name: string, taken: Set<string>): string {
  const first = name.endsWith('__e') ? 'e' : name.endsWith('__mdt') ? 'm' : 'a';
  const count = firstDigits * digits.length;
  const start = hash(name.toLowerCase()) % count;
  for (let i = 0; i < count; i++) {
    const place = (start + i) % count;
    const prefix = `${first}${Math.floor(place / digits.length)}${digits[place % digits.length] ?? ''}`;
    if (taken.has(prefix)) continue;
    taken.add(prefix);
    return prefix;
  }
  throw new Error(`There are more than ${count} custom objects: no key prefix is left for ${name}.`);
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
