/** System.EncodingUtil. Source: Apex Reference Guide, EncodingUtil Class (apex_classes_restful_encodingUtil). */
import { ApexBlob, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';

export const EncodingUtilType = platformType({
  name: 'System.EncodingUtil',
  kind: 'class',
  page: 'apex_classes_restful_encodingUtil',
  nonNull: ['*'],
  members: {
    'static Blob base64Decode(String inputString)': base64Decode,
    'static String base64Encode(Blob inputBlob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('base64'),
    'static Blob convertFromHex(String inputString)': convertFromHex,
    'static String convertToHex(Blob inputBlob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('hex'),
    'static String urlDecode(String inputString, String encodingScheme)': urlDecode,
    'static String urlEncode(String inputString, String encodingScheme)': urlEncode,
  },
});

function base64Decode(text: string): ApexBlob {
  const compact = text.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(compact)) throwApex('System.StringException', 'Unrecognized base64 character');
  return new ApexBlob(new Uint8Array(Buffer.from(compact, 'base64')));
}

function convertFromHex(text: string): ApexBlob {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text))
    throwApex(
      'System.InvalidParameterValueException',
      'Invalid hexadecimal string: an even number of hexadecimal digits is needed',
    );
  return new ApexBlob(new Uint8Array(Buffer.from(text, 'hex')));
}

/** As java.net.URLEncoder: letters, digits and `.-*_` stay, a blank becomes `+`. */
export function urlEncode(text: string, scheme = 'UTF-8'): string {
  const encoding = bufferEncoding(scheme);
  return [...text]
    .map((char) => {
      if (/^[A-Za-z0-9.\-*_]$/.test(char)) return char;
      if (char === ' ') return '+';
      return [...Buffer.from(char, encoding)]
        .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('');
    })
    .join('');
}

/** As java.net.URLDecoder. */
export function urlDecode(text: string, scheme = 'UTF-8'): string {
  const encoding = bufferEncoding(scheme);
  if (/%(?![0-9a-fA-F]{2})/.test(text))
    throwApex('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(encoding));
}

function bufferEncoding(scheme: string): 'utf8' | 'latin1' {
  const name = scheme.toUpperCase().replace(/[-_]/g, '');
  if (name === 'UTF8') return 'utf8';
  if (name === 'ISO88591' || name === 'USASCII') return 'latin1';
  return throwApex('System.InvalidParameterValueException', `Unsupported encoding: ${scheme}`);
}
