/**
 * `X__c.getInstance()`, `getOrgDefaults()`, `getValues(…)`, `getAll()` of custom settings, and of custom metadata types.
 * Source: Apex Reference Guide, Custom Settings Methods (apex_methods_system_custom_settings).
 * The checker gives them to setting and metadata objects as static methods; until it does they are refused by name.
 */
import type { MemberImplementation } from '../declare.ts';

export const customSettingMembers: Record<string, MemberImplementation> = {};
