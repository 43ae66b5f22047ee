/** Standard objects whose fields come from declarations, with what those do not tell. Key prefixes: Salesforce Help, "Standard Field Record ID Prefix Decoder". */
export interface ExtraObject {
  readonly prefix: string;
  readonly label: string;
  readonly plural?: string;
  /** Words of standard-format.ts beside those that follow from the fields. */
  readonly is?: readonly string[];
  readonly sharing?: 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';
  /** Words to add to a reference, or the whole text of another field. */
  readonly fields?: Readonly<Record<string, string>>;
}

const readOnly = ['noCreate', 'noUpdate', 'noDelete', 'noTrigger'];
const name = 'string 255 required name';
const detail = 'required cascade createonly';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const hours = Object.fromEntries(
  days.flatMap((day) => [`${day}StartTime`, `${day}EndTime`].map((field) => [field, 'time'])),
);

export const extraObjects: Readonly<Record<string, ExtraObject>> = {
  Asset: { prefix: '02i', label: 'Asset', fields: { Name: name } },
  Order: {
    prefix: '801',
    label: 'Order',
    fields: {
      EffectiveDate: 'date required',
      Status: 'picklist Draft*|Activated required',
      AccountId: 'required',
      OrderNumber: 'string 30 name autonumber={00000000}',
      TotalAmount: 'currency 18,2 readonly',
    },
  },
  OrderItem: {
    prefix: '802',
    label: 'Order Product',
    sharing: 'ControlledByParent',
    fields: {
      OrderId: detail,
      Quantity: 'double 18,2 required',
      OrderItemNumber: 'string 30 name autonumber={0000000000}',
    },
  },
  CampaignMember: {
    prefix: '00v',
    label: 'Campaign Member',
    sharing: 'ControlledByParent',
    fields: {
      CampaignId: 'required cascade createonly',
      Name: 'string 255 name readonly',
      HasResponded: 'boolean readonly',
    },
  },
  CampaignMemberStatus: {
    prefix: '01Y',
    label: 'Campaign Member Status',
    plural: 'Campaign Member Statuses',
    fields: { CampaignId: detail },
  },
  CaseComment: { prefix: '00a', label: 'Case Comment', sharing: 'ControlledByParent', fields: { ParentId: detail } },
  EmailMessage: {
    prefix: '02s',
    label: 'Email Message',
    sharing: 'ControlledByParent',
    fields: { TextBody: 'textarea 131072', HtmlBody: 'textarea 131072 html', Subject: 'string 3000' },
  },
  EmailTemplate: { prefix: '00X', label: 'Email Template', is: ['setup'] },
  Folder: { prefix: '00l', label: 'Folder', is: ['setup'], fields: { Name: name } },
  Document: { prefix: '015', label: 'Document', is: ['noTrigger'], fields: { Name: name } },
  StaticResource: { prefix: '081', label: 'Static Resource', is: ['setup', ...readOnly] },
  AccountContactRole: {
    prefix: '02Z',
    label: 'Account Contact Role',
    sharing: 'ControlledByParent',
    fields: { AccountId: detail, ContactId: detail },
  },
  ContractContactRole: {
    prefix: '02a',
    label: 'Contract Contact Role',
    sharing: 'ControlledByParent',
    fields: { ContractId: detail, ContactId: detail },
  },
  CaseContactRole: {
    prefix: '03j',
    label: 'Case Contact Role',
    sharing: 'ControlledByParent',
    fields: { CasesId: 'reference Case rel=Cases required cascade createonly', ContactId: detail },
  },
  Partner: { prefix: '00I', label: 'Partner' },
  OpportunityCompetitor: { prefix: '00J', label: 'Opportunity Competitor', fields: { OpportunityId: detail } },
  OpportunityHistory: { prefix: '008', label: 'Opportunity History', plural: 'Opportunity History', is: readOnly },
  Solution: { prefix: '501', label: 'Solution' },
  BusinessHours: { prefix: '01m', label: 'Business Hours', plural: 'Business Hours', is: ['setup'], fields: hours },
  Holiday: { prefix: '0C0', label: 'Holiday', is: ['setup'] },
  FiscalYearSettings: { prefix: '022', label: 'Fiscal Year Settings', is: ['setup', ...readOnly] },
  Period: { prefix: '026', label: 'Fiscal Period', is: ['setup', ...readOnly] },
  PermissionSetLicense: { prefix: '0PL', label: 'Permission Set License', is: ['setup', ...readOnly] },
  PermissionSetLicenseAssign: { prefix: '2LA', label: 'Permission Set License Assignment', is: ['setup'] },
  LoginHistory: { prefix: '0Ya', label: 'Login History', plural: 'Login History', is: ['setup', ...readOnly] },
  FeedItem: { prefix: '0D5', label: 'Feed Item' },
  FeedComment: { prefix: '0D7', label: 'Feed Comment', fields: { FeedItemId: detail } },
  CollaborationGroup: { prefix: '0F9', label: 'Group', fields: { Name: name } },
  Topic: { prefix: '0TO', label: 'Topic', fields: { Name: name } },
  ApexLog: { prefix: '07L', label: 'Apex Debug Log', is: ['setup', 'noCreate', 'noUpdate', 'noTrigger'] },
  ApexPage: { prefix: '066', label: 'Visualforce Page', is: ['setup', ...readOnly] },
  ApexComponent: { prefix: '099', label: 'Visualforce Component', is: ['setup', ...readOnly] },
  ApexTestQueueItem: { prefix: '709', label: 'Apex Test Queue Item', is: ['setup'] },
  ApexTestResult: { prefix: '07M', label: 'Apex Test Result', is: ['setup', ...readOnly] },
  NamedCredential: { prefix: '0XA', label: 'Named Credential', is: ['setup', ...readOnly] },
  OrgWideEmailAddress: {
    prefix: '0D2',
    label: 'Organization-wide From Email Address',
    plural: 'Organization-wide From Email Addresses',
    is: ['setup'],
  },
  ProcessInstance: { prefix: '04g', label: 'Process Instance', is: readOnly },
  ProcessInstanceStep: { prefix: '04h', label: 'Process Instance Step', is: readOnly },
  ProcessInstanceWorkitem: { prefix: '04i', label: 'Approval Request', is: readOnly },
  ListView: { prefix: '00B', label: 'List View', is: ['setup', ...readOnly] },
  Report: { prefix: '00O', label: 'Report', is: readOnly },
  Dashboard: { prefix: '01Z', label: 'Dashboard', is: readOnly },
  ContentDistribution: { prefix: '05D', label: 'Content Delivery', plural: 'Content Deliveries' },
  DuplicateRecordSet: { prefix: '0GK', label: 'Duplicate Record Set' },
  DuplicateRecordItem: { prefix: '0GL', label: 'Duplicate Record Item', fields: { DuplicateRecordSetId: detail } },
};
