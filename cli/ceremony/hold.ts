import { join } from 'node:path';
import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { CardFiles, CardOptions } from '@quorate/custody/ceremony/card-files';
import { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import type { ImportReport, KeyReport, SealedFolder } from '@quorate/custody/ceremony/vault';
import { removeFile } from '@quorate/custody/files/write';
import { signingStateAge, stoppedAdvice } from '@quorate/custody/import/signing-state-age';
import type { Source } from '@quorate/custody/import/sources';
import type { Paper } from '@quorate/custody/papers/types';
import type { TwoPeople } from '@quorate/custody/people/two-people';
import { recoveryKit } from '../assets.ts';
import { certificateFindings, expiryText } from '../certificate-findings.ts';
import type { Io } from '../io.ts';
import { keyTable } from '../key-table.ts';
import { askKeyringPasswords } from '../keyring-password.ts';
import { leftLines } from '../left-lines.ts';
import { software } from '../version.ts';
import { holdCards } from './card-stage.ts';
import { checkMachine } from './machine-stage.ts';
import { type Told, writeReports } from './reports-stage.ts';
import { type Room, untilAccepted } from './room.ts';
import { holdSticks, judgeSticks } from './stick-stage.ts';

/** What a ceremony on the command line is held with. */
export interface HoldInput {
  readonly given: GivenPlan;
  /** The plan's hash as it stands on paper; null where it is compared by reading aloud. */
  readonly planHashOnPaper: string | null;
  /** What the program's own hash must be, from paper; null where nothing is expected. */
  readonly programHash: string | null;
  readonly sources: readonly Source[];
  /** Names of sources whose keyring's password goes into the bundle; asked for when the machine is found fit. */
  readonly keyringPasswords: readonly string[];
  /** Where the sticks are mounted, in the plan's number. */
  readonly sticks: readonly string[];
  readonly cardsFolder: string;
  readonly cardOptions: CardOptions;
}

/** What came of it. */
export interface Held {
  readonly sealed: SealedFolder;
  readonly keys: readonly KeyReport[];
  /** What of the sources was not taken along. */
  readonly left: ImportReport['left'];
  readonly folders: readonly string[];
  readonly cards: readonly CardFiles[];
  readonly closingHead: string;
  /** Transcript and receipt, to be printed. */
  readonly papers: readonly string[];
  /** Folders of sticks that never got the closing record. */
  readonly undelivered: readonly string[];
}

/**
 * Holds a ceremony from the preflight to the last stick. Whatever happens, nothing secret is left in memory, and a
 * ceremony that does not come to its end says what must be destroyed.
 */
export async function holdCeremony(input: HoldInput, room: Room, io: Io): Promise<Held> {
  const { plan } = input.given;
  const isRehearsal = plan.purpose === 'rehearsal';
  const ceremony = new Ceremony({
    isRehearsal,
    software,
    kit: recoveryKit(),
    cost: { N: ceremonyScryptN, r: 8, p: 1 },
  });
  const { isStopped, stopListening } = endOnSignal(ceremony, input.cardsFolder, io);
  try {
    const { report, overrides } = await checkMachine(ceremony, plan, input.programHash, room, io);
    await untilAccepted(room, io, async () => {
      const people = await room.twoPeople("the plan's hash");
      ceremony.confirmPlan(input.given, people, input.planHashOnPaper);
    });
    const imported = await importKeys(ceremony, input, io);
    const { keys } = imported;
    const sticks = await judgeSticks(input.sticks, plan, input.sources, keys, room, io);
    await confirmStopped(keys, room);
    await confirmKeys(imported, room, io);
    ceremony.confirmKeys();
    const sealed = await ceremony.seal(io.progress);
    await holdSticks(ceremony, sticks, room, io);
    const place = { folder: input.cardsFolder, options: input.cardOptions };
    const cards = await holdCards(ceremony, place, room, io);
    ceremony.letGo();
    io.say(
      'every card is proved, and the vault is empty; what was typed may stay in memory until this program ends',
    );
    const signedOff = await signOff(ceremony, plan, sealed, room, io);
    const closingHead = ceremony.close();
    const delivered = await deliverAll(ceremony, room, io);
    const paper: Paper = input.cardOptions.paper === 'a6' ? 'a4' : 'letter';
    const told = { preflight: report, overrides, keys, signedOff, paper };
    const papers = writePapers(ceremony, told, input.cardsFolder, io);
    return { sealed, ...imported, cards, closingHead, papers, ...delivered };
  } catch (error) {
    const { step } = ceremony.state;
    // One that a signal ended has said what it leaves.
    if (step !== 'closed' && step !== 'deliver' && !isStopped()) {
      const reason = error instanceof QuorateError ? error.code : 'unexpected';
      io.say(...unfinished(ceremony, reason, input.cardsFolder));
    }
    throw error;
  } finally {
    stopListening();
    ceremony.end();
  }
}

/** Milliseconds that a signal waits for what it stopped: a key derivation ends by itself. */
const patience = 5000;

/** A ceremony that is told to stop says what it leaves, as one that fails does. */
function endOnSignal(
  ceremony: Ceremony,
  cardsFolder: string,
  io: Io,
): { readonly isStopped: () => boolean; readonly stopListening: () => void } {
  let isStopped = false;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (signal: NodeJS.Signals) => {
    // Whoever asks twice does not want to wait.
    if (isStopped) process.exit(1);
    isStopped = true;
    const { step } = ceremony.state;
    if (step === 'closed' || step === 'deliver') io.say(`${signal}: the ceremony IS closed`);
    else {
      io.say(...unfinished(ceremony, signal, cardsFolder));
      for (const { number } of ceremony.sealed?.cards ?? []) {
        for (const kind of ['html', 'png']) removeFile(join(cardsFolder, `card-${number}.${kind}`));
      }
    }
    // What was being written stops at its next turn, and takes away what it wrote.
    void Promise.race([ceremony.settled, new Promise((resolve) => setTimeout(resolve, patience))]).then(
      () => {
        ceremony.end();
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, end);
  return {
    isStopped: () => isStopped,
    stopListening: () => {
      for (const signal of signals) process.off(signal, end);
    },
  };
}

/** The ceremony is closed: papers that cannot be written must not make it look failed. */
function writePapers(ceremony: Ceremony, told: Told, folder: string, io: Io): string[] {
  try {
    return writeReports(ceremony, told, folder, io);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    io.say(`The ceremony IS closed; transcript and receipt could not be written: ${error.message}`);
    io.say('write the heads below into the minutes by hand');
    return [];
  }
}

async function importKeys(ceremony: Ceremony, input: HoldInput, io: Io): Promise<ImportReport> {
  const passwords = await askKeyringPasswords(input.keyringPasswords, input.sources, io);
  try {
    io.progress('reading the key files');
    return await ceremony.importKeys(input.sources, passwords.list);
  } finally {
    passwords.wipe();
  }
}

/** A state that was copied while its node ran is older than what the node has signed. */
async function confirmStopped(keys: readonly KeyReport[], room: Room): Promise<void> {
  const now = new Date();
  const states = keys.flatMap((key) => {
    const age = signingStateAge(key, now);
    return age === null ? [] : [`${key.path}: ${age}`];
  });
  if (states.length === 0) return;
  const question = 'Was every node of these keys stopped when its files were copied? Type yes:';
  try {
    await room.agree([...states, stoppedAdvice], question, 'yes');
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code !== 'not-confirmed') throw error;
    throw new QuorateError(
      'not-confirmed',
      'nobody said that the nodes were stopped when their files were copied; nothing was sealed',
      'stop the node, copy its files again, then hold the ceremony; or leave the signing state out of the source',
    );
  }
}

/** Shows what is about to be sealed: the wrong folder is the likeliest mistake of a long night. */
async function confirmKeys({ keys, left }: ImportReport, room: Room, io: Io): Promise<void> {
  const now = new Date();
  for (const { path, description } of keys) {
    for (const note of description.notes) io.say(`${path}: ${note.text}`);
    const expiry = expiryText(description.expires, now);
    if (expiry !== null) io.say(`${path}: ${expiry}`);
  }
  const rows = keys.map(({ path, bytes, description }) => ({ path, bytes, ...description }));
  const withKey = new Set(
    keys.filter(({ description }) => description.publicKey !== null).map(({ name }) => name),
  );
  const without = [...new Set(keys.map(({ name }) => name))].filter((name) => !withKey.has(name));
  const warnings = [
    ...without.map((name) => `WARNING: no key was recognised in the source "${name}"`),
    ...certificateFindings(rows).map(({ text }) => text),
  ];
  const shown = room.isPatient
    ? [...keyTable(rows), ...leftLines(left), ...warnings]
    : [...leftLines(left), ...warnings];
  await room.agree(shown, `Seal these ${keys.length} files? Type yes:`, 'yes');
}

/** One witness must sign off; every other one of the plan is asked to. */
async function signOff(
  ceremony: Ceremony,
  plan: Plan,
  sealed: SealedFolder,
  room: Room,
  io: Io,
): Promise<TwoPeople[]> {
  if (room.isPatient) {
    io.say(
      `Sign-off: ${plan.custodians.length} cards proved, ${plan.threshold} restore; folder hash ${sealed.folder.folderHash}`,
    );
  }
  const signed = [
    await untilAccepted(room, io, async () => ceremony.signOff(await room.twoPeople('the sign-off'))),
  ];
  const { operator } = signed[0] as TwoPeople;
  while (signed.length < plan.witnesses.length) {
    const next = await untilAccepted(room, io, async () => {
      const witness = await room.nextWitness();
      return witness === null ? null : ceremony.signOff({ operator, witness });
    });
    if (next === null) break;
    signed.push(next);
  }
  return signed;
}

/** Delivers to every stick; one that is not there may be plugged in and tried again. */
async function deliverAll(
  ceremony: Ceremony,
  room: Room,
  io: Io,
): Promise<Pick<Held, 'folders' | 'undelivered'>> {
  const { state } = ceremony;
  if (state.step !== 'deliver') throw new Error('the ceremony is not closed');
  const sticks = state.sticks.filter((stick) => stick.state === 'verified');
  for (const { number, folder } of sticks) {
    for (;;) {
      const refused = deliverTo(ceremony, number);
      if (refused === null) break;
      io.say(`stick ${number} did not take the closing record: ${refused.message}`);
      if (refused.hint !== undefined) io.say(`hint: ${refused.hint}`);
      if (!(await room.tryAgain(`Plug stick ${number} in again, unlock and mount it.`))) break;
    }
    io.progress(`closing record on ${folder}`);
  }
  const missing = new Set(ceremony.endDelivery());
  const undelivered = sticks.filter(({ number }) => missing.has(number)).map(({ folder }) => folder);
  if (undelivered.length === 0) {
    const all = state.sticks.length;
    io.say(
      `closing record delivered to ${sticks.length === all ? 'every stick' : `${sticks.length} of ${all} sticks`}`,
    );
  }
  for (const { number, folder } of state.sticks.filter((stick) => stick.state === 'failed')) {
    io.say(`stick ${number} failed or was given up: should ${folder} turn up, delete it; the cards are good`);
  }
  return { folders: sticks.map(({ folder }) => folder), undelivered };
}

/** @returns why not, or null */
function deliverTo(ceremony: Ceremony, number: number): QuorateError | null {
  try {
    ceremony.deliver(number);
    return null;
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
}

/** What a ceremony that did not come to its end leaves behind, and what to do with it. */
function unfinished(ceremony: Ceremony, reason: string, cardsFolder: string): string[] {
  const { state } = ceremony;
  const { setId, folders } = state.step === 'aborted' ? state.wipe : ceremony.abort(reason);
  if (setId === null) return [];
  return [
    `UNFINISHED: ceremony ${state.ceremonyId} was not closed. Nothing is lost: start again from the beginning. Before that:`,
    `  destroy every card of set ${setId}, printed or in ${cardsFolder}`,
    ...folders.map((folder) => `  delete ${folder}`),
  ];
}
