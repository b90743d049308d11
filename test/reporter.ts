import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';

/**
 * Counts the tests into `test-artifacts/summary.txt`, one line "N passed, N failed", and names what was
 * skipped and why. With `CI` set a skipped test counts as failed: there, a missing tool is a fault.
 * A file or a suite that fails outside its tests counts as one failed test.
 */
export class SummaryReporter implements Reporter {
  private root = '.';

  onInit(vitest: Vitest): void {
    this.root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failedTests = tests.filter((test) => test.result().state === 'failed').length;
    let failed = failedTests + suites.filter((suite) => suite.errors().length > 0).length + unhandled.length;

    for (const test of skipped) {
      const result = test.result();
      const why = result.state === 'skipped' ? (result.note ?? 'no reason given') : '';
      console.log(`skipped: ${test.fullName}: ${why}`);
    }
    if (process.env['CI'] && skipped.length > 0) {
      failed += skipped.length;
      process.exitCode = 1;
    }
    mkdirSync(join(this.root, 'test-artifacts'), { recursive: true });
    writeFileSync(join(this.root, 'test-artifacts/summary.txt'), `${passed} passed, ${failed} failed\n`);
  }
}
