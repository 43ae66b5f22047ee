/**
 * Schema.DescribeFieldResult. Source: Apex Reference Guide, DescribeFieldResult Class (apex_methods_system_fields_describe).
 * Rights are those of the running user.
 */
import { PlatformObject, currentFrame, type FieldAccess } from '../../runtime/index.ts';
import { compoundOf } from '../../schema/compound.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';
import { defaultOf } from './new-record.ts';
import { PicklistEntryResult } from './PicklistEntry.ts';
import { sobjectFieldToken, sobjectTypeToken, type SObjectTypeToken } from './tokens.ts';

export class DescribeField extends PlatformObject {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;

  constructor(object: ObjectSchema, field: FieldSchema) {
    super('Schema.DescribeFieldResult');
    this.object = object;
    this.field = field;
  }

  access(): FieldAccess {
    return currentFrame().ports.data.fieldAccess(this.field, this.object);
  }

  isPicklist(): boolean {
    return this.field.type === 'PICKLIST' || this.field.type === 'MULTIPICKLIST' || this.field.type === 'COMBOBOX';
  }

  /** Formula fields that give a number compute in Double. */
  isNumber(): boolean {
    return ['DOUBLE', 'CURRENCY', 'PERCENT'].includes(this.field.type);
  }

  referenceTo(): SObjectTypeToken[] {
    const { schema } = currentFrame().ports;
    return this.field.referenceTo.flatMap((name) => {
      const object = schema.object(name);
      return object === undefined ? [] : [sobjectTypeToken(object)];
    });
  }

  override apexText(): string {
    return `Schema.DescribeFieldResult[getName=${this.field.name};getType=${this.field.type};]`;
  }
}

type Self = DescribeField;

export const DescribeFieldResultType = platformType({
  name: 'Schema.DescribeFieldResult',
  kind: 'class',
  page: 'apex_methods_system_fields_describe',
  members: {
    ...describeMembers<Self>({
      'Boolean Accessible': (self) => self.access().read,
      'Boolean Createable': (self) => self.field.createable && self.access().edit,
      'Boolean Updateable': (self) => self.field.updateable && self.access().edit,
      'Boolean Aggregatable': (self) => self.field.groupable || self.isNumber(),
      'Boolean AiPredictionField': () => false,
      'Boolean AutoNumber': (self) => self.field.autoNumber !== null,
      'Integer ByteLength': (self) => self.field.length * 3,
      'Boolean Calculated': (self) => self.field.formula !== null || self.field.summary !== null,
      'String CalculatedFormula': (self) => self.field.formula,
      'Boolean CascadeDelete': (self) => self.field.onDelete === 'cascade',
      'Boolean CaseSensitive': (self) => self.field.caseSensitive,
      'String CompoundFieldName': (self) => compoundOf(self.object, self.field)?.name ?? null,
      'Schema.SObjectField Controller': controller,
      'Boolean Custom': (self) => self.field.custom,
      'Boolean DefaultedOnCreate': (self) => self.field.defaultedOnCreate,
      'Object DefaultValue': (self) =>
        defaultOf(self.field, self.object) ?? (self.field.type === 'BOOLEAN' ? false : null),
      'String DefaultValueFormula': (self) => self.field.defaultFormula,
      'Boolean DependentPicklist': (self) => self.field.dependentOn !== null,
      'Boolean DeprecatedAndHidden': () => false,
      'Integer Digits': (self) => (self.field.type === 'INTEGER' ? self.field.precision : 0),
      'Boolean DisplayLocationInDecimal': () => false,
      'Boolean Encrypted': (self) => self.field.encrypted,
      'Boolean ExternalId': (self) => self.field.externalId,
      'Boolean Filterable': (self) => self.field.filterable,
      'Boolean FormulaTreatNullNumberAsZero': (self) =>
        self.field.formula !== null && self.field.formulaBlanks === 'zero',
      'Boolean Groupable': (self) => self.field.groupable,
      'Boolean HighScaleNumber': () => false,
      'Boolean HtmlFormatted': (self) => self.field.htmlFormatted,
      'Boolean IdLookup': (self) => self.field.idLookup,
      'String InlineHelpText': (self) => self.field.helpText,
      'String Label': (self) => self.field.label,
      'Integer Length': (self) => self.field.length,
      'String LocalName': (self) => self.field.localName,
      'String Mask': () => null,
      'String MaskType': () => null,
      'String Name': (self) => self.field.name,
      'Boolean NameField': (self) => self.field.nameField,
      'Boolean NamePointing': (self) => self.field.referenceTo.length > 1,
      'Boolean Nillable': (self) => self.field.nillable,
      'Boolean Permissionable': (self) => !self.field.required && self.field.nillable && !self.field.masterDetail,
      'List<Schema.PicklistEntry> PicklistValues': (self) =>
        newList(
          'Schema.PicklistEntry',
          self.field.picklist.map((entry) => new PicklistEntryResult(entry)),
        ),
      'Integer Precision': (self) => self.field.precision,
      'Boolean QueryByDistance': () => false,
      'String ReferenceTargetField': () => null,
      'List<Schema.SObjectType> ReferenceTo': (self) => newList('Schema.SObjectType', self.referenceTo()),
      'String RelationshipName': (self) => self.field.relationshipName,
      'Integer RelationshipOrder': (self) => (self.field.masterDetail ? masterDetailOrder(self) : null),
      'Boolean RestrictedDelete': (self) => self.field.onDelete === 'restrict' && self.field.type === 'REFERENCE',
      'Boolean RestrictedPicklist': (self) => self.field.restrictedPicklist,
      'Integer Scale': (self) => self.field.scale,
      'Boolean SearchPrefilterable': () => false,
      'Schema.SoapType SoapType': (self) => enumConstant('Schema.SoapType', soapTypes[self.field.type]),
      'Schema.SObjectField SobjectField': (self) => sobjectFieldToken(self.object, self.field),
      'Boolean Sortable': (self) => self.field.sortable,
      'Schema.DisplayType Type': (self) => enumConstant('Schema.DisplayType', self.field.type),
      'Boolean Unique': (self) => self.field.unique,
      'Boolean WriteRequiresMasterRead': () => false,
    }),
    'Schema.SObjectType getSObjectType()': (self: Self) => sobjectTypeToken(self.object),
  },
  unimplemented: ['Object getFilteredLookupInfo()'],
});

const soapTypes: Readonly<Record<FieldType, string>> = {
  ID: 'ID',
  STRING: 'STRING',
  TEXTAREA: 'STRING',
  PICKLIST: 'STRING',
  MULTIPICKLIST: 'STRING',
  COMBOBOX: 'STRING',
  BOOLEAN: 'BOOLEAN',
  INTEGER: 'INTEGER',
  LONG: 'LONG',
  DOUBLE: 'DOUBLE',
  CURRENCY: 'DOUBLE',
  PERCENT: 'DOUBLE',
  DATE: 'DATE',
  DATETIME: 'DATETIME',
  TIME: 'TIME',
  EMAIL: 'STRING',
  PHONE: 'STRING',
  URL: 'STRING',
  REFERENCE: 'ID',
  BASE64: 'BASE64BINARY',
  ADDRESS: 'ADDRESS',
  LOCATION: 'LOCATION',
  ENCRYPTEDSTRING: 'STRING',
  ANYTYPE: 'ANYTYPE',
};

function controller(self: Self): unknown {
  const field = self.field.dependentOn === null ? undefined : self.object.field(self.field.dependentOn);
  return field === undefined ? null : sobjectFieldToken(self.object, field);
}

/** 0 for the first master-detail field of an object, 1 for the second. */
function masterDetailOrder(self: Self): number {
  const masters = [...self.object.fields.values()].filter((field) => field.masterDetail);
  return masters.indexOf(self.field);
}
