/** `ui-api/object-info`: objects, fields and picklists as the user has them. */
import { describe, expect, it } from 'vitest';
import { notThere, pagesOrg, refused } from './pages-org.ts';

const { admin, clerk, rest } = pagesOrg();

interface Info {
  readonly fields: Record<string, Record<string, unknown>>;
  readonly recordTypeInfos: Record<string, { name: string; available: boolean }>;
  readonly defaultRecordTypeId: string;
  readonly themeInfo: { iconUrl: string };
}

async function infoOf(call: typeof admin, object: string): Promise<Info> {
  return (await call('GET', `/object-info/${object}`)).body as Info;
}

function typeNamed(info: Info, name: string): string {
  return Object.entries(info.recordTypeInfos).find(([, type]) => type.name === name)?.[0] ?? '';
}

describe('object info', () => {
  it('tells an object with its rights, names and children', async () => {
    const { status, body } = await admin('GET', '/object-info/Gadget__c');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      apiName: 'Gadget__c',
      label: 'Gadget',
      labelPlural: 'Gadgets',
      custom: true,
      createable: true,
      deletable: true,
      nameFields: ['Name'],
      dependentFields: { Stage__c: { Step__c: {} } },
      childRelationships: expect.arrayContaining([
        expect.objectContaining({
          childObjectApiName: 'Screw__c',
          fieldName: 'Gadget__c',
          relationshipName: 'Screws__r',
        }),
      ]) as unknown,
    });
  });

  it('tells fields by type', async () => {
    const { fields } = await infoOf(admin, 'Gadget__c');
    expect(fields['Price__c']).toMatchObject({ dataType: 'Currency', precision: 12, scale: 2, required: false });
    expect(fields['Final_Price__c']).toMatchObject({ calculated: true, createable: false, updateable: false });
    expect(fields['Story__c']).toMatchObject({ dataType: 'TextArea', extraTypeInfo: 'RichTextArea', sortable: false });
    expect(fields['Serial__c']).toMatchObject({
      unique: true,
      externalId: true,
      inlineHelpText: 'Printed on the back',
    });
    expect(fields['Step__c']).toMatchObject({ controllerName: 'Stage__c', controllingFields: ['Stage__c'] });
    expect(fields['Customer__c']).toMatchObject({
      dataType: 'Reference',
      reference: true,
      relationshipName: 'Customer__r',
      referenceToInfos: [{ apiName: 'Account', nameFields: ['Name'] }],
    });
    expect(fields['Tester__c']?.['filteredLookupInfo']).toEqual({
      controllingFields: ['Customer__c'],
      dependent: true,
      optionalFilter: false,
    });
  });

  it('tells compound fields with their parts', async () => {
    const { fields } = await infoOf(admin, 'Contact');
    expect(fields['Name']).toMatchObject({ compound: true, extraTypeInfo: 'PersonName' });
    expect(fields['LastName']).toMatchObject({ compoundFieldName: 'Name', compoundComponentName: 'LastName' });
    expect(fields['MailingCity']).toMatchObject({ compoundFieldName: 'MailingAddress', compoundComponentName: 'City' });
  });

  it('leaves out what the user may not read, and says what he may not change', async () => {
    const info = await infoOf(clerk, 'Gadget__c');
    expect(info.fields).not.toHaveProperty('Cost__c');
    expect(info.fields['Price__c']).toMatchObject({ createable: false, updateable: false });
    expect(info).toMatchObject({ createable: true, deletable: false });
    expect(info.defaultRecordTypeId).toBe(typeNamed(info, 'Small Gadget'));
    expect(info.recordTypeInfos[typeNamed(info, 'Large Gadget')]).toMatchObject({ available: false });
  });

  it('has an icon', async () => {
    expect((await infoOf(admin, 'Account')).themeInfo.iconUrl).toMatch(/\/standard\/account_120\.png$/);
  });

  it('refuses what is not there, not served, or not to be read', async () => {
    expect(await admin('GET', '/object-info/Nonsense__c')).toMatchObject(notThere);
    expect(await clerk('GET', '/object-info/Secret__c')).toMatchObject(refused);
    expect(await admin('GET', '/object-info/AccountShare')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_TYPE', message: 'Object AccountShare is not supported in UI API' }],
    });
    expect(await admin('POST', '/object-info/Account', {})).toMatchObject({ status: 405 });
  });

  it('comes for several objects at once, each with its own status', async () => {
    expect((await clerk('GET', '/object-info/batch/Account,Secret__c')).body).toMatchObject({
      hasErrors: true,
      results: [
        { statusCode: 200, result: { apiName: 'Account' } },
        { statusCode: 403, result: [{ errorCode: 'INSUFFICIENT_ACCESS' }] },
      ],
    });
  });
});

describe('picklist values', () => {
  it('are those of the record type', async () => {
    const small = typeNamed(await infoOf(admin, 'Gadget__c'), 'Small Gadget');
    const { body } = await admin('GET', `/object-info/Gadget__c/picklist-values/${small}/Stage__c`);
    expect(body).toMatchObject({
      controllerValues: {},
      defaultValue: { label: 'Made', value: 'made' },
      values: [{ value: 'draft' }, { value: 'made' }],
    });
  });

  it('name the controlling values that they go with', async () => {
    const { body } = await admin('GET', '/object-info/Gadget__c/picklist-values/012000000000000AAA');
    expect(body).toMatchObject({
      picklistFieldValues: {
        Stage__c: { defaultValue: { value: 'draft' } },
        Step__c: {
          controllerValues: { draft: 0, made: 1, shipped: 2 },
          values: [
            { label: 'Sketch', value: 'sketch', validFor: [0] },
            { value: 'paint', validFor: [] },
            { value: 'pack', validFor: [1, 2] },
          ],
        },
      },
    });
  });

  it('are refused for unknown record types and fields, and objects out of sight', async () => {
    const master = '012000000000000AAA';
    expect(await admin('GET', '/object-info/Gadget__c/picklist-values/012000000000099AAA')).toMatchObject(notThere);
    expect(await admin('GET', `/object-info/Gadget__c/picklist-values/${master}/Name`)).toMatchObject(notThere);
    expect(await clerk('GET', `/object-info/Secret__c/picklist-values/${master}`)).toMatchObject(refused);
  });
});

describe('the API', () => {
  it('is told by the version', async () => {
    expect((await rest('GET', '/')).body).toMatchObject({ 'ui-api': '/services/data/v67.0/ui-api' });
  });

  it('names what it does not have', async () => {
    expect(await admin('GET', '/nonsense')).toMatchObject({
      status: 501,
      body: [{ errorCode: 'NOT_IMPLEMENTED', message: expect.stringContaining('ui-api/nonsense') as unknown }],
    });
  });
});
