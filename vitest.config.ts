import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './test/reporter.ts';

const patience = { testTimeout: 120_000, hookTimeout: 120_000 };
/** Tests that hold the program to a time: they have the machine to themselves, after all others. */
const timed = ['test/desktop/screens/start.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: timed,
          sequence: { groupOrder: 0 },
          ...patience,
        },
      },
      {
        test: { name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 1 }, ...patience },
      },
    ],
  },
});
