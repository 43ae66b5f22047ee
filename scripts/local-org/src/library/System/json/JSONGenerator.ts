/** System.JSONGenerator. Source: Apex Reference Guide, JSONGenerator Class (apex_methods_system_jsongenerator). */
import type { ApexBlob, ApexDate, ApexDatetime, ApexId, ApexTime, Decimal } from '../../../runtime/index.ts';
import { PlatformObject, throwApex } from '../../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../../declare.ts';
import { required } from '../../support.ts';
import { writeValue } from './serialize.ts';
import { datetimeText, decimalLiteral, doubleLiteral } from './text.ts';
import { JsonWriter } from './writer.ts';

export class GeneratorObject extends PlatformObject {
  readonly #writer: JsonWriter;
  isClosed = false;

  constructor(pretty: boolean) {
    super('System.JSONGenerator');
    this.#writer = new JsonWriter(pretty);
  }

  /** @throws System.JSONException after close() */
  get writer(): JsonWriter {
    if (this.isClosed) throwApex('System.JSONException', 'The generator is closed');
    return this.#writer;
  }

  close(): void {
    if (!this.isClosed) this.#writer.close();
    this.isClosed = true;
  }

  /** Closes the generator, as the platform does. */
  result(): string {
    this.close();
    return this.#writer.toString();
  }
}

type Write = (writer: JsonWriter, value: never) => void;

/** Each kind of value, for `writeX(value)` and `writeXField(name, value)`. */
const writers: readonly (readonly [name: string, type: string, write: Write])[] = [
  ['Blob', 'Blob', (writer, value: ApexBlob) => writer.text(Buffer.from(value.bytes).toString('base64'))],
  ['Boolean', 'Boolean', (writer, value: boolean) => writer.literal(String(value))],
  ['Date', 'Date', (writer, value: ApexDate) => writer.text(value.toString())],
  ['DateTime', 'Datetime', (writer, value: ApexDatetime) => writer.text(datetimeText(value))],
  ['Id', 'Id', (writer, value: ApexId) => writer.text(value.value)],
  ['Number', 'Decimal', (writer, value: Decimal) => writer.literal(decimalLiteral(value))],
  ['Number', 'Double', (writer, value: number) => writer.literal(doubleLiteral(value))],
  ['Number', 'Integer', (writer, value: number) => writer.literal(String(value))],
  ['Number', 'Long', (writer, value: bigint) => writer.literal(String(value))],
  ['String', 'String', (writer, value: string) => writer.text(value)],
  ['Time', 'Time', (writer, value: ApexTime) => writer.text(value.toString())],
];

function valueMembers(): Record<string, MemberImplementation> {
  const members: Record<string, MemberImplementation> = {};
  for (const [name, type, write] of writers) {
    members[`void write${name}(${type} value)`] = (self: GeneratorObject, value: unknown) =>
      write(self.writer, required(value) as never);
    members[`void write${name}Field(String fieldName, ${type} value)`] = (
      self: GeneratorObject,
      field: string | null,
      value: unknown,
    ) => {
      const present = required(value) as never;
      self.writer.name(required(field));
      write(self.writer, present);
    };
  }
  return members;
}

export const JSONGeneratorType = platformType({
  name: 'System.JSONGenerator',
  kind: 'class',
  page: 'apex_methods_system_jsongenerator',
  members: {
    'void close()': (self: GeneratorObject) => self.close(),
    'String getAsString()': (self: GeneratorObject) => self.result(),
    'Boolean isClosed()': (self: GeneratorObject) => self.isClosed,
    'void writeEndArray()': (self: GeneratorObject) => self.writer.endArray(),
    'void writeEndObject()': (self: GeneratorObject) => self.writer.endObject(),
    'void writeFieldName(String fieldName)': (self: GeneratorObject, name: string | null) =>
      self.writer.name(required(name)),
    'void writeNull()': (self: GeneratorObject) => self.writer.literal('null'),
    'void writeNullField(String fieldName)': (self: GeneratorObject, name: string | null) => {
      self.writer.name(required(name));
      self.writer.literal('null');
    },
    'void writeObject(Object anyObject)': (self: GeneratorObject, value: unknown) =>
      writeValue(self.writer, value, false),
    'void writeObjectField(String fieldName, Object value)': (
      self: GeneratorObject,
      name: string | null,
      value: unknown,
    ) => {
      self.writer.name(required(name));
      writeValue(self.writer, value, false);
    },
    'void writeStartArray()': (self: GeneratorObject) => self.writer.startArray(),
    'void writeStartObject()': (self: GeneratorObject) => self.writer.startObject(),
    ...valueMembers(),
  },
});
