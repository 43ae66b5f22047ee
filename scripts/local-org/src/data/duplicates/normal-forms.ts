/**
 * Texts in the form in which matching methods compare them. Source: Salesforce Help, "Normalization Criteria for Matching Rules";
 * approximate: only the plain rules of that page, with short lists of words.
 */

const companyWords: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg sa sas sarl bv nv ab as oy srl spa pty pvt private holdings'.split(
    ' ',
  ),
);

const streetWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    street: 'st',
    avenue: 'ave',
    av: 'ave',
    road: 'rd',
    boulevard: 'blvd',
    drive: 'dr',
    lane: 'ln',
    court: 'ct',
    place: 'pl',
    square: 'sq',
    highway: 'hwy',
    parkway: 'pkwy',
    north: 'n',
    south: 's',
    east: 'e',
    west: 'w',
    strasse: 'str',
  }),
);

const titleWords: ReadonlyMap<string, string> = new Map(
  Object.entries({ sr: 'senior', jr: 'junior', mgr: 'manager', dir: 'director', asst: 'assistant', exec: 'executive' }),
);

/** Lower case, without accents and marks, words apart by one blank. */
export function plain(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without the legal form and articles. */
export function companyName(text: string): string {
  const words = plain(text).split(' ');
  const kept = words.filter((word) => !companyWords.has(word) && word !== 'the' && word !== 'and');
  return (kept.length === 0 ? words : kept).join(' ');
}

export function street(text: string): string {
  return replaced(plain(text), streetWords);
}

export function title(text: string): string {
  return replaced(plain(text), titleWords);
}

/** Digits without international prefix and the 1 of North America. */
export function phone(text: string): string {
  return text
    .replace(/\D/g, '')
    .replace(/^00/, '')
    .replace(/^1(?=\d{10}$)/, '');
}

/** The first five letters and digits. */
export function zip(text: string): string {
  return plain(text).replaceAll(' ', '').slice(0, 5);
}

/** First letters of the words. */
export function acronym(text: string): string {
  return text
    .split(' ')
    .filter((word) => word !== 'of')
    .map((word) => word.slice(0, 1))
    .join('');
}

function replaced(text: string, words: ReadonlyMap<string, string>): string {
  return text
    .split(' ')
    .map((word) => words.get(word) ?? word)
    .join(' ');
}
