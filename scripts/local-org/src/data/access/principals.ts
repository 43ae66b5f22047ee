/** On whose behalf a user may see records. Source: Salesforce Help, "Role Hierarchy" and "Public Groups". */
import type { RecordStore } from '../record-store.ts';

const select = `WITH RECURSIVE
roles(id) AS (
  SELECT r."Id" FROM "UserRole" r JOIN "User" u ON u."UserRoleId" = r."ParentRoleId" WHERE u."Id" = ?1
  UNION SELECT r."Id" FROM "UserRole" r JOIN roles ON r."ParentRoleId" = roles.id
),
users(id) AS (SELECT ?1 UNION SELECT "Id" FROM "User" WHERE "UserRoleId" IN roles),
members(id) AS (
  SELECT id FROM users
  UNION SELECT g."Id" FROM "Group" g JOIN "User" u ON g."RelatedId" = u."UserRoleId" WHERE g."Type" = 'Role' AND u."Id" IN users
  UNION SELECT "Id" FROM "Group" WHERE "Type" = 'Organization'
  UNION SELECT m."GroupId" FROM "GroupMember" m JOIN members ON m."UserOrGroupId" = members.id
)
SELECT id FROM members`;

/** Ids of the user, the users below in the role hierarchy, and the groups and queues that any of them is in. */
export function readPrincipals(store: RecordStore, userId: string): string[] {
  return store.all(select, [userId]).map(([id]) => String(id as string));
}
