import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckId, PreflightReport } from '@quorate/custody/preflight/check';
import { describe, expect, it } from 'vitest';
import { repository, requireRoot, requireTool, run } from '../../tools.ts';
import { lineOf } from './recorded.ts';

const script = join(repository, 'test/custody/preflight/in-namespace.ts');
const isPossible = ['unshare', 'ip', 'mount'].every(requireTool) && requireRoot('a network namespace');
const network: readonly CheckId[] = ['interfaces', 'routes', 'sockets'];

/** Makes the preflight, for real, in a new network namespace in which some commands ran before. */
function inNamespace(commands: string, options = '--net --mount'): PreflightReport {
  // A new /sys shows the interfaces of the new namespace.
  const line = `${options.includes('--mount') ? 'mount -t sysfs sysfs /sys && ' : ''}${commands} && exec "$0" "$1"`;
  const outcome = run('unshare', [...options.split(' '), 'sh', '-ec', line, process.execPath, script]);
  expect(outcome.stderr).toBe('');
  return JSON.parse(outcome.stdout) as PreflightReport;
}

const verdicts = (report: PreflightReport) => network.map((id) => lineOf(report, id).verdict);

describe.runIf(isPossible)('in a network namespace', () => {
  it.each([
    ['down', 'true'],
    ['up', 'ip link set lo up'],
  ])('with loopback alone, %s, the network is off', (_, commands) => {
    const report = inNamespace(commands);
    expect(verdicts(report)).toEqual(['pass', 'pass', 'pass']);
    expect(lineOf(report, 'interfaces').finding).toBe('only the loopback interface');
  });

  it('an interface that is there and down passes', () => {
    const report = inNamespace('ip link add veth0 type veth peer name veth1');
    expect(verdicts(report)).toEqual(['pass', 'pass', 'pass']);
    expect(lineOf(report, 'interfaces').evidence).toContain('veth0: down, no carrier, no address');
  });

  it('an interface that is up blocks, without carrier and without an address', () => {
    const report = inNamespace('ip link add veth0 type veth peer name veth1 && ip link set veth0 up');
    const { verdict, finding } = lineOf(report, 'interfaces');
    expect([verdict, finding]).toEqual(['block', 'veth0 can reach a network']);
  });

  it('addresses of both kinds and their routes block', () => {
    const report = inNamespace(
      [
        'ip link add veth0 type veth peer name veth1',
        'ip address add 192.0.2.2/24 dev veth0',
        'ip address add 2001:db8::2/64 dev veth0 nodad',
        'ip link set veth0 up',
        'ip link set veth1 up',
        'ip route add default via 192.0.2.1',
        'ip route add 198.51.100.0/24 dev veth0 table 200',
      ].join(' && '),
    );
    expect(verdicts(report).slice(0, 2)).toEqual(['block', 'block']);
    const shown = lineOf(report, 'interfaces').evidence.join('\n');
    expect(shown).toMatch(
      /veth0: up .*carrier.*address .*192\.0\.2\.2|veth0: up .*carrier.*address .*2001:db8::2/,
    );
    const routes = lineOf(report, 'routes').evidence.join('\n');
    expect(routes).toContain('route to 0.0.0.0/0 by veth0');
    expect(routes).toContain('route to 2001:db8::/64 by veth0');
  });

  it('is told apart from the machine: /sys still shows what is outside', () => {
    // Only where there is something outside to see.
    const report = inNamespace('true', '--net');
    expect(verdicts(report).slice(0, 2)).toEqual(['pass', 'pass']);
    const line = lineOf(report, 'network-namespace');
    expect(line.evidence[0]).not.toContain(readlinkSync('/proc/self/ns/net'));
    if (line.evidence.some((text) => text.startsWith('/sys/class/net also has'))) {
      expect(line.verdict).toBe('warn');
    }
  });
});
