/** Writes a small sfdx project into a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ScratchProject {
  readonly projectDir: string;
  write(path: string, content: string): void;
  remove(): void;
}

export function field(name: string, type: string, more = ''): string {
  return `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}</CustomField>`;
}

export function object(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">${content}</CustomObject>`;
}

/** `files` by path below the package directory. */
export function scratchProject(files: Readonly<Record<string, string>>): ScratchProject {
  const projectDir = mkdtempSync(join(tmpdir(), 'local-org-schema-'));
  const write = (path: string, content: string): void => {
    const file = join(projectDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  write(
    'sfdx-project.json',
    JSON.stringify({ packageDirectories: [{ path: 'app', default: true }, { path: 'not-there-yet' }] }),
  );
  for (const [path, content] of Object.entries(files)) write(`app/${path}`, content);
  return { projectDir, write, remove: () => rmSync(projectDir, { recursive: true, force: true }) };
}

/** A project with every kind of metadata that the schema reads. */
export const sample: Readonly<Record<string, string>> = {
  'objects/Project__c/Project__c.object-meta.xml': object(
    '<label>Project</label><pluralLabel>Projects</pluralLabel><nameField><label>Project</label><type>Text</type></nameField><sharingModel>Private</sharingModel>',
  ),
  'objects/Project__c/fields/Account__c.field-meta.xml': field(
    'Account__c',
    'Lookup',
    '<referenceTo>Account</referenceTo><relationshipName>Projects</relationshipName>',
  ),
  'objects/Project__c/fields/Budget__c.field-meta.xml': field(
    'Budget__c',
    'Currency',
    '<precision>18</precision><scale>2</scale>',
  ),
  'objects/Project__c/fields/Double__c.field-meta.xml': field(
    'Double__c',
    'Currency',
    '<precision>18</precision><scale>2</scale><formula>Budget__c * 2</formula>',
  ),
  'objects/Project__c/fields/Hours__c.field-meta.xml': field(
    'Hours__c',
    'Summary',
    '<summaryOperation>sum</summaryOperation><summarizedField>Work__c.Hours__c</summarizedField><summaryForeignKey>Work__c.Project__c</summaryForeignKey>',
  ),
  'objects/Project__c/fields/Color__c.field-meta.xml': field(
    'Color__c',
    'Picklist',
    '<valueSet><valueSetName>Colors</valueSetName></valueSet>',
  ),
  'objects/Project__c/fields/Key__c.field-meta.xml': field(
    'Key__c',
    'Text',
    '<length>40</length><unique>true</unique><externalId>true</externalId>',
  ),
  'objects/Project__c/recordTypes/Inner.recordType-meta.xml':
    '<RecordType><fullName>Inner</fullName><label>Inner</label><active>true</active></RecordType>',
  'objects/Project__c/validationRules/Paid.validationRule-meta.xml':
    '<ValidationRule><fullName>Paid</fullName><active>true</active><errorConditionFormula>Budget__c &lt; 0</errorConditionFormula><errorDisplayField>Budget__c</errorDisplayField><errorMessage>No debts</errorMessage></ValidationRule>',
  // Plain, not decomposed.
  'objects/Work__c.object-meta.xml': object(
    `<label>Work</label><pluralLabel>Work</pluralLabel><nameField><label>No</label><type>AutoNumber</type><displayFormat>W-{0000}</displayFormat></nameField><sharingModel>ControlledByParent</sharingModel>
    <fields><fullName>Project__c</fullName><label>Project</label><type>MasterDetail</type><referenceTo>Project__c</referenceTo><relationshipName>Works</relationshipName></fields>
    <fields><fullName>Hours__c</fullName><label>Hours</label><type>Number</type><precision>10</precision><scale>1</scale></fields>`,
  ),
  'objects/Account/fields/Level__c.field-meta.xml': field(
    'Level__c',
    'Number',
    '<precision>3</precision><scale>0</scale>',
  ),
  'objects/Done__e/Done__e.object-meta.xml': object(
    '<label>Done</label><pluralLabel>Done</pluralLabel><eventType>HighVolume</eventType><publishBehavior>PublishImmediately</publishBehavior>',
  ),
  'objects/Done__e/fields/What__c.field-meta.xml': field('What__c', 'LongTextArea', '<length>32768</length>'),
  'objects/Rule__mdt/Rule__mdt.object-meta.xml': object('<label>Rule</label><pluralLabel>Rules</pluralLabel>'),
  'objects/Rule__mdt/fields/Order__c.field-meta.xml': field(
    'Order__c',
    'Number',
    '<precision>4</precision><scale>1</scale>',
  ),
  'objects/Rule__mdt/fields/Next__c.field-meta.xml': field(
    'Next__c',
    'MetadataRelationship',
    '<referenceTo>Rule__mdt</referenceTo><relationshipName>Before</relationshipName>',
  ),
  'customMetadata/Rule.First.md-meta.xml':
    '<CustomMetadata xmlns:xsi="x" xmlns:xsd="y"><label>The first</label><values><field>Order__c</field><value xsi:type="xsd:double">1.5</value></values><values><field>Next__c</field><value xsi:type="xsd:string">Second</value></values></CustomMetadata>',
  'customMetadata/Rule.Second.md-meta.xml':
    '<CustomMetadata><label>The second</label><values><field>Order__c</field><value xsi:nil="true"/></values></CustomMetadata>',
  'objects/Limits__c/Limits__c.object-meta.xml': object(
    '<label>Limits</label><customSettingsType>Hierarchy</customSettingsType>',
  ),
  'globalValueSets/Colors.globalValueSet-meta.xml':
    '<GlobalValueSet><masterLabel>Colors</masterLabel><customValue><fullName>Red</fullName><default>true</default><label>Red!</label></customValue><customValue><fullName>Blue</fullName><default>false</default><label>Blue</label></customValue></GlobalValueSet>',
  'labels/CustomLabels.labels-meta.xml':
    '<CustomLabels><labels><fullName>Hello</fullName><value>Hello &amp; welcome</value></labels></CustomLabels>',
  'customPermissions/Run.customPermission-meta.xml': '<CustomPermission><label>Run it</label></CustomPermission>',
  'permissionsets/Worker.permissionset-meta.xml': `<PermissionSet><label>Worker</label>
    <objectPermissions><object>Project__c</object><allowRead>true</allowRead><allowCreate>true</allowCreate><allowEdit>true</allowEdit><allowDelete>false</allowDelete></objectPermissions>
    <fieldPermissions><field>Project__c.Budget__c</field><readable>true</readable><editable>false</editable></fieldPermissions>
    <customPermissions><name>Run</name><enabled>true</enabled></customPermissions>
    <classAccesses><apexClass>Runner</apexClass><enabled>true</enabled></classAccesses>
    <userPermissions><name>ApiEnabled</name><enabled>true</enabled></userPermissions></PermissionSet>`,
};
