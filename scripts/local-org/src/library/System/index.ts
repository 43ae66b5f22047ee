/** All types of the System namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { AccessLevelType } from './AccessLevel.ts';
import { AggregateResultType } from './AggregateResult.ts';
import { ApprovalType } from './Approval.ts';
import { AssertType } from './Assert.ts';
import { asyncTypes } from './async/index.ts';
import { BlobType } from './Blob.ts';
import { BooleanType } from './Boolean.ts';
import { ComparableType, ComparatorType } from './Comparable.ts';
import { CryptoType } from './Crypto.ts';
import { DatabaseType } from './Database.ts';
import { SavepointType } from './database/transaction.ts';
import { DateType } from './Date.ts';
import { DatetimeType } from './Datetime.ts';
import { DecimalType } from './Decimal.ts';
import { DoubleType } from './Double.ts';
import { EncodingUtilType } from './EncodingUtil.ts';
import { systemEnums } from './enums.ts';
import { EventBusType } from './EventBus.ts';
import { ExceptionType } from './Exception.ts';
import { systemExceptions } from './exceptions.ts';
import { CustomSettingsType } from './custom-settings.ts';
import { FeatureManagementType } from './FeatureManagement.ts';
import { httpTypes } from './http/index.ts';
import { IdType } from './Id.ts';
import { installTypes } from './install.ts';
import { IntegerType } from './Integer.ts';
import { plainInterfaces } from './interfaces.ts';
import { IterableType, IteratorType } from './Iterator.ts';
import { JSONType } from './JSON.ts';
import { JSONGeneratorType } from './json/JSONGenerator.ts';
import { JSONParserType } from './json/JSONParser.ts';
import { LimitsType } from './Limits.ts';
import { ListType } from './List.ts';
import { LongType } from './Long.ts';
import { AddressType, LocationType } from './Location.ts';
import { MapType } from './Map.ts';
import { MatcherType } from './Matcher.ts';
import { MathType } from './Math.ts';
import { MessagingType } from './Messaging.ts';
import { ObjectType } from './Object.ts';
import { OrgLimitType, OrgLimitsType } from './OrgLimits.ts';
import { PageReferenceType } from './PageReference.ts';
import { PatternType } from './Pattern.ts';
import { AuraHandledExceptionType, QueryExceptionType } from './QueryException.ts';
import { RequestType } from './Request.ts';
import { restTypes } from './RestContext.ts';
import { SchemaType } from './Schema.ts';
import { SObjectAccessDecisionType, SecurityType } from './Security.ts';
import { SetType } from './Set.ts';
import { SObjectType } from './SObject.ts';
import { StringType } from './String.ts';
import { ResetPasswordResultType, SystemType } from './System.ts';
import { TestType } from './Test.ts';
import { TimeType } from './Time.ts';
import { TimeZoneType } from './TimeZone.ts';
import { TypeType } from './Type.ts';
import { URLType } from './URL.ts';
import { UserInfoType } from './UserInfo.ts';
import { UUIDType } from './UUID.ts';
import { VersionType } from './Version.ts';

export const systemTypes: readonly PlatformTypeSpec[] = [
  AccessLevelType,
  AddressType,
  AggregateResultType,
  ApprovalType,
  AssertType,
  AuraHandledExceptionType,
  BlobType,
  BooleanType,
  ComparableType,
  ComparatorType,
  CryptoType,
  DatabaseType,
  DateType,
  DatetimeType,
  DecimalType,
  DoubleType,
  EncodingUtilType,
  EventBusType,
  ExceptionType,
  CustomSettingsType,
  FeatureManagementType,
  IdType,
  IntegerType,
  IterableType,
  IteratorType,
  JSONGeneratorType,
  JSONParserType,
  JSONType,
  LimitsType,
  ListType,
  LongType,
  LocationType,
  MapType,
  MatcherType,
  MathType,
  MessagingType,
  ObjectType,
  OrgLimitType,
  OrgLimitsType,
  PageReferenceType,
  PatternType,
  QueryExceptionType,
  RequestType,
  ResetPasswordResultType,
  SObjectAccessDecisionType,
  SObjectType,
  SavepointType,
  SchemaType,
  SecurityType,
  SetType,
  StringType,
  SystemType,
  TestType,
  TimeType,
  TimeZoneType,
  TypeType,
  URLType,
  UUIDType,
  UserInfoType,
  VersionType,
  ...asyncTypes,
  ...httpTypes,
  ...installTypes,
  ...plainInterfaces,
  ...restTypes,
  ...systemEnums,
  ...systemExceptions,
];
