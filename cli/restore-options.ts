import { QuorateError } from '@quorate/crypto-core/errors';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { isConsensusKey } from '@quorate/crypto-core/keys/signing-state-pairing';
import type { OpenedFolder } from '@quorate/custody/recovery/open';
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
  };
}

/**
 * The files to restore: all, or those of the sources named with `--only`. Each is recognised anew from its contents,
 * so that a key that signs blocks is guarded whatever its manifest calls it.
 * @throws `restore-nothing`, `terminal-needed`, `not-confirmed`
 */
export async function chosenEntries(
  args: Arguments,
  io: Io,
  opened: OpenedFolder,
  choice: SigningChoice,
): Promise<RestoreEntry[]> {
  const names = new Set(opened.manifest.keys.map((key) => key.name));
  const only = args.texts('only');
  const unknown = only.find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new QuorateError(
      'restore-nothing',
      `the bundle holds no source "${unknown}"`,
      `it holds: ${[...names].join(', ')}`,
    );
  }
  const entries: RestoreEntry[] = [];
  for (const [index, key] of opened.manifest.keys.entries()) {
    if (only.length > 0 && !only.includes(key.name)) continue;
    const { path, mode, content } = opened.files[index] as OpenedFolder['files'][number];
    const now = await recogniseKeyFile(content, path);
    entries.push({
      name: key.name,
      path,
      mode,
      content,
      type: isConsensusKey(key.type) ? key.type : now.type,
    });
  }
  if (choice.acceptStale) await confirmStale(io, opened, entries);
  return entries;
}

async function confirmStale(io: Io, opened: OpenedFolder, entries: readonly RestoreEntry[]): Promise<void> {
  const sealed = opened.manifest.ceremony.date;
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(sealed)) / 86_400_000));
  for (const { path, state } of backupStates(entries)) {
    const phrase = `accept height ${state.height}`;
    const shown = [
      `The backup's signing state of ${path} is from ${sealed}, ${days} days ago, at height ${state.height}.`,
      'If the validator has signed anything since, starting it with this state can double-sign and lose the stake.',
    ];
    await confirm(io, shown, `Only if it has signed nothing since, type "${phrase}":`, phrase);
  }
}
