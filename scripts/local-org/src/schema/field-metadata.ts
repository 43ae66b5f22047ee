/** Custom fields. Source: Metadata API Developer Guide, "CustomField". */
import { makeField, nameChildren, textLength } from './build.ts';
import type { FieldParts } from './build.ts';
import { lookupFilter } from './lookup-filters.ts';
import type { FieldSchema, FieldType, PicklistValue } from './model.ts';
import type { Element } from './xml.ts';
import { child, elements, flag, number, text, texts } from './xml.ts';

/** Adds the namespace to a name of the project's own. */
export type Qualify = (name: string) => string;

const types: Readonly<Record<string, FieldType>> = {
  Text: 'STRING',
  TextArea: 'TEXTAREA',
  LongTextArea: 'TEXTAREA',
  Html: 'TEXTAREA',
  Number: 'DOUBLE',
  Currency: 'CURRENCY',
  Percent: 'PERCENT',
  Checkbox: 'BOOLEAN',
  Date: 'DATE',
  DateTime: 'DATETIME',
  Time: 'TIME',
  Email: 'EMAIL',
  Phone: 'PHONE',
  Url: 'URL',
  Picklist: 'PICKLIST',
  MultiselectPicklist: 'MULTIPICKLIST',
  Lookup: 'REFERENCE',
  MasterDetail: 'REFERENCE',
  AutoNumber: 'STRING',
  EncryptedText: 'ENCRYPTEDSTRING',
  Location: 'LOCATION',
  MetadataRelationship: 'REFERENCE',
  Hierarchy: 'REFERENCE',
  Summary: 'DOUBLE',
};

const fixedLength: Readonly<Record<string, number>> = { TextArea: 255, Email: 80, Phone: 40, Url: 255, AutoNumber: 30 };

/** @throws Error for a type that is not known */
export function customField(element: Element, qualify: Qualify, file: string): FieldSchema {
  const fullName = text(element, 'fullName');
  const metadataType = text(element, 'type') ?? 'Text';
  // Metadata relationships to objects and fields hold their API names: they are no records here.
  const namesMetadata =
    metadataType === 'MetadataRelationship' && /Definition$/.test(text(element, 'referenceTo') ?? '');
  const type = namesMetadata ? 'STRING' : types[metadataType];
  if (fullName === null || type === undefined)
    throw new Error(`${file}: the field ${fullName ?? 'without a name'} has the unknown type ${metadataType}`);
  const name = fullName.endsWith('__c') ? qualify(fullName) : fullName;
  const parts: FieldParts = {
    name,
    localName: fullName,
    label: text(element, 'label') ?? fullName,
    type,
    custom: true,
    length:
      fixedLength[metadataType] ??
      (type === 'REFERENCE'
        ? 18
        : number(
            element,
            'length',
            type === 'STRING' && text(element, 'formula') !== null ? 1300 : (textLength[type] ?? 0),
          )),
    precision: number(element, 'precision'),
    scale: number(element, 'scale'),
    required: flag(element, 'required') || metadataType === 'MasterDetail',
    unique: flag(element, 'unique'),
    caseSensitive: flag(element, 'caseSensitive'),
    externalId: flag(element, 'externalId'),
    htmlFormatted: metadataType === 'Html',
    encrypted: metadataType === 'EncryptedText',
    formula: text(element, 'formula'),
    formulaBlanks: text(element, 'formulaTreatBlanksAs') === 'BlankAsBlank' ? 'blank' : 'zero',
    defaultFormula: text(element, 'defaultValue'),
    helpText: text(element, 'inlineHelpText'),
    description: text(element, 'description'),
    autoNumber: metadataType === 'AutoNumber' ? (text(element, 'displayFormat') ?? '{0}') : null,
    defaultedOnCreate: type === 'BOOLEAN' || text(element, 'defaultValue') !== null,
    ...picklist(element),
    ...(type === 'REFERENCE' ? reference(element, metadataType, fullName, qualify, file) : {}),
    ...(metadataType === 'Summary' ? { summary: summary(element, qualify) } : {}),
  };
  const relationship = text(element, 'relationshipName');
  return nameChildren(makeField(parts), relationship === null ? null : qualify(`${relationship}__r`));
}

function reference(
  element: Element,
  metadataType: string,
  fullName: string,
  qualify: Qualify,
  file: string,
): Partial<FieldSchema> {
  const target = metadataType === 'Hierarchy' ? 'User' : (text(element, 'referenceTo') ?? '');
  const constraint = text(element, 'deleteConstraint');
  const master = metadataType === 'MasterDetail';
  return {
    referenceTo: [qualify(target)],
    relationshipName: qualify(fullName.replace(/__c$/, '__r')),
    masterDetail: master,
    reparentable: flag(element, 'reparentableMasterDetail'),
    writeRequiresMasterRead: flag(element, 'writeRequiresMasterRead'),
    onDelete: master || constraint === 'Cascade' ? 'cascade' : constraint === 'Restrict' ? 'restrict' : 'setNull',
    lookupFilter: lookupFilter(element, target, `${file}: the lookup filter of ${fullName}`),
    ...(master ? { updateable: flag(element, 'reparentableMasterDetail') } : {}),
  };
}

function picklist(element: Element): Partial<FieldSchema> {
  const valueSet = child(element, 'valueSet');
  const definition = valueSet === null ? null : child(valueSet, 'valueSetDefinition');
  if (valueSet === null || definition === null) return {};
  const values: PicklistValue[] = elements(definition, 'value').map((value) => ({
    value: text(value, 'fullName') ?? '',
    label: text(value, 'label') ?? text(value, 'fullName') ?? '',
    active: flag(value, 'isActive', true),
    isDefault: flag(value, 'default'),
  }));
  return {
    picklist: values,
    restrictedPicklist: flag(valueSet, 'restricted'),
    dependentOn: text(valueSet, 'controllingField'),
    controlledBy: new Map(
      elements(valueSet, 'valueSettings').map((setting) => [
        text(setting, 'valueName') ?? '',
        texts(setting, 'controllingFieldValue'),
      ]),
    ),
  };
}

function summary(element: Element, qualify: Qualify): NonNullable<FieldSchema['summary']> {
  const foreignKey = text(element, 'summaryForeignKey') ?? '';
  const [childObject = '', keyField = ''] = foreignKey.split('.');
  const summarized = text(element, 'summarizedField')?.split('.')[1] ?? null;
  const operation = text(element, 'summaryOperation');
  return {
    operation: operation === 'sum' || operation === 'min' || operation === 'max' ? operation : 'count',
    childObject: qualify(childObject),
    childField: summarized === null ? null : qualify(summarized),
    foreignKey: qualify(keyField),
  };
}
