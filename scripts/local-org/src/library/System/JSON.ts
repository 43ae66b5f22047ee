/** System.JSON. Source: Apex Reference Guide, JSON Class (apex_methods_system_json). */
import { platformType } from '../declare.ts';
import { required } from '../support.ts';
import { deserialize, deserializeUntyped } from './json/deserialize.ts';
import { GeneratorObject } from './json/JSONGenerator.ts';
import { ParserObject } from './json/JSONParser.ts';
import { serialize } from './json/serialize.ts';
import type { TypeToken } from './type-token.ts';

export const JSONType = platformType({
  name: 'System.JSON',
  kind: 'class',
  page: 'apex_class_System_Json',
  members: {
    'static System.JSONGenerator createGenerator(Boolean prettyPrint)': (pretty: boolean | null) =>
      new GeneratorObject(required(pretty)),
    'static System.JSONParser createParser(String jsonString)': (text: string | null) =>
      new ParserObject(required(text)),
    'static Object deserialize(String jsonString, System.Type apexType)': (
      text: string | null,
      type: TypeToken | null,
    ) => deserialize(required(text), required(type).type, false),
    'static Object deserializeStrict(String jsonString, System.Type apexType)': (
      text: string | null,
      type: TypeToken | null,
    ) => deserialize(required(text), required(type).type, true),
    'static Object deserializeUntyped(String jsonString)': (text: string | null) => deserializeUntyped(required(text)),
    'static String serialize(Object objectToSerialize)': (value: unknown) =>
      serialize(value, { pretty: false, suppressNulls: false }),
    'static String serialize(Object objectToSerialize, Boolean suppressApexObjectNulls)': (
      value: unknown,
      suppressNulls: boolean | null,
    ) => serialize(value, { pretty: false, suppressNulls: required(suppressNulls) }),
    'static String serializePretty(Object objectToSerialize)': (value: unknown) =>
      serialize(value, { pretty: true, suppressNulls: false }),
    'static String serializePretty(Object objectToSerialize, Boolean suppressApexObjectNulls)': (
      value: unknown,
      suppressNulls: boolean | null,
    ) => serialize(value, { pretty: true, suppressNulls: required(suppressNulls) }),
  },
});
