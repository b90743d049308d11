import { existsSync } from 'node:fs';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { StickFacts } from '@quorate/custody/ceremony/machine/state';
import { checkDeclaration, checkReason } from '@quorate/custody/ceremony/reasons';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { driveAt, sticksBelow } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import type { Need } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import type { PhysicalStick } from '@quorate/custody/drives/same-stick';
import { type Leftovers, leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import { Pace, paceText } from '@quorate/custody/folder/pace';
import type { WriteProgress } from '@quorate/custody/folder/write';
import type { Source } from '@quorate/custody/import/sources';
import { ejectStick } from '@quorate/custody/sticks/eject';
import type { Io } from '../io.ts';
import { toBeDeclared } from '../stick/declare.ts';
import { type Room, untilAccepted } from './room.ts';

/** A folder takes this besides the keys: kit, manifest, journal; and this for every key, its lines in those. */
const besidesKeys = 1024 * 1024;
const besidesEachKey = 2048;

/** A stick as it was looked at, with what was said of it. */
export interface JudgedStick {
  readonly path: string;
  readonly seen: Drive;
  readonly declaration: Declaration | null;
}

/**
 * Judges the sticks before anything is sealed: what is refused later costs a whole ceremony. What speaks against a
 * stick without forbidding it takes a yes; one that is not seen to be encrypted, a word that the journal keeps.
 * @throws `stick-unfit`, `medium-full`, `medium-read-only`, `stick-twice`: the first refusal
 */
export async function judgeSticks(
  sticks: readonly string[],
  plan: Plan,
  sources: readonly Source[],
  keys: readonly KeyReport[],
  room: Room,
  io: Io,
): Promise<JudgedStick[]> {
  const isRehearsal = plan.purpose === 'rehearsal';
  const bytes = keys.reduce((sum, key) => sum + key.bytes + besidesEachKey, besidesKeys);
  const seen = sticks.map((path) => driveAt(path));
  const imported = importSticks(sources);
  const needs = seen.map(
    (_, index): Need => ({ bytes, isRehearsal, chosen: seen.slice(0, index), imported }),
  );
  // What nobody can allow comes before anybody is asked anything.
  for (const [index, drive] of seen.entries()) {
    naming(index, sticks, () => refuseUnfit(drive, needs[index] as Need, { kind: 'hardware' }));
  }
  const judged: JudgedStick[] = [];
  for (const [index, path] of sticks.entries())
    judged.push(await judgeStick(path, needs[index] as Need, plan, room, io));
  return judged;
}

/**
 * Refuses sticks that nobody could allow whatever is sealed, before anybody has typed anything.
 * @throws as {@link judgeSticks}
 */
export function refuseSticks(sticks: readonly string[], { purpose }: Plan, sources: readonly Source[]): void {
  const seen = sticks.map((path) => driveAt(path));
  const imported = importSticks(sources);
  for (const [index, drive] of seen.entries()) {
    const chosen = seen.slice(0, index);
    const need: Need = { bytes: besidesKeys, isRehearsal: purpose === 'rehearsal', chosen, imported };
    naming(index, sticks, () => refuseUnfit(drive, need, { kind: 'hardware' }));
  }
}

/** A source that is not there is refused when it is read. */
function importSticks(sources: readonly Source[]): PhysicalStick[] {
  return sticksBelow(sources.filter(({ path }) => existsSync(path)));
}

/** Devices have names that nobody has typed: which stick it is comes first. */
function naming(index: number, sticks: readonly string[], judge: () => void): void {
  try {
    judge();
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    throw new QuorateError(
      error.code,
      `stick ${index + 1}, at ${sticks[index]}: ${error.message}`,
      `${error.hint ?? 'take another'}; nothing was sealed`,
    );
  }
}

/** Judges what lies at one place, now. @throws as {@link judgeSticks} */
async function judgeStick(path: string, need: Need, plan: Plan, room: Room, io: Io): Promise<JudgedStick> {
  const seen = driveAt(path);
  // What nobody can allow comes before anybody is asked anything.
  refuseUnfit(seen, need, { kind: 'hardware' });
  const declaration = await declarationFor(seen, need, plan, room, io);
  const objections = need.isRehearsal ? [] : refuseUnfit(seen, need, declaration);
  const warnings = [
    ...objections.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`),
    ...leftoverLines(leftoversOfOthers(path, need), path).map((line) => `WARNING: ${line}`),
  ];
  if (warnings.length > 0) await room.agree(warnings, 'Use this stick all the same? Type yes:', 'yes');
  return { path, seen, declaration };
}

/** What an earlier try left of this ceremony is told when it is written again. */
function leftoversOfOthers(path: string, { own }: Need): Leftovers {
  const left = leftoversOn(path);
  return { ...left, found: left.found.filter((one) => own === undefined || !one.path.endsWith(own)) };
}

/** Asks for nothing where nothing is to be declared. */
async function declarationFor(
  drive: Drive,
  need: Need,
  { custodians }: Plan,
  room: Room,
  io: Io,
): Promise<Declaration | null> {
  const shown = toBeDeclared(drive, need);
  if (shown.length === 0) return null;
  return untilAccepted(room, io, async () => checkDeclaration(await room.declare(shown), custodians));
}

/**
 * Writes every stick and reads it back, then has each plugged in again and reads it anew. A stick that fails may be
 * plugged in and tried again, or another in its place.
 */
export async function holdSticks(
  ceremony: Ceremony,
  sticks: readonly JudgedStick[],
  room: Room,
  io: Io,
): Promise<void> {
  for (const [index, stick] of sticks.entries()) {
    const isDone = await attempt(room, io, index + 1, () => write(ceremony, index + 1, stick, room, io));
    if (!isDone) await writeAgain(ceremony, index + 1, stick.path, room, io);
  }
  for (const [index, { path }] of sticks.entries()) {
    while (standing(ceremony, index + 1) === 'written') {
      await attempt(room, io, index + 1, () => plugInAgain(ceremony, index + 1, room, io));
      // Lost or failed: another may take its place.
      if (standing(ceremony, index + 1) !== 'verified') await writeAgain(ceremony, index + 1, path, room, io);
    }
  }
  await finish(ceremony, room, io);
}

function standing({ state }: Ceremony, number: number): StickFacts['state'] | null {
  const sticks = state.step === 'sticks' ? state.sticks : [];
  return sticks.find((stick) => stick.number === number)?.state ?? null;
}

async function write(
  ceremony: Ceremony,
  number: number,
  { path, seen, declaration }: JudgedStick,
  room: Room,
  io: Io,
): Promise<void> {
  const pace = new Pace();
  const onProgress = ({ step, done, all }: WriteProgress) =>
    io.progress(`${paceText(done, all, pace.at(performance.now() / 1000, done, all))}  ${step}`);
  const onWarning = (warning: string) => io.say(`WARNING: ${warning}`);
  const folder = await ceremony.writeStick(number, path, { onProgress, onWarning, seen, declaration });
  io.say(`stick ${number}: written and read back, ${folder}`);
  if (room.isPatient && !seen.isFolder) io.say(`stick ${number}: ${await putAway(path)}`);
}

/** Until it is written, or people go without it. */
async function writeAgain(
  ceremony: Ceremony,
  number: number,
  path: string,
  room: Room,
  io: Io,
): Promise<void> {
  const advice = `Plug stick ${number} in again, or another in its place, unlock it, and mount it at ${path}.`;
  while (await room.tryAgain(advice)) {
    const { state } = ceremony;
    if (state.step !== 'sticks') throw new Error('sticks are written in their step');
    const isDone = await attempt(room, io, number, async () => {
      const stick = await judgeStick(path, ceremony.needOf(number), state.plan, room, io);
      await write(ceremony, number, stick, room, io);
    });
    if (isDone) return;
  }
}

function plugInAgain(ceremony: Ceremony, number: number, room: Room, io: Io): Promise<void> {
  return untilAccepted(room, io, async () => {
    const came = await room.replug(number);
    if (came === 'lost') return ceremony.giveUpStick(number);
    ceremony.verifyStick(number, came === 'back');
    if (came === 'back') io.say(`stick ${number}: plugged in again, as it was written`);
  });
}

/** What is left to a person before a stick is taken out. One that cannot be ejected here is written all the same. */
async function putAway(path: string): Promise<string> {
  try {
    return (await ejectStick(path)).words;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return `it could not be ejected here (${error.message}): unmount ${path}, then take it out`;
  }
}

/** What concerns one stick; people may mend it, or take another. */
const oneStickOnly = new Set(['stick-unfit', 'stick-unencrypted', 'stick-twice', 'not-confirmed']);

/**
 * A stick that fails does not end a ceremony while there are others; without people at a terminal it does.
 * @returns whether it went well
 */
async function attempt(room: Room, io: Io, stick: number, step: () => Promise<void>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    const mayGoOn =
      error instanceof QuorateError && (error.group === 'medium' || oneStickOnly.has(error.code));
    if (!room.isPatient || !mayGoOn) throw error;
    io.say(
      `stick ${stick} FAILED: ${error.message}`,
      ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]),
    );
    return false;
  }
}

async function finish(ceremony: Ceremony, room: Room, io: Io): Promise<void> {
  const { state } = ceremony;
  if (state.step !== 'sticks') throw new Error('the sticks are not written yet');
  const { plan, sticks } = state;
  const verified = sticks.filter((stick) => stick.state === 'verified').length;
  const wanted = Math.max(2, plan.sticks);
  if (verified === 0) {
    throw new QuorateError(
      'stick-unfit',
      'no stick could be written and verified',
      'start again with other sticks',
    );
  }
  if (verified >= wanted) return ceremony.finishSticks(null);
  const said = `${verified} of ${wanted} sticks`;
  await untilAccepted(room, io, async () => {
    const isPlanned = plan.sticks === 1 && plan.singleStickReason !== null;
    const reason = isPlanned
      ? (plan.singleStickReason as string)
      : checkReason(await room.reason(`Only ${said} are verified. Why go on with fewer?`), plan.custodians);
    ceremony.finishSticks({ reason, people: await room.twoPeople(`going on with ${said}`) });
  });
}
