import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';
import { guardedType } from '@quorate/crypto-core/keys/may-sign';
import { type KeyDescription, recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { checkExpectations } from '@quorate/custody/import/expectations';
import type { OpenedFolder } from '@quorate/custody/recovery/open';
import { exportForm } from '@quorate/custody/restore/export';
import { type Layout, layouts } from '@quorate/custody/restore/layout';
import { guardMarkedKeys } from '@quorate/custody/restore/restore-type';
import {
  backupStates,
  type RestoreEntry,
  readStateFile,
  type SigningChoice,
} from '@quorate/custody/restore/signing';
import type { Arguments, OptionTable } from './command.ts';
import { confirm } from './confirm.ts';
import type { Io } from './io.ts';

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

/** Where and how files are written. */
export interface PlaceChoice {
  readonly layout: Layout;
  readonly form: typeof exportForm | null;
  readonly mayMove: boolean;
}

/**
 * What the options say about where and how files are written.
 * @throws `usage-option`
 */
export function placeChoice(args: Arguments): PlaceChoice {
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
export function signingChoice(args: Arguments): SigningChoice {
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
    mayMove: args.flag('move-existing'),
  };
}

/** A file of the archive with all that can be compared of it, derived from its contents. */
export interface DerivedEntry extends RestoreEntry, Pick<KeyDescription, 'fingerprint' | 'address'> {
  readonly bytes: number;
  /** It holds another key than the sealed manifest says. */
  readonly isOther: boolean;
}

/** Whether `--only` chooses a key: by the name of its source, or by its path. */
export function isNamed(
  only: readonly string[],
  { name, path }: Pick<ManifestKey, 'name' | 'path'>,
): boolean {
  return only.length === 0 || only.includes(name) || only.includes(path);
}

/**
 * All files of the archive, those that `--only` names chosen, or all. Each is recognised anew from its contents: a key
 * that signs blocks is guarded whatever its manifest calls it, and what is reported is what is there.
 * @throws `restore-nothing`, `expectation-unmet`, `terminal-needed`, `not-confirmed`
 */
export async function chosenEntries(
  args: Arguments,
  io: Io,
  opened: OpenedFolder,
  choice: SigningChoice,
): Promise<DerivedEntry[]> {
  const { keys } = opened.manifest;
  const only = args.texts('only');
  const unknown = only.find((given) => !keys.some((key) => isNamed([given], key)));
  if (unknown !== undefined) {
    throw new QuorateError(
      'restore-nothing',
      `the bundle holds no source or file "${unknown}"`,
      `it holds: ${[...new Set(keys.map((key) => key.name))].join(', ')}`,
    );
  }
  const derived: DerivedEntry[] = [];
  for (const [index, key] of keys.entries()) {
    const { path, mode, content } = opened.files[index] as OpenedFolder['files'][number];
    const now = await recogniseKeyFile(content, path);
    const isOther = compared.some(
      (member) => key[member] !== null && now[member] !== null && key[member] !== now[member],
    );
    if (isOther) {
      io.say(`NOTE: ${path} holds another key than its manifest says; what is shown is what it holds`);
    }
    const { publicKey, fingerprint, address } = now;
    derived.push({
      name: key.name,
      path,
      // A private key is private, whatever mode an archive by another program gives it.
      mode: now.isPrivate && now.type !== 'opaque' ? mode & 0o600 || 0o600 : mode,
      content,
      type: guardedType(content, path, now, key.type),
      publicKey,
      fingerprint,
      address,
      bytes: content.length,
      isOther,
      isChosen: isNamed(only, key),
    });
  }
  const roles = new Map(keys.map(({ name, role }) => [name, role]));
  const entries = guardMarkedKeys(derived, (name) => roles.get(name) ?? null);
  const chosen = entries.filter((entry) => entry.isChosen);
  checkExpectations(args.texts('expect'), chosen, 'what is to be restored');
  if (choice.acceptStale) await confirmStale(io, opened, entries);
  return entries;
}

const compared = ['publicKey', 'fingerprint', 'address'] as const;

async function confirmStale(io: Io, opened: OpenedFolder, entries: readonly RestoreEntry[]): Promise<void> {
  const sealed = opened.manifest.ceremony.date;
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(sealed)) / 86_400_000));
  for (const { path, state } of backupStates(entries)) {
    // Nobody is asked to accept a state that the guard refuses whatever is typed.
    if (state.height === 0n && state.round === 0 && state.step === 0) continue;
    const phrase = `accept height ${state.height}`;
    const shown = [
      `The backup's signing state of ${path} is from ${sealed}, ${days} days ago, at height ${state.height}.`,
      'If the validator has signed anything since, starting it with this state can double-sign and lose the stake.',
    ];
    await confirm(io, shown, `Only if it has signed nothing since, type "${phrase}":`, phrase);
  }
}
