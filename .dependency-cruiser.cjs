/** Arrows between folders of TypeScript; see docs/decisions and each folder's README. */
const layers = ['syntax', 'schema', 'types', 'emit', 'runtime', 'library', 'data', 'platform', 'api', 'org', 'cli'];
const localOrg = '^scripts/local-org/src';

/** A layer may import only from layers before it. */
const layerRules = layers.slice(0, -1).map((layer, i) => ({
  name: `local-org-${layer}-looks-back`,
  severity: 'error',
  from: { path: `${localOrg}/${layer}/` },
  to: { path: `${localOrg}/(${layers.slice(i + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'emit-is-not-needed-to-run',
      comment: 'Emitted code meets the runtime only through the linker.',
      severity: 'error',
      from: { path: `${localOrg}/(runtime|library|data|platform|api)/` },
      to: { path: `${localOrg}/emit/` },
    },
    {
      name: 'parts-do-not-know-each-other',
      comment: 'Bridge, local org and simulator meet over HTTP only; the commands in scripts/ put them together.',
      severity: 'error',
      from: { path: '^(bridge|scripts/local-org|scripts/spotdraft-simulator)/' },
      to: {
        path: '^(bridge|scripts/local-org|scripts/spotdraft-simulator|scripts/lib|scripts/commands|scripts/stack|scripts/story)/',
        pathNot: '^$1/',
      },
    },
    {
      name: 'bridge-has-no-cycles',
      severity: 'error',
      from: { path: '^bridge/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/browser/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'] },
  },
};
