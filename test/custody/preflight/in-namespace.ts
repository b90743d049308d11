import { runPreflight } from '@quorate/custody/preflight/run';

// Prints the preflight of where it runs; namespace.test.ts chooses where.
const software = { buildDate: null, hash: null, expectedHash: null };
console.log(JSON.stringify(runPreflight({ purpose: 'ceremony', now: new Date(), software })));
