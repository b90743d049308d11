import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partialPrefix } from '@quorate/custody/files/finish';
import { describe, expect, it } from 'vitest';
import { requireTool, temporaryFolder } from '../../tools.ts';

// What the writer asks the system for; a process killed at one of these dies with the call not done.
const calls = [
  'mkdir',
  'openat',
  'write',
  'pwrite64',
  'fchmod',
  'fsync',
  'read',
  'pread64',
  'rename',
  'link',
  'unlink',
];
const child = new URL('write-child.ts', import.meta.url).pathname;
const name = 'quorate-20261120-test-00000001';

/** The writer's own system calls on the stick, in order: name, and which one of that name in the whole run. */
function killPoints(stick: string, log: string): { call: string; number: number }[] {
  execFileSync('strace', [
    '-f',
    '-y',
    '-o',
    log,
    '-e',
    `trace=${calls.join(',')}`,
    process.execPath,
    child,
    stick,
    name,
  ]);
  const seen = new Map<string, number>();
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, thread, call] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
      if (thread === undefined || call === undefined) return [];
      // strace counts for each thread apart; the writer's calls are all in the first.
      const number = (seen.get(`${thread} ${call}`) ?? 0) + 1;
      seen.set(`${thread} ${call}`, number);
      // Reading changes nothing: a few of those are enough.
      const counts = line.includes(stick) && (call !== 'pread64' || number % 5 === 0);
      return counts ? [{ call, number }] : [];
    });
}

describe.skipIf(!requireTool('strace'))('a writer killed at any system call', () => {
  it('leaves no folder under its final name that is not whole', () => {
    const root = temporaryFolder();
    const whole = join(root, 'whole');
    mkdirSync(whole);
    const points = killPoints(whole, join(root, 'log'));
    expect(points.length).toBeGreaterThanOrEqual(50);
    const outcomes = { killed: 0, nothing: 0, partial: 0, complete: 0 };
    for (const [index, { call, number }] of points.entries()) {
      const stick = join(root, `stick-${index}`);
      mkdirSync(stick);
      const inject = `inject=${call}:signal=KILL:when=${number}`;
      const killed = spawnSync('strace', [
        '-f',
        '-o',
        '/dev/null',
        '-e',
        `trace=${call}`,
        '-e',
        inject,
        process.execPath,
        child,
        stick,
        name,
      ]);
      if (killed.status !== 0) outcomes.killed++;
      const left = readdirSync(stick);
      if (left.length === 0) outcomes.nothing++;
      else if (left.every((entry) => entry.startsWith(partialPrefix))) outcomes.partial++;
      else {
        expect(left).toEqual([name]);
        // sha256sum, for a verdict that is not ours.
        execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(stick, name) });
        outcomes.complete++;
      }
    }
    console.log(`${points.length} kill points: ${JSON.stringify(outcomes)}`);
    // Node's own calls before ours vary a little from run to run, so that a point may be missed.
    expect(outcomes.killed).toBeGreaterThanOrEqual(50);
    expect(outcomes.partial).toBeGreaterThan(40);
    expect(outcomes.complete).toBeGreaterThan(0);
  }, 400_000);
});
