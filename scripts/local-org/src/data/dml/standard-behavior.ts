/** What the platform itself keeps in step on standard objects. Source: Object Reference, the pages of the objects named. */
import { ApexId, Decimal, apexEquals } from '../../runtime/index.ts';
import type { SqliteStore } from '../store/index.ts';
import type { SaveRow, StandardBehavior } from './parts.ts';
import { problem } from './parts.ts';

interface StageFacts {
  readonly probability: Decimal;
  readonly closed: boolean;
  readonly won: boolean;
  readonly category: string;
  readonly categoryName: string;
}

export function standardBehaviors(store: SqliteStore): StandardBehavior[] {
  return [
    opportunityStage(store),
    personName(['Contact', 'Lead', 'User']),
    taskStatus,
    businessTimes,
    permissionSetAssignment,
  ];
}

/** StageName decides Probability, IsClosed, IsWon and the forecast category. */
function opportunityStage(store: SqliteStore): StandardBehavior {
  const facts = (): Map<string, StageFacts> => {
    const rows = store.all(
      'SELECT "ApiName", "DefaultProbability", "IsClosed", "IsWon", "ForecastCategory", "ForecastCategoryName" FROM "OpportunityStage"',
      [],
    );
    return new Map(
      rows.map(([name, probability, closed, won, category, categoryName]) => [
        String(name as string),
        {
          probability: Decimal.fromInteger((probability as bigint | null) ?? 0n),
          closed: closed === 1n,
          won: won === 1n,
          category: category as string,
          categoryName: categoryName as string,
        },
      ]),
    );
  };
  return {
    objects: ['Opportunity'],
    beforeSave: (row) => {
      const stage = row.record.getField('stagename');
      const before = row.old?.getField('stagename') ?? null;
      const found = typeof stage === 'string' ? facts().get(stage) : undefined;
      if (found === undefined || stage === before) return;
      const given =
        row.given.isPopulated('probability') &&
        (row.old === null || !apexEquals(row.given.getField('probability'), row.old.getField('probability')));
      if (!given || row.record.getField('probability') === null) row.record.setField('probability', found.probability);
      row.record.setField('isclosed', found.closed);
      row.record.setField('iswon', found.won);
      row.record.setField('forecastcategory', found.category);
      row.record.setField('forecastcategoryname', found.categoryName);
    },
  };
}

function personName(objects: readonly string[]): StandardBehavior {
  return {
    objects,
    beforeSave: ({ record }) => {
      const parts = [record.getField('firstname'), record.getField('lastname')].filter(
        (part) => typeof part === 'string' && part !== '',
      );
      record.setField('name', parts.join(' '));
      if (record.object.name === 'User' && record.getField('usertype') === null)
        record.setField('usertype', 'Standard');
    },
  };
}

const taskStatus: StandardBehavior = {
  objects: ['Task'],
  beforeSave: ({ record }) => {
    record.setField('isclosed', record.getField('status') === 'Completed');
    record.setField('ishighpriority', record.getField('priority') === 'High');
  },
};

const businessTimes: StandardBehavior = {
  objects: ['Case'],
  beforeSave: ({ record }) => record.setField('isclosed', record.getField('status') === 'Closed'),
};

/** A permission set that belongs to a profile cannot be assigned. */
const permissionSetAssignment: StandardBehavior = {
  objects: ['PermissionSetAssignment'],
  beforeSave: (row: SaveRow) => {
    row.record.setField('isactive', true);
    if (!(row.record.getField('permissionsetid') instanceof ApexId))
      row.problems.push(
        problem('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PermissionSetId]', 'PermissionSetId'),
      );
  },
};
