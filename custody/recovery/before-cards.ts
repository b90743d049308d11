import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { decideSigningState, originalRunning } from '@quorate/crypto-core/keys/double-sign-guard';
import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import type { CeremonyFolder } from '../folder/read.ts';
import { checkConflicts, checkDestination, checkFolders } from '../restore/destination.ts';
import { checkNames, placeIn } from '../restore/layout.ts';
import { bundleOf } from './open.ts';
import { isNamed, type RestoreWish } from './wish.ts';

/** The backup's state is not known yet; the lowest that can be accepted refuses nothing that the real one would allow. */
const leastState = { state: { height: 0n, round: 0, step: 1 }, bytes: new Uint8Array(0) };

/**
 * Refuses what can be known to fail before anybody has read a card. The manifest outside is not to be trusted for a
 * yes, but it is good enough for an early no.
 * @throws `bundle-unusable`, and the codes of `checkDestination`, `decideSigningState`, `checkNames`, `checkConflicts`
 */
export function checkBeforeCards(folder: CeremonyFolder, wish: RestoreWish): void {
  const { only, layout, form, mayMove, signing } = wish;
  const destination = resolve(wish.destination);
  bundleOf(folder);
  checkDestination(destination, [folder.path, ...wish.away]);
  const keys = (folder.manifest?.keys ?? []).filter((key) => isNamed(only, key));
  const signs = keys.find(({ type }) => isConsensusKey(type));
  if (signs !== undefined && !signing.originalStopped) throw originalRunning(signs.path);
  // A place that is still empty can hold no newer state: only what the operator says can settle it.
  if (signs !== undefined && !existsSync(destination)) {
    const backup = signing.acceptStale ? leastState : null;
    decideSigningState({ ...signing, keyPath: signs.path, backup, destination: null });
  }
  // Which of them are keys, and what they will be called, is only known when they are there.
  if (form !== null) return;
  const placeOf = placeIn(layout);
  const plain = keys
    .filter(({ type }) => type !== signingStateType)
    .map(({ path }) => ({ path: placeOf(path), from: path }));
  checkNames(plain);
  const paths = plain.map(({ path }) => path);
  if (mayMove) checkFolders(destination, paths);
  else checkConflicts(destination, paths);
}
