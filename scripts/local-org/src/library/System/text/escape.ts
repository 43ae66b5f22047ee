/** Escaping for other languages, and back. Source: Apex Reference Guide, String Class (`escapeCsv` and following). */
import type { MemberImplementation } from '../../declare.ts';
import { escapeEntities, html3, html4, unescapeEntities, xml } from './entities.ts';

export const escapeMembers: Record<string, MemberImplementation> = {
  'String escapeCsv()': escapeCsv,
  'String escapeEcmaScript()': (self: string) => escapeUnicode(escapeControls(self, /["'\\/]/)),
  'String escapeHtml3()': (self: string) => escapeEntities(self, html3),
  'String escapeHtml4()': (self: string) => escapeEntities(self, html4),
  'String escapeJava()': (self: string) => escapeUnicode(escapeControls(self, /["\\]/)),
  'String escapeUnicode()': escapeUnicode,
  'String escapeXml()': (self: string) => escapeEntities(self, xml),
  'String unescapeCsv()': unescapeCsv,
  'String unescapeEcmaScript()': unescapeJava,
  'String unescapeHtml3()': (self: string) => unescapeEntities(self, html3),
  'String unescapeHtml4()': (self: string) => unescapeEntities(self, html4),
  'String unescapeJava()': unescapeJava,
  'String unescapeUnicode()': (self: string) => self.replace(/\\u+([0-9a-fA-F]{4})/g, (_, hex: string) => fromHex(hex)),
  'String unescapeXml()': (self: string) => unescapeEntities(self, xml),
};

const controlNames: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
};
const controlCharacters: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };

function escapeCsv(self: string): string {
  return /[",\n\r]/.test(self) ? `"${self.replaceAll('"', '""')}"` : self;
}

function unescapeCsv(self: string): string {
  const quoted = /^"([^]*)"$/.exec(self);
  if (quoted === null || !/[",\n\r]/.test(quoted[1]!)) return self;
  return quoted[1]!.replaceAll('""', '"');
}

function escapeControls(text: string, special: RegExp): string {
  return text.replace(/[^]/g, (char) => controlNames[char] ?? (special.test(char) ? `\\${char}` : char));
}

/** Characters outside of printable ASCII become `\uXXXX`. */
function escapeUnicode(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

function unescapeJava(text: string): string {
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, octal?: string, char?: string) => {
      if (hex !== undefined) return fromHex(hex);
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return controlCharacters[char!] ?? char!;
    },
  );
}

function fromHex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
