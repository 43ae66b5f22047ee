/** System.FeatureManagement. Source: Apex Reference Guide, FeatureManagement Class (apex_class_System_FeatureManagement). */
import { currentFrame } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';

export const FeatureManagementType = platformType({
  name: 'System.FeatureManagement',
  kind: 'class',
  page: 'apex_class_System_FeatureManagement',
  members: { 'static Boolean checkPermission(String apiName)': checkPermission },
  unimplemented: [
    'static void changeProtection(String apiName, String typeApiName, String protection)',
    'static Boolean checkPackageBooleanValue(String apiName)',
    'static Date checkPackageDateValue(String apiName)',
    'static Integer checkPackageIntegerValue(String apiName)',
    'static void setPackageBooleanValue(String apiName, Boolean value)',
    'static void setPackageDateValue(String apiName, Date value)',
    'static void setPackageIntegerValue(String apiName, Integer value)',
  ],
});

/** `ns__Name`, or a name of the org's own namespace. */
function checkPermission(apiName: string | null): boolean {
  const { data, org } = currentFrame().ports;
  const match = /^(\w+?)__(\w+)$/.exec(required(apiName));
  return match === null
    ? data.customPermission(required(apiName), org.namespace)
    : data.customPermission(match[2]!, match[1]!);
}
