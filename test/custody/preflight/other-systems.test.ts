import { preflightTable } from '@quorate/custody/preflight/table';
import { describe, expect, it } from 'vitest';
import { lineOf, preflightOf } from './recorded.ts';

describe.each(['darwin', 'win32'])('on %s', (platform) => {
  const host = { platform, release: '24.6.0' };

  it('what cannot be checked is a warning that says how to look, never a silent pass', () => {
    const report = preflightOf('live-system', { host });
    const passing = report.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(passing).toEqual(['program', 'injected-code', 'clock', 'time-zone']);
    for (const { id, verdict, finding, remedy } of report.results) {
      if (verdict === 'pass') continue;
      expect(verdict).toBe('warn');
      expect(finding).toBe('could not be checked; look yourself');
      expect(remedy).toBe(preflightTable.find((check) => check.id === id)?.lookYourself);
    }
  });

  it('an address still blocks, and so does a debugger', () => {
    const addresses = [{ name: 'en0', address: '192.168.1.7', isLoopback: false }];
    const report = preflightOf('live-system', { host: { ...host, addresses, execArgv: ['--inspect'] } });
    expect(lineOf(report, 'interfaces')).toMatchObject({
      verdict: 'block',
      finding: 'en0 can reach a network',
    });
    expect(lineOf(report, 'debugger').verdict).toBe('block');
  });
});

it('on Linux without /proc and /sys nothing that reads them passes in silence', () => {
  const report = preflightOf('live-system', { files: { '/proc': null, '/sys': null } });
  const passing = report.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
  // What is absent here is absent: no supply, no lid, no sleep state, no resolver, no printer.
  expect(passing).toEqual([
    'program',
    'injected-code',
    'name-servers',
    'hibernation',
    'printers',
    'power',
    'lid',
    'clock',
    'time-zone',
  ]);
});
