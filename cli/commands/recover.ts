import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { decideSigningState, originalRunning } from '@quorate/crypto-core/keys/double-sign-guard';
import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import { isInMemory } from '@quorate/custody/files/memory-backed';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { recordRecovery } from '@quorate/custody/recovery/attempt';
import type { RecoveryEvent } from '@quorate/custody/recovery/machine/event';
import { beginRecovery, reduce } from '@quorate/custody/recovery/machine/reducer';
import type { RecoveryState } from '@quorate/custody/recovery/machine/state';
import { bundleOf, type OpenedFolder, openFolder } from '@quorate/custody/recovery/open';
import { checkConflicts, checkDestination } from '@quorate/custody/restore/destination';
import { parseOwner } from '@quorate/custody/restore/owner';
import { type GuardedRestore, guardSigning, type SigningChoice } from '@quorate/custody/restore/signing';
import { writeAll } from '@quorate/custody/restore/write';
import type { Arguments, Command, Outcome } from '../command.ts';
import {
  folderHelp,
  folderOf,
  folderOptions,
  sayFindings,
  stopAtTampering,
  tamperingHelp,
  tamperingOptions,
} from '../folder-options.ts';
import type { Io } from '../io.ts';
import { warnOfMachine } from '../machine-warning.ts';
import { recoveryReport } from '../recovery-report.ts';
import {
  chosenEntries,
  type DerivedEntry,
  signingChoice,
  signingHelp,
  signingOptions,
} from '../restore-options.ts';
import { required } from '../seal-input.ts';
import { gatherCards, shareHelp, shareOptions } from '../shares.ts';

/** `quorate recover`: K cards and a stick bring the key files back. */
export const recover: Command = {
  name: 'recover',
  summary: 'restore key files from a stick and K cards, guarded against double-signing',
  usage: [
    'recover DIR --to DEST [--share FILE …] [--only NAME …] [--folder-hash HEX]',
    'recover DIR --to DEST --original-stopped --min-height H    (validator keys)',
  ],
  example: 'quorate recover /media/stick --to /dev/shm/keys --original-stopped --min-height 4711042',
  help: [
    ['--to DEST', 'where the files go: best a new folder in memory; nothing in it is overwritten'],
    ['--only NAME', 'only this source; again for each'],
    ['--expect FINGERPRINT', 'a fingerprint or address that must be among the keys; again for each'],
    ['--owner USER:GROUP', 'whom the files shall belong to'],
    ...signingHelp,
    ...shareHelp,
    ...folderHelp,
    ...tamperingHelp,
    ['--operator NAME', 'who does this, for the record on the stick'],
    ['--witness NAME', 'who watches, for the record; again for each'],
  ],
  options: {
    to: { type: 'string' },
    only: { type: 'string', multiple: true },
    expect: { type: 'string', multiple: true },
    owner: { type: 'string' },
    operator: { type: 'string' },
    witness: { type: 'string', multiple: true },
    ...signingOptions,
    ...shareOptions,
    ...folderOptions,
    ...tamperingOptions,
  },
  positionals: [1, 1],
  async run(args, io) {
    const start = performance.now();
    const destination = resolve(required(args, 'to', 'where the files shall go'));
    const choice = signingChoice(args);
    const owner = args.text('owner') === undefined ? undefined : parseOwner(args.text('owner') as string);
    const folder = folderOf(args);
    sayFindings(io, folder.findings);
    bundleOf(folder);
    checkDestination(destination, [folder.path, args.positionals[0] as string]);
    checkBeforeCards(args, folder, destination, choice);
    if (!isInMemory(dirname(destination))) {
      io.say(`note: ${destination} is not in memory: keys written there can be found on the disk later`);
    }
    const unfit = await warnOfMachine(io);
    const despiteTampering = await stopAtTampering(args, io, folder.findings);
    const attempt = new Attempt(args, io, { folder, despiteTampering, unfit, start });
    try {
      const opened = await attempt.open();
      const entries = await chosenEntries(args, io, opened, choice);
      attempt.compared(entries);
      const guarded = guardSigning(destination, entries, choice);
      attempt.settled(guarded);
      const paths = [...guarded.first, ...guarded.then].map(({ path }) => path);
      checkConflicts(destination, paths);
      io.progress(`writing ${paths.length} files`);
      writeAll(destination, [guarded.first, guarded.then], owner);
      return attempt.succeeded(destination, guarded, entries);
    } catch (error) {
      attempt.failed(error);
      throw error;
    } finally {
      attempt.end();
    }
  },
};

/** The backup's state is not known yet; the lowest that can be accepted refuses nothing that the real one would allow. */
const leastState = { state: { height: 0n, round: 0, step: 1 }, bytes: new Uint8Array(0) };

/**
 * Refuses what can be known to fail before anybody has typed a card. The manifest outside is not to be trusted for a
 * yes, but it is good enough for an early no.
 */
function checkBeforeCards(
  args: Arguments,
  folder: CeremonyFolder,
  destination: string,
  choice: SigningChoice,
): void {
  const only = args.texts('only');
  const keys = (folder.manifest?.keys ?? []).filter(({ name }) => only.length === 0 || only.includes(name));
  const signing = keys.find(({ type }) => isConsensusKey(type));
  if (signing !== undefined && !choice.originalStopped) throw originalRunning(signing.path);
  // A place that is still empty can hold no newer state: only what the operator says can settle it.
  if (signing !== undefined && !existsSync(destination)) {
    const backup = choice.acceptStale ? leastState : null;
    decideSigningState({ ...choice, keyPath: signing.path, backup, destination: null });
  }
  const plain = keys.filter(({ type }) => type !== signingStateType);
  checkConflicts(
    destination,
    plain.map(({ path }) => path),
  );
}

/** What was seen before the first card. */
interface Before {
  readonly folder: CeremonyFolder;
  readonly despiteTampering: boolean;
  /** Ids of the checks that would stop a ceremony on this machine. */
  readonly unfit: readonly string[];
  /** By `performance.now`. */
  readonly start: number;
}

/**
 * One try at a recovery, held to the order of the machine that drills go by too: what it holds is wiped, and what became
 * of it recorded, whatever happens.
 */
class Attempt {
  readonly #args: Arguments;
  readonly #io: Io;
  readonly #folder: CeremonyFolder;
  readonly #start: number;
  readonly #unfit: readonly string[];
  #despiteTampering: boolean;
  #opened: OpenedFolder | null = null;
  #cards: readonly number[] = [];
  #state: RecoveryState = beginRecovery('recovery');

  constructor(args: Arguments, io: Io, { folder, despiteTampering, unfit, start }: Before) {
    this.#args = args;
    this.#io = io;
    this.#folder = folder;
    this.#despiteTampering = despiteTampering;
    this.#unfit = unfit;
    this.#start = start;
    // How many cards are needed they say themselves: the manifest outside is not to be trusted for it.
    const tamperings = folder.findings.tamperings.length;
    this.#dispatch({ event: 'folder.read', tamperings, threshold: null, count: null });
    if (despiteTampering) this.#dispatch({ event: 'tampering.accepted' });
  }

  /** Reads the cards, opens the bundle in memory and holds the folder against what was sealed. */
  async open(): Promise<OpenedFolder> {
    const { manifest } = this.#folder;
    const lists =
      manifest === null ? {} : { supersededSets: manifest.supersededSets, digests: manifest.shareSet.cards };
    const quorum = await gatherCards(this.#args, this.#io, {
      setId: bundleOf(this.#folder).header.setId,
      ...lists,
    });
    try {
      this.#cards = quorum.numbers;
      for (const card of quorum.numbers) this.#dispatch({ event: 'card.proved', card });
      const combined = await quorum.combine();
      try {
        this.#io.progress('opening the bundle');
        const opened = await openFolder(this.#folder, combined);
        this.#opened = opened;
        // They have just been enough.
        this.#dispatch({ event: 'cards.told', threshold: combined.cards.length, count: null });
        this.#dispatch({ event: 'bundle.opened', tamperings: opened.findings.tamperings.length });
        sayFindings(this.#io, opened.findings);
        const known = this.#despiteTampering;
        if (!known && (await stopAtTampering(this.#args, this.#io, opened.findings))) {
          this.#despiteTampering = true;
          this.#dispatch({ event: 'tampering.accepted' });
        }
        return opened;
      } finally {
        combined.secret.fill(0);
      }
    } finally {
      quorum.wipe();
    }
  }

  /** Notes which keys are to be restored, and which of them are others than was sealed. */
  compared(entries: readonly DerivedEntry[]): void {
    const sealed = new Map(this.#opened?.manifest.keys.map(({ path, publicKey }) => [path, publicKey]));
    const isOther = ({ path, publicKey }: DerivedEntry) =>
      publicKey !== null && sealed.get(path) !== null && sealed.get(path) !== publicKey;
    const chosen = entries.filter(({ isChosen }) => isChosen);
    const different = chosen.filter(isOther).map(({ path }) => path);
    const signingKeys = chosen.filter(({ type }) => isConsensusKey(type)).map(({ path }) => path);
    this.#dispatch({ event: 'keys.compared', total: chosen.length, different, signingKeys });
  }

  /** Notes that the guard has decided on every key that signs blocks: before that no file may be written. */
  settled({ then }: GuardedRestore): void {
    this.#dispatch({ event: 'signing.settled', keys: then.map(({ path }) => path) });
  }

  succeeded(destination: string, guarded: GuardedRestore, entries: readonly DerivedEntry[]): Outcome {
    const signing = guarded.decisions.map(({ path, statePath, outcome }) => ({
      path,
      statePath,
      decision: outcome.decision,
      basis: outcome.basis,
      height: outcome.state.height.toString(),
    }));
    const restored = [...guarded.first, ...guarded.then].map(({ path }) => path);
    this.#dispatch({ event: 'files.restored', files: restored.length });
    const record = this.#record({ outcome: 'restored', restored, signing });
    const report = recoveryReport(destination, entries, guarded, this.#milliseconds);
    this.#io.print(...report);
    return {
      json: {
        ok: true,
        destination,
        restored,
        signing,
        cards: this.#cards,
        milliseconds: this.#milliseconds,
        record,
        despiteTampering: this.#despiteTampering,
      },
    };
  }

  failed(error: unknown): void {
    // Before a card was read there was no attempt, only a look.
    if (!(error instanceof QuorateError) || this.#cards.length === 0) return;
    this.#dispatch({ event: 'attempt.failed', code: error.code });
    this.#record({ outcome: 'refused', code: error.code });
  }

  /** Wipes what was opened. */
  end(): void {
    this.#opened?.wipe();
    if (this.#state.step === 'recorded') this.#dispatch({ event: 'attempt.ended' });
  }

  #dispatch(event: RecoveryEvent): void {
    this.#state = reduce(this.#state, event);
  }

  get #milliseconds(): number {
    return Math.round(performance.now() - this.#start);
  }

  #record(what: JsonObject): string | null {
    const people = [this.#args.text('operator'), ...this.#args.texts('witness')].filter(
      (name) => name !== undefined,
    );
    const shared = {
      cards: this.#cards,
      despiteTampering: this.#despiteTampering,
      machineUnfit: [...this.#unfit],
      milliseconds: this.#milliseconds,
    };
    const recorded = recordRecovery(this.#folder, this.#opened, people, { ...what, ...shared });
    if (!recorded.written) {
      this.#dispatch({ event: 'record.missed', why: recorded.why });
      this.#io.say(`no record was left on the stick: ${recorded.why}`);
      return null;
    }
    this.#dispatch({ event: 'record.written', sha256: recorded.record.sha256 });
    this.#io.say(`record ${recorded.record.file}`, `       ${recorded.record.sha256}`);
    return recorded.record.sha256;
  }
}
