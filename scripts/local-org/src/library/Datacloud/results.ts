/**
 * What duplicate rules found: DuplicateResult, MatchResult, MatchRecord, FieldDiff, AdditionalInformationMap.
 * Source: Apex Reference Guide, Datacloud Namespace (apex_namespace_datacloud).
 */
import type { DuplicateFacts, MatchFacts, MatchedRecord } from '../../runtime/index.ts';
import { PlatformObject } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';

export class DuplicateResultObject extends PlatformObject {
  readonly facts: DuplicateFacts;

  constructor(facts: DuplicateFacts) {
    super('Datacloud.DuplicateResult');
    this.facts = facts;
  }
}

class MatchResultObject extends PlatformObject {
  readonly facts: MatchFacts;

  constructor(facts: MatchFacts) {
    super('Datacloud.MatchResult');
    this.facts = facts;
  }
}

class MatchRecordObject extends PlatformObject {
  readonly match: MatchedRecord;

  constructor(match: MatchedRecord) {
    super('Datacloud.MatchRecord');
    this.match = match;
  }
}

class FieldDiffObject extends PlatformObject {
  readonly diff: MatchedRecord['fields'][number];

  constructor(diff: MatchedRecord['fields'][number]) {
    super('Datacloud.FieldDiff');
    this.diff = diff;
  }
}

export const resultTypes = [
  platformType({
    name: 'Datacloud.DuplicateResult',
    kind: 'class',
    page: 'apex_class_Datacloud_DuplicateResult',
    members: describeMembers<DuplicateResultObject>({
      'String DuplicateRule': (self) => self.facts.rule,
      'String DuplicateRuleEntityType': (self) => self.facts.object,
      'String ErrorMessage': (self) => self.facts.message,
      'Boolean AllowSave': (self) => self.facts.allowSave,
      'List<Datacloud.MatchResult> MatchResults': (self) =>
        newList(
          'Datacloud.MatchResult',
          self.facts.matches.map((facts) => new MatchResultObject(facts)),
        ),
    }),
  }),
  platformType({
    name: 'Datacloud.MatchResult',
    kind: 'class',
    page: 'apex_class_Datacloud_MatchResult',
    members: describeMembers<MatchResultObject>({
      'String EntityType': (self) => self.facts.object,
      'List<Database.Error> Errors': () => newList('Database.Error'),
      'String MatchEngine': (self) => self.facts.engine,
      'List<Datacloud.MatchRecord> MatchRecords': (self) =>
        newList(
          'Datacloud.MatchRecord',
          self.facts.records.map((match) => new MatchRecordObject(match)),
        ),
      'String Rule': (self) => self.facts.rule,
      'Integer Size': (self) => self.facts.records.length,
      'Boolean Success': () => true,
    }),
  }),
  platformType({
    name: 'Datacloud.MatchRecord',
    kind: 'class',
    page: 'apex_class_Datacloud_MatchRecord',
    members: describeMembers<MatchRecordObject>({
      'List<Datacloud.AdditionalInformationMap> AdditionalInformation': () =>
        newList('Datacloud.AdditionalInformationMap'),
      'List<Datacloud.FieldDiff> FieldDiffs': (self) =>
        newList(
          'Datacloud.FieldDiff',
          self.match.fields.map((diff) => new FieldDiffObject(diff)),
        ),
      'Double MatchConfidence': (self) => self.match.confidence,
      'SObject Record': (self) => self.match.record,
    }),
  }),
  platformType({
    name: 'Datacloud.FieldDiff',
    kind: 'class',
    page: 'apex_class_Datacloud_FieldDiff',
    members: describeMembers<FieldDiffObject>({
      'String Difference': (self) => self.diff.difference,
      'String Name': (self) => self.diff.name,
    }),
  }),
  // The platform fills it for data of other providers only.
  platformType({
    name: 'Datacloud.AdditionalInformationMap',
    kind: 'class',
    page: 'apex_class_Datacloud_AdditionalInformationMap',
    unimplemented: ['String getName()', 'String getValue()'],
  }),
];
