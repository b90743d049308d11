import { chainEntry, chainStart, readJournal, writeJournal } from '@quorate/crypto-core/documents/journal';
import { checkIds } from '@quorate/custody/preflight/check';
import { journalData } from '@quorate/custody/preflight/journal-data';
import { describe, expect, it } from 'vitest';
import { lineOf, type MachineName, machines, preflightOf, preflightOnDisk } from './recorded.ts';

/** What does not pass on each recorded machine. */
const expected: Readonly<Record<MachineName, { block: string[]; warn: string[] }>> = {
  'wifi-on': {
    block: ['interfaces', 'routes', 'radios'],
    warn: [
      'sockets',
      'name-servers',
      'hibernation',
      'core-dumps',
      'crash-handlers',
      'live-system',
      'temporary-files',
      'printers',
      'power',
      'lid',
    ],
  },
  'wifi-killed': { block: [], warn: ['live-system'] },
  'docking-station': {
    block: ['interfaces', 'routes', 'swap'],
    warn: [
      'name-servers',
      'hibernation',
      'core-dumps',
      'live-system',
      'disk-encryption',
      'removable-media',
      'lid',
    ],
  },
  'live-system': { block: [], warn: [] },
  'virtual-machine': {
    block: ['interfaces', 'routes', 'swap'],
    warn: [
      'sockets',
      'name-servers',
      'hibernation',
      'core-dumps',
      'crash-handlers',
      'virtual-machine',
      'live-system',
      'disk-encryption',
      'temporary-files',
    ],
  },
  server: {
    block: ['interfaces', 'routes', 'swap'],
    warn: ['sockets', 'name-servers', 'hibernation', 'live-system', 'disk-encryption', 'temporary-files'],
  },
};
const zones: Partial<Record<MachineName, string>> = {
  'wifi-on': 'Europe/Zurich',
  'wifi-killed': 'Europe/Zurich',
  'docking-station': 'Europe/Paris',
};
const reportOf = (name: MachineName, purpose: 'ceremony' | 'rehearsal' = 'ceremony') =>
  preflightOf(name, { purpose, host: { timeZone: zones[name] ?? 'UTC' } });

describe('recorded machines', () => {
  it.each(machines)('%s: what blocks, what warns, and every line with its evidence', (name) => {
    const report = reportOf(name);
    expect(report.results.map(({ id }) => id)).toEqual([...checkIds]);
    const of = (verdict: string) => report.results.filter((r) => r.verdict === verdict).map(({ id }) => id);
    expect({ block: of('block'), warn: of('warn') }).toEqual(expected[name]);
    for (const { verdict, remedy, evidence, finding } of report.results) {
      expect(finding).not.toBe('');
      expect(remedy === null).toBe(verdict === 'pass');
      // What passes too shows what was looked at.
      expect(evidence).not.toEqual([]);
      expect(evidence.length).toBeLessThanOrEqual(12);
      expect(evidence.every((line) => [...line].length <= 200)).toBe(true);
    }
  });

  it.each(machines)('%s: a rehearsal warns where a ceremony blocks', (name) => {
    const report = reportOf(name, 'rehearsal');
    expect(report.results.filter(({ verdict }) => verdict === 'block')).toEqual([]);
    expect(report.results.filter((r) => r.blocksCeremony).map(({ id }) => id)).toEqual(expected[name].block);
    for (const { verdict, blocksCeremony } of report.results)
      if (blocksCeremony) expect(verdict).toBe('warn');
  });

  it.each(machines)('%s: a journal holds the report and reads back', (name) => {
    const data = journalData(reportOf(name));
    const entry = chainEntry(chainStart, '2026-11-20T09:30:00Z', 'preflight.done', data);
    const bytes = writeJournal([entry]);
    expect(readJournal(bytes, 'journal', chainStart)).toEqual([entry]);
    expect(bytes.length).toBeLessThan(16_384);
  });

  it.each(machines)('%s: a journal names nothing by which the machine is found', (name) => {
    const report = reportOf(name);
    const checks = journalData(report)['checks'] as { check: string; finding: string; evidence?: string[] }[];
    expect(checks.map(({ check }) => check)).toEqual([...checkIds]);
    // The hash of the program is a public file's.
    expect(checks.flatMap(({ check, evidence }) => (evidence ? [check] : []))).toEqual(['program']);
    const said = checks.map(({ finding }) => finding).join('\n');
    for (const address of [
      /\d+\.\d+\.\d+\.\d+/,
      /[0-9a-f]{1,4}::?[0-9a-f]/i,
      /::/,
      /([0-9a-f]{2}[:-]){5}/i,
      /[0-9a-f]{12}/i,
    ]) {
      expect(said).not.toMatch(address);
    }
    const evidence = report.results.flatMap((result) => result.evidence).join('\n');
    const names = [
      ...evidence.matchAll(/\b(en|wl|eth|eno|bond|docker|phy|hci|sd|dm-|md|vd|nvme)[0-9a-z]*\d/g),
    ];
    for (const [named] of names) expect(said).not.toContain(named);
    for (const word of ['Europe', 'UTC', 'HP_', 'Brother', 'SanDisk', 'LENOVO', 'tank', '/dev', 'BAT0']) {
      expect(said).not.toContain(word);
    }
  });

  it.each(machines)('%s: read from a disk it gives the same report', (name) => {
    expect(preflightOnDisk(name, { timeZone: zones[name] ?? 'UTC' })).toEqual(reportOf(name));
  });

  it('show what they found', () => {
    const wifi = reportOf('wifi-on');
    expect(lineOf(wifi, 'interfaces').evidence).toContain(
      'wlp0s20f3: up (flags 0x1003, up), carrier: a cable or a link is there, address fe80::a1b:2cff:fe3d:4e5f',
    );
    expect(lineOf(wifi, 'interfaces').evidence).toContain(
      '/proc/net/fib_trie: this machine has the address 192.168.1.42',
    );
    expect(lineOf(wifi, 'routes').evidence).toContain('route to 192.168.1.0/24 by wlp0s20f3');
    expect(lineOf(wifi, 'radios').finding).toBe(
      'tpacpi_bluetooth_sw (bluetooth), hci0 (bluetooth), phy0 (wlan) are not blocked',
    );
    expect(lineOf(wifi, 'sockets').evidence).toContain('tcp: is connected at 192.168.1.42 port 54004');
    expect(lineOf(wifi, 'swap').evidence).toEqual(['/dev/dm-2: encrypted']);
    expect(lineOf(reportOf('wifi-killed'), 'radios').evidence).toEqual([
      'hci0 (bluetooth): blocked by software',
      'phy0 (wlan): blocked by a switch',
      'tpacpi_wwan_sw (wwan): blocked by software',
    ]);
    expect(lineOf(reportOf('docking-station'), 'removable-media').evidence).toEqual([
      'sdb: SanDisk Ultra Fit, 30.8 GB, mounted',
    ]);
    expect(lineOf(reportOf('live-system'), 'removable-media').evidence).toEqual([
      'sda: SanDisk Extreme Pro, 15.4 GB, the system was started from it',
    ]);
    expect(lineOf(reportOf('server'), 'routes').evidence).toContain('route to 0.0.0.0/0 in another table');
  });

  it('keep long lists short: forty services are twelve lines', () => {
    const { finding, evidence } = lineOf(reportOf('server'), 'sockets');
    expect(finding).toBe('40 sockets are open beyond loopback');
    expect(evidence).toHaveLength(12);
    expect(evidence.at(-1)).toBe('and 29 more');
  });

  it("leave out a printer's address, which may hold a password", () => {
    const report = reportOf('wifi-on');
    expect(lineOf(report, 'printers').evidence).toContain('HP_OfficeJet: ipp, network');
    expect(JSON.stringify(report)).not.toContain('Gartenzaun7');
  });
});
