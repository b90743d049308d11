import { QuorateError } from '@quorate/crypto-core/errors';
import type { RestoreWish } from '@quorate/custody/recovery/wish';
import { exportForm } from '@quorate/custody/restore/export';
import { layouts } from '@quorate/custody/restore/layout';
import { readStateFile } from '@quorate/custody/restore/signing';
import type { Arguments, OptionTable } from './command.ts';

/** Options of the double-sign guard. */
export const signingOptions: OptionTable = {
  'original-stopped': { type: 'boolean' },
  'min-height': { type: 'string' },
  state: { type: 'string' },
  'accept-stale-state': { type: 'boolean' },
};

/** Help lines of {@link signingOptions}. */
export const signingHelp = [
  ['--original-stopped', 'you state that the original validator is off and cannot come back'],
  ['--min-height H', 'the last height that may have been signed: nothing up to it will be signed again'],
  ['--state FILE', "the original's own priv_validator_state.json; the newer of it and the backup's wins"],
  ['--accept-stale-state', "take the backup's signing state, after a sentence typed in full at the terminal"],
] as const;

/** Options for where and how files are written. */
export const placeOptions: OptionTable = {
  layout: { type: 'string' },
  as: { type: 'string' },
  'move-existing': { type: 'boolean' },
  'yes-move': { type: 'boolean' },
};

/** Help lines of {@link placeOptions}. */
export const placeHelp = [
  ['--layout as-imported|flat', 'with the folders they came from (as if not given), or all in one folder'],
  ['--as pkcs8-der', 'keys alone, each as PKCS #8, the form that the tools of an HSM import'],
  ['--move-existing', 'what is in the way is renamed to NAME.old-TIME, after a yes at the terminal'],
  ['--yes-move', 'that yes for scripts; never for a key that signs blocks or its signing state'],
] as const;

/**
 * What the options say about where and how files are written.
 * @throws `usage-option`
 */
export function placeChoice(args: Arguments): Pick<RestoreWish, 'layout' | 'form' | 'mayMove'> {
  const given = args.text('layout') ?? 'as-imported';
  const layout = layouts.find((name) => name === given);
  if (layout === undefined) {
    throw new QuorateError(
      'usage-option',
      `--layout takes ${layouts.join(' or ')}`,
      'leave it out if in doubt',
    );
  }
  const form = args.text('as') ?? null;
  if (form !== null && form !== exportForm) {
    throw new QuorateError(
      'usage-option',
      `--as takes ${exportForm}`,
      'without it every file comes back as it was backed up',
    );
  }
  const mayMove = args.flag('move-existing');
  if (args.flag('yes-move') && !mayMove) {
    throw new QuorateError('usage-option', '--yes-move goes with --move-existing', 'give both, or neither');
  }
  return { layout, form, mayMove };
}

/**
 * What the options say about the signing state.
 * @throws `usage-option`, and for the state file `file-…` codes and `signing-state`
 */
export function signingChoice(args: Arguments): RestoreWish['signing'] {
  const height = args.text('min-height');
  if (height !== undefined && !/^\d{1,19}$/.test(height)) {
    throw new QuorateError(
      'usage-option',
      '--min-height takes a block height',
      'for example --min-height 4711042',
    );
  }
  const state = args.text('state');
  return {
    originalStopped: args.flag('original-stopped'),
    minHeight: height === undefined ? null : BigInt(height),
    provided: state === undefined ? null : readStateFile(state),
    acceptStale: args.flag('accept-stale-state'),
  };
}
