import type { MetadataField, Workspace } from './workspace.ts';

/** Fields that every commercial agreement of the invented company has. */
const commercialFields: readonly MetadataField[] = [
  { id: 3101, name: 'contract_value', label: 'Contract Value', kind: 'currency', required: true },
  { id: 3102, name: 'term', label: 'Term', kind: 'duration' },
  { id: 3103, name: 'effective_date', label: 'Effective Date', kind: 'date' },
  { id: 3104, name: 'jurisdiction', label: 'Jurisdiction', kind: 'text' },
  { id: 3105, name: 'auto_renewal', label: 'Auto Renewal', kind: 'boolean' },
  {
    id: 3106,
    name: 'regions',
    label: 'Regions',
    kind: 'choices',
    options: [
      { label: 'United States', value: 'US' },
      { label: 'India', value: 'IN' },
      { label: 'Germany', value: 'DE' },
      { label: 'United Kingdom', value: 'GB' },
    ],
  },
  {
    id: 3107,
    name: 'payment_terms',
    label: 'Payment Terms',
    kind: 'choice',
    options: [
      { label: 'Net 30 days', value: 'net_30' },
      { label: 'Net 45 days', value: 'net_45' },
      { label: 'Net 60 days', value: 'net_60' },
    ],
  },
  { id: 3108, name: 'notice_period_days', label: 'Notice Period (days)', kind: 'number' },
  { id: 3109, name: 'billing_address', label: 'Billing Address', kind: 'address' },
];

const confidentialityFields: readonly MetadataField[] = [
  { id: 3201, name: 'effective_date', label: 'Effective Date', kind: 'date', required: true },
  { id: 3202, name: 'confidentiality_period', label: 'Confidentiality Period', kind: 'duration' },
  { id: 3203, name: 'purpose', label: 'Purpose', kind: 'text' },
  { id: 3204, name: 'mutual', label: 'Mutual', kind: 'boolean' },
];

/** An invented company that sells software: Acme Inc. */
export const defaultWorkspace: Workspace = {
  id: 77,
  organization: 'Acme Inc.',
  users: [
    { id: 12, name: 'Dana Whitfield', email: 'dana.whitfield@acme.example', designation: 'Account Executive' },
    { id: 31, name: 'Priya Raman', email: 'priya.raman@acme.example', designation: 'Legal Counsel' },
    { id: 88, name: 'Ira Chen', email: 'ira.chen@acme.example', designation: 'Finance Director' },
    { id: 54, name: 'Marcus Bell', email: 'marcus.bell@acme.example', designation: 'Chief Revenue Officer' },
  ],
  credentialUser: 'dana.whitfield@acme.example',
  contractTypes: [
    { id: 100, name: 'Non-Disclosure Agreement', fields: confidentialityFields },
    { id: 212, name: 'Master Services Agreement', fields: commercialFields },
    { id: 231, name: 'Order Form', fields: commercialFields },
  ],
  templates: [
    { id: 1101, name: 'Mutual NDA', contractTypeId: 100, counterpartyKind: 'Organisation' },
    { id: 1204, name: 'Master Services Agreement', contractTypeId: 212, counterpartyKind: 'Organisation' },
    { id: 1377, name: 'Order Form', contractTypeId: 231, counterpartyKind: 'Organisation' },
  ],
  entities: [
    {
      id: 1045,
      name: 'Acme Inc.',
      referenceId: 'acme-us',
      jurisdiction: { id: 234, name: 'United States', code2: 'US' },
      organizationType: { id: 1, name: 'Corporation' },
      address: { id: 5073, lineOne: '3659 Burwell Heights Road', city: 'Houston', state: 'Texas', zipcode: '77020' },
      isPrimary: true,
    },
    {
      id: 1046,
      name: 'Acme GmbH',
      referenceId: 'acme-de',
      jurisdiction: { id: 83, name: 'Germany', code2: 'DE' },
      organizationType: { id: 7, name: 'GmbH' },
      address: { id: 5074, lineOne: 'Lindenallee 12', city: 'Berlin', state: 'Berlin', zipcode: '10115' },
      isPrimary: false,
    },
  ],
  objectConfigurations: [
    { id: '2a2340fb-1af6-401e-a04c-c69a14c798b1', name: 'Opportunity' },
    { id: '7c1b9a52-5f0e-4c3e-9a5b-0a6a4de3f7d4', name: 'Account' },
  ],
};
