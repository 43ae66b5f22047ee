/** Schema.ChildRelationship. Source: Apex Reference Guide, ChildRelationship Class (apex_class_Schema_ChildRelationship). */
import { PlatformObject, currentFrame } from '../../runtime/index.ts';
import type { ChildRelationship, ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';
import { sobjectFieldToken, sobjectTypeToken } from './tokens.ts';

export class ChildRelationshipResult extends PlatformObject {
  readonly relationship: ChildRelationship;

  constructor(relationship: ChildRelationship) {
    super('Schema.ChildRelationship');
    this.relationship = relationship;
  }

  child(): ObjectSchema {
    const child = currentFrame().ports.schema.object(this.relationship.childObject);
    if (child === undefined) throw new Error(`the schema has no object ${this.relationship.childObject}`);
    return child;
  }
}

type Self = ChildRelationshipResult;

export const ChildRelationshipType = platformType({
  name: 'Schema.ChildRelationship',
  kind: 'class',
  page: 'apex_class_Schema_ChildRelationship',
  members: describeMembers<Self>({
    'Boolean CascadeDelete': (self) => self.relationship.cascadeDelete,
    'Schema.SObjectType ChildSObject': (self) => sobjectTypeToken(self.child()),
    'Boolean DeprecatedAndHidden': () => false,
    'Schema.SObjectField Field': (self) => {
      const field = self.child().field(self.relationship.field);
      return field === undefined ? null : sobjectFieldToken(self.child(), field);
    },
    'List<String> JunctionIdListNames': () => newList('String'),
    'List<Schema.SObjectType> JunctionReferenceTo': () => newList('Schema.SObjectType'),
    'String RelationshipName': (self) => self.relationship.relationshipName,
    'Boolean RestrictedDelete': (self) => self.child().field(self.relationship.field)?.onDelete === 'restrict',
  }),
});
