/** The org's rules as rows; written anew at each start, as a deployment does. */
import { ApexId } from '../../runtime/index.ts';
import type { OrgRules } from '../../schema/rules/load.ts';
import type { Queue } from '../../schema/rules/queues.ts';
import { engineOf } from '../duplicates/index.ts';
import type { Rows, RowValues } from './rows.ts';

export function installRules(rows: Rows, rules: OrgRules, namespace: string | null): void {
  for (const queue of rules.queues) installQueue(rows, queue);
  for (const { object, name, active } of rules.assignment) {
    const keys = { SobjectType: object, Name: name };
    const known = rows.find('AssignmentRule', keys);
    if (known === null) rows.insert('AssignmentRule', { ...keys, Active: active });
    else rows.update('AssignmentRule', known, { Active: active });
  }
  const common = { Language: 'en_US', NamespacePrefix: namespace };
  for (const rule of rules.matching) {
    const id = putRule(rows, 'MatchingRule', rule, {
      ...common,
      MasterLabel: rule.label,
      Description: rule.description,
      SobjectSubtype: 'None',
      MatchEngine: engineOf({ rule }),
      BooleanFilter: rule.logic,
      RuleStatus: rule.active ? 'Active' : 'Inactive',
    });
    rows.removeOf('MatchingRuleItem', 'MatchingRuleId', id);
    rule.items.forEach((item, i) => {
      rows.insert('MatchingRuleItem', {
        MatchingRuleId: ApexId.of(id),
        SortOrder: i + 1,
        Field: item.field,
        MatchingMethod: item.method,
        BlankValueBehavior: item.matchBlanks ? 'MatchBlanks' : 'NullNotAllowed',
      });
    });
  }
  for (const rule of rules.duplicates) {
    putRule(rows, 'DuplicateRule', rule, {
      ...common,
      MasterLabel: rule.label,
      SobjectSubtype: 'None',
      IsActive: rule.active,
    });
  }
}

/** Members that the org does not have are left out. */
function installQueue(rows: Rows, queue: Queue): void {
  const id = rows.put('Group', 'DeveloperName', queue.name, {
    Name: queue.label,
    Type: 'Queue',
    Email: queue.email,
    DoesSendEmailToMembers: queue.emailsMembers,
  });
  rows.removeOf('QueueSobject', 'QueueId', id);
  for (const object of queue.objects) rows.insert('QueueSobject', { QueueId: ApexId.of(id), SobjectType: object });
  for (const username of queue.users) {
    const user = rows.find('User', { Username: username });
    if (user === null || rows.find('GroupMember', { GroupId: id, UserOrGroupId: user }) !== null) continue;
    rows.insert('GroupMember', { GroupId: ApexId.of(id), UserOrGroupId: ApexId.of(user) });
  }
}

/** Rules of different objects may have one name. */
function putRule(
  rows: Rows,
  kind: string,
  { object, name }: { readonly object: string; readonly name: string },
  values: RowValues,
): string {
  const keys = { SobjectType: object, DeveloperName: name };
  const known = rows.find(kind, keys);
  if (known === null) return rows.insert(kind, { ...keys, ...values });
  rows.update(kind, known, values);
  return known;
}
