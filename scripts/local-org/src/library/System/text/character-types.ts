/** String.splitByCharacterType: runs of characters of one Unicode category. */

const categories = [
  'Lu',
  'Ll',
  'Lt',
  'Lm',
  'Lo',
  'Nd',
  'Nl',
  'No',
  'Zs',
  'Zl',
  'Zp',
  'Pd',
  'Ps',
  'Pe',
  'Pc',
  'Po',
  'Pi',
  'Pf',
  'Sm',
  'Sc',
  'Sk',
  'So',
  'Mn',
  'Mc',
  'Me',
  'Cc',
  'Cf',
];
const tests = categories.map((category) => new RegExp(`^\\p{${category}}`, 'u'));

function categoryOf(char: string): string {
  return categories[tests.findIndex((test) => test.test(char))] ?? 'Cn';
}

/** With `camelCase`, a capital letter before a lower-case run belongs to that run: `fooBarABC` → foo, Bar, ABC. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
  const runs: { category: string; text: string }[] = [];
  for (const char of text) {
    const category = categoryOf(char);
    const last = runs.at(-1);
    if (last?.category === category) last.text += char;
    else if (camelCase && category === 'Ll' && last?.category === 'Lu') moveCapital(runs, char);
    else runs.push({ category, text: char });
  }
  return runs.map((run) => run.text);
}

/** Takes the last capital of the run before, and starts a lower-case run with it. */
function moveCapital(runs: { category: string; text: string }[], char: string): void {
  const capitals = runs.pop()!;
  const chars = [...capitals.text];
  const capital = chars.pop()!;
  if (chars.length > 0) runs.push({ category: 'Lu', text: chars.join('') });
  runs.push({ category: 'Ll', text: capital + char });
}
