import { describe, expect, it } from 'vitest';
import { preflight, preflightLines } from '../../cli/commands/preflight.ts';
import { ceremonyCommands, kitCommands } from '../../cli/programs/commands.ts';
import { preflightOf } from '../custody/preflight/recorded.ts';
import { errorOf, quorate } from './program.ts';

describe('quorate preflight', () => {
  it('is a command of quorate and not of the kit', () => {
    expect(ceremonyCommands.map(({ name }) => name)).toContain('preflight');
    expect(kitCommands.map(({ name }) => name)).not.toContain('preflight');
    expect(ceremonyCommands.find(({ name }) => name === 'preflight')?.summary).toBe(preflight.summary);
  });

  it('prints verdict, check and finding in columns, then evidence and what to do', () => {
    const lines = preflightLines(preflightOf('docking-station'));
    const at = lines.indexOf('BLOCK swap              memory may be written in clear to /swapfile');
    expect(lines.slice(at, at + 3)).toEqual([
      'BLOCK swap              memory may be written in clear to /swapfile',
      '                          /swapfile (a file): not encrypted',
      '                        > swapoff -a',
    ]);
    expect(lines).toContain('PASS  radios            every radio is blocked');
    expect(lines).toContain(
      '                        ! compare with a watch: the machine takes it to be Friday 2026-11-20, 09:30 UTC',
    );
  });

  it('ends with 5 when a check blocks, and not in a rehearsal', () => {
    const wrongProgram = ['preflight', '--program-hash', 'ab'.repeat(32)];
    const ceremony = quorate(wrongProgram);
    expect(ceremony.code).toBe(5);
    expect(ceremony.stdout).toMatch(/^BLOCK program +this program is not the one expected$/m);
    expect(ceremony.stderr).toMatch(/^quorate: not fit for a ceremony: program/m);
    const rehearsal = quorate([...wrongProgram, '--rehearsal']);
    expect(rehearsal.code).toBe(0);
    expect(rehearsal.stdout).toMatch(/^WARN {2}program/m);
  });

  it('knows its own hash, which --json tells', () => {
    const { stdout } = quorate(['preflight', '--rehearsal', '--json']);
    const report = JSON.parse(stdout) as { ok: boolean; results: { id: string; evidence: string[] }[] };
    expect(report.ok).toBe(true);
    const hash = /[0-9a-f]{64}/.exec(
      report.results.find(({ id }) => id === 'program')?.evidence[0] ?? '',
    )?.[0];
    expect(hash).toBeDefined();
    const checked = quorate(['preflight', '--rehearsal', '--program-hash', hash ?? '']);
    expect(checked.stdout).toMatch(/^PASS {2}program +this program is the one expected$/m);
  });

  it('refuses half a hash', () => {
    const outcome = quorate(['preflight', '--program-hash', 'abcd', '--json']);
    expect([outcome.code, errorOf(outcome).code]).toEqual([2, 'usage-option']);
  });
});
