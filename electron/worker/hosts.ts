import type { WorkKind } from '../contract/work.ts';
import { CareHost } from './care-host.ts';
import { DrillHost } from './drill-host.ts';
import { CeremonyHost } from './host.ts';
import { RecoveryHost } from './recovery-host.ts';
import type { HostSetup, WorkHost } from './setup.ts';

const hosts = { ceremony: CeremonyHost, drill: DrillHost, recovery: RecoveryHost, care: CareHost };

/** The host of one kind of work. */
export function hostFor(work: WorkKind, setup: HostSetup): WorkHost<string> {
  return new hosts[work](setup) as WorkHost<string>;
}

const prefixes: Readonly<Record<WorkKind, readonly string[]>> = {
  ceremony: ['ceremony'],
  drill: ['attempt', 'drill'],
  recovery: ['attempt', 'recovery'],
  care: ['care'],
};

/** Whether a channel belongs to a kind of work: what a drill is asked, a recovery does not answer. */
export function isOfWork(work: WorkKind, channel: string): boolean {
  return prefixes[work].includes(channel.split('.')[0] ?? '');
}
