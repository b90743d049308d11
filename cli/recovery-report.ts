import { join } from 'node:path';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import type { Layout } from '@quorate/custody/restore/layout';
import type { Move } from '@quorate/custody/restore/move-aside';
import type { WrittenKey } from '@quorate/custody/restore/read-back';
import type { GuardedRestore } from '@quorate/custody/restore/signing';
import type { RestoreTarget } from '@quorate/custody/restore/write';

/** What a recovery has done. */
export interface Restored {
  readonly destination: string;
  /** Everything that was written. */
  readonly targets: readonly RestoreTarget[];
  readonly guarded: GuardedRestore;
  /** Public sides of what was written, derived again from what was read back. */
  readonly readBack: readonly WrittenKey[];
  readonly moves: readonly Move[];
  /** Paths of files that hold another key than the sealed manifest says. */
  readonly different: readonly string[];
  /** Keys that cannot be written in the form that was asked for. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  readonly layout: Layout;
  /** `pkcs8-der`, or null for files as they were backed up. */
  readonly form: string | null;
}

/** What a recovery tells at its end: every file with its mode and public side, and how signing was settled. */
export function recoveryReport(restored: Restored, milliseconds: number): string[] {
  const { destination, targets, guarded, readBack, moves, different, leftOut } = restored;
  const known = new Map(readBack.map((key) => [key.path, key]));
  const files = targets.flatMap(({ path, mode }) => {
    const key = known.get(path);
    const shown = key?.address ?? key?.fingerprint;
    const line = `${mode.toString(8).padStart(4, '0')}  ${join(destination, path)}`;
    return shown === null || shown === undefined ? [line] : [line, `      ${shown}`];
  });
  const withKey = readBack.filter(({ publicKey }) => publicKey !== null).length;
  return [
    ...moves.map(({ from, to }) => `moved ${from} to ${to}`),
    ...files,
    ...leftOut.map(({ path, why }) => `NOT RESTORED: ${path}: ${why}`),
    ...guarded.decisions.map(({ path, outcome }) => `signing state of ${path}: ${outcome.reason}`),
    `${targets.length} files restored and read back, ${withKey} public keys derived again from them, in ${(milliseconds / 1000).toFixed(1)} s`,
    ...different.map((path) => `DIFFERS: ${path} holds another key than the sealed manifest says`),
    ...(guarded.decisions.length > 0
      ? ['Compare the addresses with those the network knows before you start anything.']
      : []),
  ];
}

/** What a person must know and look at when a key that signs was not let out; nothing for other refusals. */
export function refusalAdvice(code: ErrorCode): string[] {
  return code.startsWith('guard-') ? equivocation : [];
}

const equivocation = [
  'A validator that signs two different things at one height commits equivocation: the network takes part of its stake and bars it for good. It comes about when two machines hold one key, or when one machine no longer knows how far it has signed.',
  'Check first:',
  '  1. the original machine is off, and nothing starts it again: no service, no snapshot, no failover, no helpful colleague;',
  '  2. no standby, remote signer (horcrux, tmkms), HSM or other copy holds the key;',
  '  3. the newest signing state is at hand: data/priv_validator_state.json of the stopped machine, the state folder of horcrux, the state_file of tmkms;',
  '  4. what other nodes or an explorer show as the last height with a signature of this validator, and that it has missed blocks since.',
];
