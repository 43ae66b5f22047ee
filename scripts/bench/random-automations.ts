/** Random definitions and events for property tests: valid shapes, values of every kind, and events whose data fits or not. */
import fc from 'fast-check';
import type { AutomationSetup } from './customer-org.ts';

const activity = 'CONTRACT_DATA_UPDATED';

/** Values that events carry: fitting, unfitting and missing ones. */
export const metadataValue = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 9999 }) },
  { weight: 3, arbitrary: fc.constantFrom('alpha', 'Beta', 'gamma delta', 'refused', '') },
  { weight: 1, arbitrary: fc.constantFrom('2026-03-31', '2026-03-31T22:30:00.5Z', 'not a date') },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant({ value: 5, currency: 'USD' }) },
);

/** The metadata section of one event. */
export const metadata = fc
  .record({ one: metadataValue, two: metadataValue, three: metadataValue })
  .map((values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])));

const path = fc.constantFrom(
  'metadata.one.value',
  'metadata.two.value',
  'metadata.three.value',
  'metadata.missing.value',
);

const source = path.map((text) => ({ kind: 'source', path: text }));

const rule = fc.oneof(
  fc.record({ left: path, operator: fc.constantFrom('isBlank', 'isNotBlank', 'changed') }),
  fc.record({
    left: path,
    operator: fc.constantFrom('equals', 'notEquals', 'contains', 'greaterThan', 'lessOrEqual', 'changedTo'),
    right: fc.constantFrom(5, 'alpha', 5000).map((value) => ({ kind: 'constant', value })),
  }),
);

const condition = fc.record({ logic: fc.constantFrom('All', 'Any', 'NOT 1'), rules: fc.tuple(rule) });

const value = fc.oneof(
  { weight: 4, arbitrary: source },
  { weight: 2, arbitrary: fc.constantFrom('x', 7, true).map((constant) => ({ kind: 'constant', value: constant })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'template', text: '{{contract.title}} {{metadata.one | upper}}' }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'formula', text: 'BLANKVALUE(metadata.two.value, 1) & "!"' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('conditional'),
      cases: fc.tuple(fc.record({ condition, value: source })),
      otherwise: source,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear' }) },
);

const mapping = (fields: readonly string[]) =>
  fc.record({
    field: fc.constantFrom(...fields),
    value,
    write: fc.constantFrom('always', 'always', 'ifEmpty', 'unlessEdited'),
    blank: fc.constantFrom('skip', 'clear'),
  });

const mappings = (fields: readonly string[]) =>
  fc.uniqueArray(mapping(fields), { selector: (entry) => entry.field, minLength: 1, maxLength: 4 });

const constant = (content: unknown) => ({ kind: 'constant', value: content });

const dealStep = fc.record({
  key: fc.constant('deal'),
  kind: fc.constant('record'),
  object: fc.constant('Opportunity'),
  whenNone: fc.constantFrom('fail', 'skip', 'review'),
  update: mappings(['NextStep', 'Description', 'Amount', 'CloseDate', 'IsPrivate']),
});

const accountStep = fc.record({
  key: fc.constant('account'),
  kind: fc.constant('record'),
  object: fc.constant('Account'),
  find: fc.constant({
    criteria: [{ field: 'Name', operator: 'equals', value: { kind: 'source', path: 'contract.title' } }],
  }),
  whenNone: fc.constantFrom('create', 'create', 'skip'),
  create: fc.constant([{ field: 'Name', value: { kind: 'source', path: 'contract.title' } }]),
  update: mappings(['Description', 'NumberOfEmployees', 'Phone']),
});

const contactStep = fc.record({
  key: fc.constant('people'),
  kind: fc.constant('children'),
  object: fc.constant('Contact'),
  list: fc.constant('signatories'),
  parent: fc.constant({ field: 'AccountId', step: 'account' }),
  match: fc.constant([{ field: 'LastName', value: { kind: 'source', path: 'item.name' } }]),
  update: fc.constant([{ field: 'Title', value: { kind: 'source', path: 'item.designation' } }]),
  create: fc.constant([{ field: 'Department', value: constant('SpotDraft') }]),
  whenMissing: fc.constantFrom('keep', 'remove'),
});

const steps = fc.oneof(
  fc.tuple(dealStep),
  fc.tuple(accountStep, dealStep),
  fc.tuple(accountStep, contactStep),
  fc.tuple(accountStep, contactStep, dealStep),
);

/** A definition that the validator accepts. */
export const definition = fc
  .record({ condition: fc.option(condition, { nil: undefined }), steps })
  .map(({ condition: wanted, steps: list }): AutomationSetup['definition'] => ({
    version: 1,
    triggers: [activity],
    ...(wanted === undefined ? {} : { condition: wanted }),
    steps: list,
  }));

/** People of one event. */
export const signatories = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Ann', 'Bob', 'Cid'),
    designation: fc.constantFrom('CEO', 'CFO', null),
  }),
  { selector: (person) => person.name, maxLength: 3 },
);
