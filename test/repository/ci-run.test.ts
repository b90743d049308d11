import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, repository, run, temporaryFolder } from '../tools.ts';

const count = (line: string) => `mkdir -p test-artifacts && echo '${line}' > test-artifacts/summary.txt`;

describe('.ci/run', () => {
  it('runs the lines of every sh block of the README, in order, and no others', () => {
    const { outcome } = ciRun({
      readme: [
        ['sh', count('3 passed, 0 failed'), '', 'echo first | tr a-z A-Z'],
        ['console', 'echo never'],
        ['', 'echo never'],
        ['sh', count('4 passed, 0 failed'), 'echo second', '[[ $CI == true ]]'],
      ],
    });
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(0);
    const shown = outcome.stdout.split('\n').filter((line) => !line.includes('summary.txt') && line !== '');
    expect(shown).toEqual([
      '$ echo first | tr a-z A-Z',
      'FIRST',
      '$ echo second',
      'second',
      '$ [[ $CI == true ]]',
      '7 passed, 0 failed',
    ]);
  });

  it('stops at the first command that fails, and still counts', () => {
    const { outcome } = ciRun({
      readme: [['sh', `${count('3 passed, 2 failed')}; exit 7`, 'echo never']],
    });
    expect(outcome.code).toBe(7);
    expect(outcome.stderr).toContain('ended with status 7');
    expect(outcome.stdout).not.toContain('\nnever');
    expect(outcome.stdout.endsWith('\n3 passed, 2 failed\n')).toBe(true);
  });

  it.each([
    ['a pipe breaks in its middle', ['sh', count('3 passed, 0 failed'), 'false | cat']],
    ['a test failed that its command kept quiet about', ['sh', count('3 passed, 1 failed')]],
    ['no test ran', ['sh', 'echo done']],
    ['the README has no commands', ['console', 'npm test']],
  ])('fails when %s', (_, block) => {
    expect(ciRun({ readme: [block] }).outcome.code).not.toBe(0);
  });

  it('does not take the count of an earlier run for its own', () => {
    const { outcome } = ciRun({ readme: [['sh', 'echo done']], earlierCount: '9 passed, 0 failed' });
    expect(outcome.code).not.toBe(0);
    expect(outcome.stdout.endsWith('\n0 passed, 0 failed\n')).toBe(true);
  });

  it('installs the absent packages, all at once and without a question', () => {
    const readme = [['sh', count('1 passed, 0 failed')]];
    expect(ciRun({ readme }).installed).toBe('');
    const { outcome, installed } = ciRun({ readme, absent: ['chromium', 'strace'] });
    expect(outcome.code).toBe(0);
    expect(installed.split('\n')).toEqual([
      'noninteractive: update',
      'noninteractive: install --yes --no-install-recommends chromium strace',
      '',
    ]);
  });
});

interface Scene {
  /** Fenced blocks: what stands behind the fence, then the lines. */
  readonly readme: readonly (readonly string[])[];
  /** Debian packages that the machine lacks. */
  readonly absent?: readonly string[];
  /** A summary left behind by an earlier run. */
  readonly earlierCount?: string;
}

/** Runs a copy of the script beside a README of the given blocks, with stand-ins for Debian's own programs. */
function ciRun(scene: Scene): { outcome: Outcome; installed: string } {
  const folder = temporaryFolder();
  for (const name of ['.ci', 'bin', 'test-artifacts']) mkdirSync(join(folder, name));
  copyFileSync(join(repository, '.ci/run'), join(folder, '.ci/run'));
  const blocks = scene.readme.map(([kind, ...lines]) => ['```'.concat(kind ?? ''), ...lines, '```', 'Text.']);
  writeFileSync(join(folder, 'README.md'), ['# Title', ...blocks.flat(), ''].join('\n'));
  if (scene.earlierCount !== undefined)
    writeFileSync(join(folder, 'test-artifacts/summary.txt'), `${scene.earlierCount}\n`);

  const log = join(folder, 'installed');
  writeFileSync(log, '');
  program(join(folder, 'bin/apt-get'), `echo "$DEBIAN_FRONTEND: $*" >> '${log}'`);
  const absent = (scene.absent ?? []).map((name) => `${name}) exit 1 ;;`).join(' ');
  program(join(folder, 'bin/dpkg-query'), `case "\${!#}" in ${absent} *) printf installed ;; esac`);

  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, CI: '' };
  const outcome = run(join(folder, '.ci/run'), [], { cwd: '/', env });
  return { outcome, installed: existsSync(log) ? readFileSync(log, 'utf8') : '' };
}

function program(path: string, script: string): void {
  writeFileSync(path, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(path, 0o755);
}
