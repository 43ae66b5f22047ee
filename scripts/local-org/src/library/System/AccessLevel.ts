/** System.AccessLevel. Source: Apex Reference Guide, AccessLevel Class (apex_class_System_AccessLevel). */
import { AccessLevelObject } from '../access.ts';
import { platformType } from '../declare.ts';

const userMode = new AccessLevelObject('user');
const systemMode = new AccessLevelObject('system');

export const AccessLevelType = platformType({
  name: 'System.AccessLevel',
  kind: 'class',
  page: 'apex_class_System_AccessLevel',
  members: {
    'static AccessLevel USER_MODE { get; }': { get: () => userMode },
    'static AccessLevel SYSTEM_MODE { get; }': { get: () => systemMode },
  },
  unimplemented: ['AccessLevel withPermissionSetId(String permissionSetId)'],
});
