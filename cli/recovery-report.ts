import { join } from 'node:path';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import type { Restored } from '@quorate/custody/recovery/result';
import type { Outcome } from './command.ts';

/** What a recovery tells at its end: every file with its mode and public side, and how signing was settled. */
export function recoveryReport({ plan, keys, milliseconds }: Restored): string[] {
  const { destination, signing, moves, different, leftOut } = plan;
  const known = new Map(keys.map((key) => [key.path, key]));
  const files = plan.files.flatMap(({ path, mode }) => {
    const key = known.get(path);
    const shown = key?.address ?? key?.fingerprint;
    const line = `${mode.toString(8).padStart(4, '0')}  ${join(destination, path)}`;
    return shown === null || shown === undefined ? [line] : [line, `      ${shown}`];
  });
  const withKey = keys.filter(({ publicKey }) => publicKey !== null).length;
  return [
    ...moves.map(({ from, to }) => `moved ${from} to ${to}`),
    ...files,
    ...leftOut.map(({ path, why }) => `NOT RESTORED: ${path}: ${why}`),
    ...signing.map(({ path, reason }) => `signing state of ${path}: ${reason}`),
    `${plan.files.length} files restored and read back, ${withKey} public keys derived again from them, in ${(milliseconds / 1000).toFixed(1)} s`,
    ...different.map((path) => `DIFFERS: ${path} holds another key than the sealed manifest says`),
    ...(signing.length > 0
      ? ['Compare the addresses with those the network knows before you start anything.']
      : []),
  ];
}

/** The same for programs; keys that differ make it fail. */
export function recoveryOutcome(restored: Restored): Outcome {
  const { plan, keys, cards, milliseconds, record, despiteTampering } = restored;
  const { destination, files, layout, form, moves, leftOut, different } = plan;
  return {
    json: {
      ok: different.length === 0,
      destination,
      restored: files.map(({ path }) => path),
      layout,
      ...(form === null ? {} : { form }),
      keys,
      signing: plan.signing.map(({ path, statePath, decision, basis, height }) => ({
        path,
        statePath,
        decision,
        basis,
        height,
      })),
      moved: moves.map(({ from, to }) => ({ from, to })),
      leftOut,
      different,
      cards,
      milliseconds,
      record: 'why' in record ? null : record.sha256,
      despiteTampering,
    },
    ...(different.length === 0 ? {} : { exitCode: 3 }),
  };
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
