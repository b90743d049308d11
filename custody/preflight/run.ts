import {
  blocks,
  type Check,
  type CheckResult,
  type Finding,
  listed,
  type PreflightPurpose,
  type PreflightReport,
  unchecked,
} from './check.ts';
import { filesBelow } from './files.ts';
import { type Host, type Machine, type Software, thisHost } from './machine.ts';
import { preflightTable } from './table.ts';

/** What a preflight is made with. */
export interface PreflightInput {
  /** A ceremony blocks where a rehearsal warns. */
  readonly purpose: PreflightPurpose;
  readonly now: Date;
  readonly software: Software;
  /** The folder that holds /proc, /sys and /etc; `/` when not given. */
  readonly root?: string;
  /** Makes only the checks that can block, for a program that warns and does not wait. */
  readonly onlyBlocking?: boolean;
  /** What this process says of itself; asked when not given. */
  readonly host?: Host;
}

/**
 * Makes every check of the table. Reads files only, starts nothing, opens no connection, and never throws for what it
 * finds: what cannot be read is a warning of its own.
 */
export function runPreflight(input: PreflightInput): PreflightReport {
  const { purpose, now, software } = input;
  const host = input.host ?? thisHost();
  const machine: Machine = { files: filesBelow(input.root ?? '/'), host, software, now };
  const checks = preflightTable.filter(
    ({ blocksWhen }) => blocksWhen !== null || input.onlyBlocking !== true,
  );
  return reportOn(machine, purpose, checks);
}

/** As {@link runPreflight}, on a machine that is given whole. */
export function reportOn(
  machine: Machine,
  purpose: PreflightPurpose,
  checks: readonly Check[] = preflightTable,
): PreflightReport {
  return {
    purpose,
    time: `${machine.now.toISOString().slice(0, 19)}Z`,
    results: checks.map((check) => resultOf(check, machine, purpose)),
  };
}

function resultOf(check: Check, machine: Machine, purpose: PreflightPurpose): CheckResult {
  const { id, title, remedy, lookYourself, everywhere } = check;
  const canLook = everywhere || machine.host.platform === 'linux';
  const { verdict, finding, evidence, confirm } = canLook
    ? check.evaluate(machine)
    : withoutFiles(check, machine);
  const looked = !finding.startsWith('could not be checked');
  return {
    id,
    title,
    verdict: verdict === 'block' && purpose === 'rehearsal' ? 'warn' : verdict,
    blocksCeremony: verdict === 'block',
    finding,
    evidence,
    confirm,
    remedy: verdict === 'pass' ? null : looked ? remedy : lookYourself,
  };
}

/** On other systems Node alone says something, and only of interfaces. An open one is an open one everywhere. */
function withoutFiles({ id }: Check, { host }: Machine): Finding {
  const system = `${host.platform} ${host.release}`;
  const open = host.addresses.filter(({ isLoopback }) => !isLoopback);
  const evidence = open.map(({ name, address }) => `${name}: address ${address}`);
  if (id === 'interfaces' && open.length > 0) {
    return blocks(`${listed([...new Set(open.map(({ name }) => name))])} can reach a network`, evidence);
  }
  const seen = id === 'interfaces' ? ['no interface but loopback has an address'] : [];
  return unchecked('', [`system: ${system}`, ...seen]);
}
