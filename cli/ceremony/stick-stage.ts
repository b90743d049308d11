import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { checkDeclaration } from '@quorate/custody/ceremony/reasons';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive, type Need } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import { leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import type { WriteProgress } from '@quorate/custody/folder/write';
import type { Io } from '../io.ts';
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
  keys: readonly KeyReport[],
  room: Room,
  io: Io,
): Promise<JudgedStick[]> {
  const isRehearsal = plan.purpose === 'rehearsal';
  const bytes = keys.reduce((sum, key) => sum + key.bytes + besidesEachKey, besidesKeys);
  const seen = sticks.map((path) => driveAt(path));
  const needs = seen.map((_, index): Need => ({ bytes, isRehearsal, chosen: seen.slice(0, index) }));
  // What nobody can allow comes before anybody is asked anything.
  for (const [index, drive] of seen.entries()) refuseUnfit(drive, needs[index] as Need, { kind: 'hardware' });
  const judged: JudgedStick[] = [];
  const warnings: string[] = [];
  for (const [index, path] of sticks.entries()) {
    const [drive, need] = [seen[index] as Drive, needs[index] as Need];
    const declaration = await declarationFor(drive, need, plan, room, io);
    const objections = refuseUnfit(drive, need, declaration);
    if (!isRehearsal)
      warnings.push(...objections.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`));
    for (const line of leftoverLines(leftoversOn(path), path)) warnings.push(`WARNING: ${line}`);
    judged.push({ path, seen: drive, declaration });
  }
  if (warnings.length > 0) await room.agree(warnings, 'Use these sticks all the same? Type yes:', 'yes');
  return judged;
}

/** Asks for nothing where nothing is to be declared. */
async function declarationFor(
  drive: Drive,
  need: Need,
  { custodians }: Plan,
  room: Room,
  io: Io,
): Promise<Declaration | null> {
  const unseen = judgeDrive(drive, need).filter(({ severity }) => severity === 'declare');
  if (unseen.length === 0) return null;
  const shown = unseen.map(({ message, remedy }) => `BLOCKED: ${message}: ${remedy}`);
  return untilAccepted(room, io, async () => checkDeclaration(await room.declare(shown), custodians));
}

/** Writes every stick and reads it back, then has each plugged in again and reads it anew. */
export async function holdSticks(
  ceremony: Ceremony,
  sticks: readonly JudgedStick[],
  room: Room,
  io: Io,
): Promise<void> {
  for (const [index, { path, seen, declaration }] of sticks.entries()) {
    await attempt(room, io, index + 1, async () => {
      const onProgress = ({ step }: WriteProgress) => io.progress(step);
      const folder = await ceremony.writeStick(index + 1, path, { onProgress, seen, declaration });
      io.say(`stick ${index + 1} of ${sticks.length}: written and read back, ${folder}`);
    });
  }
  const written = ceremony.state.step === 'sticks' ? ceremony.state.sticks : [];
  for (const { number, state } of written) {
    if (state !== 'written') continue;
    await attempt(room, io, number, () =>
      untilAccepted(room, io, async () => {
        const came = await room.replug(number);
        if (came === 'lost') return ceremony.giveUpStick(number);
        ceremony.verifyStick(number, came === 'back');
        if (came === 'back') io.say(`stick ${number}: plugged in again, as it was written`);
      }),
    );
  }
  await finish(ceremony, room, io);
}

/** A stick that fails does not end a ceremony while there are others; without people at a terminal it does. */
async function attempt(room: Room, io: Io, stick: number, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const mayGoOn =
      error instanceof QuorateError && (error.group === 'medium' || error.code === 'stick-unfit');
    if (!room.isPatient || !mayGoOn) throw error;
    io.say(
      `stick ${stick} FAILED: ${error.message}`,
      ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]),
    );
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
      : await room.reason(`Only ${said} are verified. Why go on with fewer?`);
    ceremony.finishSticks({ reason, people: await room.twoPeople(`going on with ${said}`) });
  });
}
