/** Post-install and uninstall scripts. Source: Apex Reference Guide (apex_interface_System_InstallHandler, apex_interface_System_UninstallHandler). */
import { ApexId, PlatformObject, currentFrame } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import type { VersionObject } from './Version.ts';

const installPage = 'apex_interface_System_InstallHandler';
const uninstallPage = 'apex_interface_System_UninstallHandler';

export const installTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'System.InstallHandler',
    kind: 'interface',
    page: installPage,
    members: { 'void onInstall(System.InstallContext context)': null },
  }),
  platformType({
    name: 'System.InstallContext',
    kind: 'interface',
    page: installPage,
    members: {
      'Id installerId()': null,
      'Boolean isPush()': null,
      'Boolean isUpgrade()': null,
      'Id organizationId()': null,
      'System.Version previousVersion()': null,
    },
  }),
  platformType({
    name: 'System.UninstallHandler',
    kind: 'interface',
    page: uninstallPage,
    members: { 'void onUninstall(System.UninstallContext context)': null },
  }),
  platformType({
    name: 'System.UninstallContext',
    kind: 'interface',
    page: uninstallPage,
    members: { 'Id organizationId()': null, 'Id uninstallerId()': null },
  }),
];

class InstallContextObject extends PlatformObject {
  readonly #previous: VersionObject | null;
  readonly #isPush: boolean;
  readonly #installer: ApexId;

  constructor(previous: VersionObject | null, isPush: boolean, installer: ApexId) {
    super('System.InstallContext');
    this.#previous = previous;
    this.#isPush = isPush;
    this.#installer = installer;
  }

  installerid$(): ApexId {
    return this.#installer;
  }

  ispush$(): boolean {
    return this.#isPush;
  }

  isupgrade$(): boolean {
    return this.#previous !== null;
  }

  organizationid$(): ApexId {
    return ApexId.of(currentFrame().ports.org.id);
  }

  previousversion$(): VersionObject | null {
    return this.#previous;
  }
}

/** @param previous version that is installed already; null for a first installation */
export function newInstallContext(previous: VersionObject | null, isPush: boolean): object {
  return new InstallContextObject(previous, isPush, ApexId.of(currentFrame().user.id));
}

class UninstallContextObject extends PlatformObject {
  readonly #uninstaller: ApexId;

  constructor(uninstaller: ApexId) {
    super('System.UninstallContext');
    this.#uninstaller = uninstaller;
  }

  organizationid$(): ApexId {
    return ApexId.of(currentFrame().ports.org.id);
  }

  uninstallerid$(): ApexId {
    return this.#uninstaller;
  }
}

export function newUninstallContext(): object {
  return new UninstallContextObject(ApexId.of(currentFrame().user.id));
}
