/** Database.DMLOptions and its headers. Source: Apex Reference Guide, DmlOptions Class (apex_methods_system_database_dmloptions). */
import type { ApexId, CarriedOptions, RowOptions } from '../../runtime/index.ts';
import { PlatformObject, notImplemented } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { storedProperties } from '../properties.ts';
import { apexType } from '../support.ts';

export class AssignmentRuleHeader extends PlatformObject {
  assignmentRuleID: ApexId | null = null;
  useDefaultRule: boolean | null = null;
}

export class DuplicateRuleHeader extends PlatformObject {
  allowSave: boolean | null = null;
  includeRecordDetails: boolean | null = null;
  runAsCurrentUser: boolean | null = null;
}

export class EmailHeader extends PlatformObject {
  triggerAutoResponseEmail: boolean | null = null;
  triggerOtherEmail: boolean | null = null;
  triggerUserEmail: boolean | null = null;
}

export class DmlOptionsObject extends PlatformObject implements CarriedOptions {
  allowFieldTruncation: boolean | null = null;
  localeOptions: string | null = null;
  optAllOrNone: boolean | null = null;
  assignmentRuleHeader: AssignmentRuleHeader | null = new AssignmentRuleHeader(
    apexType('Database.DMLOptions.AssignmentRuleHeader'),
  );
  duplicateRuleHeader: DuplicateRuleHeader | null = new DuplicateRuleHeader(
    apexType('Database.DMLOptions.DuplicateRuleHeader'),
  );
  emailHeader: EmailHeader | null = new EmailHeader(apexType('Database.DMLOptions.EmailHeader'));

  /** Mail that the platform would send by itself is never sent here, so that email headers change nothing. */
  rowOptions(): RowOptions {
    if (this.localeOptions !== null) notImplemented('Database.DMLOptions.LocaleOptions');
    const { duplicateRuleHeader: duplicates, assignmentRuleHeader: assignment, allowFieldTruncation } = this;
    const { allowSave = null, runAsCurrentUser = null } = duplicates ?? {};
    const { useDefaultRule = null, assignmentRuleID = null } = assignment ?? {};
    return {
      ...(allowSave === null && runAsCurrentUser === null
        ? {}
        : { duplicateRule: { allowSave: allowSave ?? false, runAsCurrentUser } }),
      ...(useDefaultRule === null && assignmentRuleID === null
        ? {}
        : { assignmentRule: { useDefault: useDefaultRule ?? false, ruleId: assignmentRuleID?.value ?? null } }),
      ...(allowFieldTruncation === null ? {} : { allowFieldTruncation }),
    };
  }
}

const page = 'apex_methods_system_database_dmloptions';

export const dmlOptionsTypes = [
  platformType({
    name: 'Database.DMLOptions',
    kind: 'class',
    page,
    members: {
      'new()': (type: Type) => new DmlOptionsObject(type),
      ...storedProperties<DmlOptionsObject>({
        'Boolean AllowFieldTruncation': 'allowFieldTruncation',
        'Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader': 'assignmentRuleHeader',
        'Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader': 'duplicateRuleHeader',
        'Database.DMLOptions.EmailHeader EmailHeader': 'emailHeader',
        'String LocaleOptions': 'localeOptions',
        'Boolean OptAllOrNone': 'optAllOrNone',
      }),
    },
  }),
  platformType({
    name: 'Database.DMLOptions.AssignmentRuleHeader',
    kind: 'class',
    page,
    members: {
      'new()': (type: Type) => new AssignmentRuleHeader(type),
      ...storedProperties<AssignmentRuleHeader>({
        'Id AssignmentRuleID': 'assignmentRuleID',
        'Boolean UseDefaultRule': 'useDefaultRule',
      }),
    },
  }),
  platformType({
    name: 'Database.DMLOptions.DuplicateRuleHeader',
    kind: 'class',
    page,
    members: {
      'new()': (type: Type) => new DuplicateRuleHeader(type),
      ...storedProperties<DuplicateRuleHeader>({
        'Boolean AllowSave': 'allowSave',
        'Boolean IncludeRecordDetails': 'includeRecordDetails',
        'Boolean RunAsCurrentUser': 'runAsCurrentUser',
      }),
    },
  }),
  platformType({
    name: 'Database.DMLOptions.EmailHeader',
    kind: 'class',
    page,
    members: {
      'new()': (type: Type) => new EmailHeader(type),
      ...storedProperties<EmailHeader>({
        'Boolean TriggerAutoResponseEmail': 'triggerAutoResponseEmail',
        'Boolean TriggerOtherEmail': 'triggerOtherEmail',
        'Boolean TriggerUserEmail': 'triggerUserEmail',
      }),
    },
  }),
];
