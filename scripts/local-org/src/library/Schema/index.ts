/** All types of the Schema namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { ChildRelationshipType } from './ChildRelationship.ts';
import { DescribeFieldResultType } from './DescribeFieldResult.ts';
import { DescribeSObjectResultType } from './DescribeSObjectResult.ts';
import { DisplayTypeType, SObjectDescribeOptionsType, SoapTypeType } from './enums.ts';
import { FieldSetMemberType, FieldSetType, SObjectTypeFieldSetsType } from './FieldSet.ts';
import { PicklistEntryType } from './PicklistEntry.ts';
import { RecordTypeInfoType } from './RecordTypeInfo.ts';
import { SObjectFieldType } from './SObjectField.ts';
import { SObjectTypeType } from './SObjectType.ts';
import { SObjectTypeFieldsType } from './SObjectTypeFields.ts';

export const schemaTypes: readonly PlatformTypeSpec[] = [
  ChildRelationshipType,
  DescribeFieldResultType,
  DescribeSObjectResultType,
  DisplayTypeType,
  FieldSetMemberType,
  FieldSetType,
  PicklistEntryType,
  RecordTypeInfoType,
  SObjectDescribeOptionsType,
  SObjectFieldType,
  SObjectTypeFieldSetsType,
  SObjectTypeFieldsType,
  SObjectTypeType,
  SoapTypeType,
];
