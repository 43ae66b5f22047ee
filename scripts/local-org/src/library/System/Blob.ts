/** System.Blob. Source: Apex Reference Guide, Blob Class (apex_methods_system_blob). */
import { ApexBlob, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';

export const BlobType = platformType({
  name: 'System.Blob',
  kind: 'primitive',
  page: 'apex_methods_system_blob',
  nonNull: ['valueOf'],
  members: {
    'static Blob valueOf(String stringToBlob)': (text: string) => ApexBlob.ofText(text),
    'Integer size()': (self: ApexBlob) => self.bytes.length,
    'String toString()': textOf,
  },
  unimplemented: ['static Blob toPdf(String stringToConvert)'],
});

/** @throws System.StringException when the bytes are not UTF-8 */
export function textOf(blob: ApexBlob): string {
  try {
    return blob.toText(true);
  } catch {
    return throwApex('System.StringException', 'BLOB is not a valid UTF-8 string');
  }
}
