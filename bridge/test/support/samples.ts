import { createHmac } from 'node:crypto';

/** SpotDraft's documented example key, for tests only. */
export const TEST_KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==';

const person = { name: 'Dana Whitfield', email: 'dana.whitfield@acme.example' };
const linked = {
  id: '006Dn00000AbCdEIAV',
  integration_name: 'Salesforce',
  record_type: 'Opportunity',
  record_data: {},
};

function masterAgreement(kind: string, status: string, activityData: object, activity: string): object {
  return {
    contract_id: 48213,
    contract_kind: kind,
    contract_title: 'Master Services Agreement - Northwind Traders',
    contract_type: 'Master Services Agreement',
    contract_type_name: 'Master Services Agreement',
    contract_type_id: 212,
    contract_status: status,
    business_user: person,
    legal_user: { name: 'Priya Raman', email: 'priya.raman@acme.example' },
    created_at: '2026-04-14T09:12:31.448210Z',
    counterparties: [
      {
        type: 'Organization',
        organization_name: 'Northwind Traders',
        poc_name: 'Luis Ortega',
        poc_email: 'luis.ortega@northwind.example',
        counterparty_id: 90517,
      },
    ],
    external_metadata: linked,
    entity: { reference_id: 'acme-us', name: 'Acme Inc.', jurisdiction: 'United States', type: 'Corporation' },
    contract_reference_id: 'MSA-2026-0412',
    contract_template_id: 1204,
    activity_data: activityData,
    activity,
  };
}

/** Webhooks in SpotDraft's documented shape, with signatures computed elsewhere over their compact form. */
export const SAMPLES: readonly { readonly body: string; readonly hash: string }[] = [
  {
    body: JSON.stringify(
      masterAgreement(
        'TEMPLATE_CONTRACT',
        'DRAFT',
        { performed_by: person, timestamp: '2026-04-14T09:12:35.902114Z' },
        'CONTRACT_CREATED',
      ),
    ),
    hash: '54129c83f9582cb3e754f09ad4491116eae1ace6d014d1157ea5ce4fc8686d7e88c3ce1c66683121b6b670c86d5b21d6265c10a92576b5b21377c1a399fa05a7',
  },
  {
    body: JSON.stringify(
      masterAgreement(
        'TEMPLATE_CONTRACT',
        'REDLINING',
        {
          performed_by: person,
          timestamp: '2026-04-14T10:03:07.115930Z',
          counterparty_email_recipients: {
            to_recipients: ['luis.ortega@northwind.example'],
            cc_recipients: ['dana.whitfield@acme.example'],
          },
        },
        'CONTRACT_SENT_TO_COUNTERPARTY',
      ),
    ),
    hash: '0470baa845edb2173dbe621ad77b1578ef1d6ed929845e0b7872e1d2cb3727cdc4086c259f93f6c5f27fd37793470d3c0a4ea7f57ffb7023bfb95d67e173f434',
  },
  {
    body: JSON.stringify(
      masterAgreement(
        'EDITED_TEMPLATE_CONTRACT',
        'SIGN',
        {
          performed_by: { name: 'Luis Ortega', email: 'luis.ortega@northwind.example' },
          timestamp: '2026-04-21T16:40:52.630482Z',
        },
        'CONTRACT_SIGNED',
      ),
    ),
    hash: '670bebf7ae7482b88d95105a0515ed0f70344f7ce81bfe0cb8f47bc0ea165728c498ef9fd346c843ac44b41bd6afc3678b18202e3f6929a29a2e4e8898104c01',
  },
  {
    body: JSON.stringify(
      masterAgreement(
        'EDITED_TEMPLATE_CONTRACT',
        'EXECUTED',
        { performed_by: { name: 'SYSTEM' }, timestamp: '2026-04-21T17:02:11.201442Z' },
        'CONTRACT_EXECUTED',
      ),
    ),
    hash: '690c14703e789d4705b3386dd05a4ee55eabe4628e636e68a6ad99a3d53ffd474fd8d8db10e2a64ad59ce2b7888169e46df79d61cd0ca9753d027e784e5b85dd',
  },
  {
    body: JSON.stringify({
      contract_id: 48377,
      contract_kind: 'THIRD_PARTY_CONTRACT',
      contract_title: 'Fabrikam NDA (their paper)',
      contract_type: 'Non-Disclosure Agreement',
      contract_type_name: 'Non-Disclosure Agreement',
      contract_type_id: 100,
      contract_status: 'REDLINING',
      business_user: person,
      created_at: '2026-04-13T11:01:09.770031Z',
      counterparties: [{ type: 'Organization', organization_name: 'Fabrikam Ltd' }],
      external_metadata: { ...linked, id: '001Dn00000XyZ12IAF', record_type: 'Account' },
      activity_data: { performed_by: person, timestamp: '2026-04-15T08:20:44.003517Z' },
      activity: 'CONTRACT_EXTERNAL_METADATA_UPDATED',
    }),
    hash: '40da286c0d58f8487b2f0257cb136605590d398859d35c619b488c313ac3cdffc70c29d67cf7275c8d813ecbc00dc05645aae3428c30973927d393b103d1f34c',
  },
  {
    body: JSON.stringify({
      contract_id: 48388,
      contract_kind: 'EXPRESS_TEMPLATE',
      contract_title: 'Reseller NDA',
      contract_type: 'Non-Disclosure Agreement',
      contract_type_name: 'Non-Disclosure Agreement',
      contract_type_id: 100,
      contract_status: 'DRAFT',
      business_user: person,
      created_at: '2026-04-30T11:35:11.119130Z',
      counterparties: [{ type: 'Individual', poc_name: 'Sam Idris', poc_email: 'sam.idris@contoso.example' }],
      activity_data: {
        performed_by: { name: 'Sam Idris', email: 'sam.idris@contoso.example' },
        timestamp: '2026-05-01T15:30:15.470887Z',
      },
      activity: 'CONTRACT_SIGNATURE_DECLINED',
    }),
    hash: 'a75ab0185241576035dea9bb17aeb7c812b028fa29ef089e56f509a971e0a09a78204e211218b350ddc55a62b097499cd9a9ce1e8b3bc644f79e7a3ea80cbea8',
  },
  {
    body: JSON.stringify({
      contract_id: 48401,
      contract_kind: 'TEMPLATE_CONTRACT',
      contract_title: 'Order Form - Contoso',
      contract_type: 'Order Form',
      contract_type_name: 'Order Form',
      contract_type_id: 231,
      contract_status: 'VOIDED',
      business_user: person,
      created_at: '2026-04-29T07:44:15.009310Z',
      counterparties: [
        {
          type: 'Organization',
          organization_name: 'Contoso GmbH',
          poc_name: 'Mia Brandt',
          poc_email: 'mia.brandt@contoso.example',
          counterparty_id: 90533,
        },
      ],
      external_metadata: { ...linked, id: '006Dn00000QrStUIAV' },
      contract_template_id: 1377,
      activity_data: { performed_by: person, timestamp: '2026-05-02T13:55:01.118273Z' },
      activity: 'CONTRACT_VOIDED',
    }),
    hash: '022cd47c219cdd1d60df852397905333844a5fc792e1d2e995a960858c4775df7f2bb1162dc322fc852d341544c0357a156b1a3a96707da5ffdff4d34708bdfc',
  },
  {
    body: JSON.stringify(
      masterAgreement(
        'EDITED_TEMPLATE_CONTRACT',
        'SIGN',
        {
          performed_by: { name: 'SYSTEM' },
          timestamp: '2026-04-20T12:01:44.797406Z',
          email_event_data: {
            recipient_email: 'luis.ortega@northwind.example',
            email_mode: 'to',
            occured_at: '2026-04-20T12:01:11Z',
          },
        },
        'SIGNING_EMAIL_NOT_DELIVERED',
      ),
    ),
    hash: '73b65d7a968ce407597d0c5ea0cd592f40fb2c41a5dbe0c9564063c3c33fab20f6b6a8def0329e089e901e61bc1ba5ab1dd1ab79460c045bd53ca0238f000a32',
  },
];

/** A delivery of our own making. */
export function webhookBody(contractId: number, activity: string, minute: number, extra: object = {}): string {
  const timestamp = new Date(Date.UTC(2026, 4, 1, 0, minute)).toISOString();
  return JSON.stringify({
    contract_id: contractId,
    contract_kind: 'TEMPLATE_CONTRACT',
    contract_title: `Contract ${contractId}`,
    contract_type_name: 'NDA',
    contract_type_id: 100,
    contract_status: 'DRAFT',
    business_user: person,
    created_at: '2026-04-14T09:12:31.448210Z',
    activity_data: { performed_by: person, timestamp, ...extra },
    activity,
  });
}

export function signatureOf(body: string | Buffer, key = TEST_KEY): string {
  return createHmac('sha512', Buffer.from(key, 'base64')).update(body).digest('hex');
}
