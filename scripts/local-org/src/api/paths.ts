/** Versions and paths of the REST API. */

/** The API version this org is at, and the oldest it answers. */
export const apiVersion = '67.0';
export const oldestVersion = 31;

export const apiPath = `/services/data/v${apiVersion}`;

/** `/services/data/v58.0/sobjects/X` → ['sobjects', 'X'], for every version the org answers; null for other paths. */
export function dataSegments(path: string): string[] | null {
  const match = /^\/services\/data\/v(\d+)\.0(\/.*)?$/.exec(path);
  if (match === null) return null;
  const version = Number(match[1]);
  if (version < oldestVersion || version > Number.parseInt(apiVersion, 10)) return null;
  return (match[2] ?? '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => decodeURIComponent(segment));
}
