/** `npm run local-org -- <command>`: the local org's own command line. */
await import('../local-org/src/cli/main.ts');
