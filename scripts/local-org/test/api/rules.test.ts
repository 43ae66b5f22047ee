/** The org's own rules through the REST API. */
import { describe, expect, it } from 'vitest';
import { signedInOrg } from './signed-in-org.ts';

const { send, org, token } = signedInOrg('rules');
const post = (path: string, body: unknown, headers: Record<string, string> = {}) => send('POST', path, body, headers);

describe('duplicate rules', () => {
  const account = { Name: 'Umbrella Ltd', BillingCity: 'London', BillingState: 'LDN' };

  it('answer with what they found, and let a wanted duplicate pass', async () => {
    const first = await post('/sobjects/Account', account);
    expect(first.status).toBe(201);
    const { id } = first.body as { id: string };
    expect(await post('/sobjects/Account', account)).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'DUPLICATES_DETECTED',
          message: 'Use one of these records?',
          duplicateResult: {
            allowSave: true,
            duplicateRule: 'Standard_Account_Duplicate_Rule',
            duplicateRuleEntityType: 'Account',
            matchResults: [
              { rule: 'Standard_Account_Match_Rule_v1_0', size: 1, matchRecords: [{ record: { Id: id } }] },
            ],
          },
        },
      ],
    });
    const wanted = await post('/sobjects/Account', account, { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' });
    expect(wanted.status).toBe(201);
  });

  it('fail rows of a collection, with fields where they are asked for', async () => {
    const records = [{ attributes: { type: 'Account' }, ...account }];
    const header = { 'Sforce-Duplicate-Rule-Header': 'includeRecordDetails=true' };
    expect(await post('/composite/sobjects', { records }, header)).toMatchObject({
      status: 200,
      body: [
        {
          success: false,
          errors: [
            {
              statusCode: 'DUPLICATES_DETECTED',
              duplicateResult: { matchResults: [{ matchRecords: [{ record: { Name: 'Umbrella Ltd' } }, {}] }] },
            },
          ],
        },
      ],
    });
  });
});

describe('assignment rules', () => {
  const lead = { LastName: 'L', Company: 'Fjord AS', Country: 'Norway', AnnualRevenue: 5000 };

  async function ownerType(headers: Record<string, string>): Promise<unknown> {
    const made = (await post('/sobjects/Lead', lead, headers)).body as { id: string };
    const soql = `SELECT Owner.Type FROM Lead WHERE Id = '${made.id}'`;
    const response = await fetch(`${org().url}/services/data/v67.0/query?q=${encodeURIComponent(soql)}`, {
      headers: { authorization: `Bearer ${token()}` },
    });
    const { records } = (await response.json()) as { records: { Owner: { Type: string } }[] };
    return records[0]?.Owner.Type;
  }

  it('run unless the request says otherwise', async () => {
    expect(await ownerType({})).toBe('Queue');
    expect(await ownerType({ 'Sforce-Auto-Assign': 'FALSE' })).toBe('User');
    expect(await post('/sobjects/Lead', lead, { 'Sforce-Auto-Assign': '01Q000000000001' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_ASSIGNMENT_RULE' }],
    });
  });
});
