import { QuorateError } from '@quorate/crypto-core/errors';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { signingStateAge } from '@quorate/custody/import/signing-state-age';
import type { KeyView } from '../contract/views.ts';

/** How far a signing state goes and how old it is; null for every other file. */
export function signingStateView(key: KeyReport): KeyView['signingState'] {
  if (signingStateAge(key, new Date()) === null) return null;
  const { facts = [] } = key.description;
  return {
    signedUpTo: facts.find(({ label }) => label === 'signed up to')?.value ?? null,
    written: `${key.modified.toISOString().slice(0, 19)}Z`,
  };
}

/**
 * Refuses to go on with signing states of which nobody said that their nodes were stopped. A rehearsal only practises
 * the question.
 * @throws `not-confirmed`
 */
export function refuseUnstopped(
  keys: readonly KeyReport[],
  { isStopped, isRehearsal }: { readonly isStopped: boolean; readonly isRehearsal: boolean },
): void {
  if (isStopped || isRehearsal || keys.every((key) => signingStateView(key) === null)) return;
  throw new QuorateError(
    'not-confirmed',
    'nobody said that the nodes were stopped when their files were copied; nothing was sealed',
    'stop the node, copy its files again, and choose them anew; or leave the signing state out of the source',
  );
}
