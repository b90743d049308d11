import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from '../reporter.ts';

/** Sticks that are pulled, in an emulated machine: `npm run test:sticks`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/sticks/*.lab.ts'],
    globalSetup: ['test/sticks/lab/fetch-kernel.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // The machine of each takes a processor, and now and then a second one.
    maxWorkers: 2,
    reporters: ['default', new SummaryReporter()],
  },
});
