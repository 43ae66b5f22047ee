/** System.UserInfo. Source: Apex Reference Guide, UserInfo Class (apex_methods_system_userinfo). */
import { ApexId, currentFrame, type FrameUser } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { platformField } from '../platform-query.ts';
import { TimeZoneObject } from './TimeZone.ts';

export const UserInfoType = platformType({
  name: 'System.UserInfo',
  kind: 'class',
  page: 'apex_methods_system_userinfo',
  members: {
    'static String getDefaultCurrency()': () =>
      (isMultiCurrency() ? userField('DefaultCurrencyIsoCode') : null) ?? currentFrame().ports.org.defaultCurrency,
    'static String getFirstName()': () => userField('FirstName'),
    'static String getLanguage()': () => user().language,
    'static String getLastName()': () => userField('LastName'),
    'static String getLocale()': () => user().locale,
    'static String getName()': () => userField('Name'),
    'static String getOrganizationId()': () => currentFrame().ports.org.id,
    'static String getOrganizationName()': () => currentFrame().ports.org.name,
    'static String getProfileId()': () => user().profileId,
    'static System.TimeZone getTimeZone()': () => new TimeZoneObject(user().timeZone),
    'static String getUiTheme()': () => 'Theme4d',
    'static String getUiThemeDisplayed()': () => 'Theme4d',
    'static String getUserEmail()': () => userField('Email'),
    'static Id getUserId()': () => ApexId.of(user().id),
    'static String getUserName()': () => user().username,
    'static String getUserRoleId()': () => userField('UserRoleId'),
    'static String getUserType()': () => (user().isAutomatedProcess ? 'AutomatedProcess' : 'Standard'),
    'static Boolean isMultiCurrencyOrganization()': isMultiCurrency,
    // Packages are not licensed here: every user may use the org's own one, as with a site licence.
    'static Boolean isCurrentUserLicensed(String namespace)': (namespace: string | null) =>
      namespace?.toLowerCase() === currentFrame().ports.org.namespace?.toLowerCase(),
  },
  unimplemented: [
    'static String getSessionId()',
    'static Boolean hasPackageLicense(Id packageId)',
    'static Boolean isCurrentUserLicensedForPackage(Id packageId)',
  ],
});

function user(): FrameUser {
  return currentFrame().user;
}

function isMultiCurrency(): boolean {
  return currentFrame().ports.schema.currencies.length > 0;
}

function userField(field: string): string | null {
  return platformField('User', user().id, field);
}
