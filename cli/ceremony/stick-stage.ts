import type { Plan } from '@quorate/crypto-core/documents/plan';
import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive, type Objection } from '@quorate/custody/drives/judge';
import { leftoverAdvice, leftoversOn } from '@quorate/custody/folder/leftovers';
import type { Io } from '../io.ts';
import type { Room } from './room.ts';

/** A folder takes this besides the keys: kit, manifest, journal. */
const besidesKeys = 1024 * 1024;

/**
 * Judges the sticks before anything is sealed: what is refused later costs a whole ceremony.
 * @throws `stick-unfit`, `medium-full`, `medium-read-only`, `stick-twice`: the first refusal
 */
export function judgeSticks(sticks: readonly string[], plan: Plan, io: Io): void {
  const chosen: Drive[] = [];
  for (const stick of sticks) {
    const drive = driveAt(stick);
    const isRehearsal = plan.purpose === 'rehearsal';
    const objections = judgeDrive(drive, { bytes: besidesKeys, isRehearsal, chosen });
    const refusal = objections.find(({ severity }) => severity === 'refuse');
    if (refusal !== undefined) throw new QuorateError(codeOf(refusal), refusal.message, refusal.remedy);
    if (!isRehearsal) {
      for (const { message, remedy } of objections) io.say(`WARNING: ${message}: ${remedy}`);
    }
    for (const leftover of leftoversOn(stick)) io.say(`WARNING: ${leftoverAdvice(leftover)}`);
    chosen.push(drive);
  }
}

function codeOf({ id }: Objection): ErrorCode {
  if (id === 'too-small') return 'medium-full';
  if (id === 'read-only') return 'medium-read-only';
  return id === 'same-stick' ? 'stick-twice' : 'stick-unfit';
}

/** Writes every stick and reads it back, then has each plugged in again and reads it anew. */
export async function holdSticks(
  ceremony: Ceremony,
  sticks: readonly string[],
  room: Room,
  io: Io,
): Promise<void> {
  for (const [index, stick] of sticks.entries()) {
    await attempt(room, io, index + 1, () => {
      const folder = ceremony.writeStick(index + 1, stick, io.progress);
      io.say(`stick ${index + 1} of ${sticks.length}: written and read back, ${folder}`);
    });
  }
  const written = ceremony.state.step === 'sticks' ? ceremony.state.sticks : [];
  for (const { number, folder } of written) {
    const replugged = await room.replug(number, folder);
    await attempt(room, io, number, () => {
      ceremony.verifyStick(number, replugged);
      if (replugged) io.say(`stick ${number}: plugged in again, as it was written`);
    });
  }
  await finish(ceremony, room);
}

/** A stick that fails does not end a ceremony while there are others; without people at a terminal it does. */
async function attempt(room: Room, io: Io, stick: number, step: () => void): Promise<void> {
  try {
    step();
  } catch (error) {
    if (!room.isPatient || !(error instanceof QuorateError) || error.group !== 'medium') throw error;
    io.say(
      `stick ${stick} FAILED: ${error.message}`,
      ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]),
    );
  }
}

async function finish(ceremony: Ceremony, room: Room): Promise<void> {
  const { state } = ceremony;
  if (state.step !== 'sticks') throw new Error('the sticks are not written yet');
  const verified = state.sticks.filter((stick) => stick.state === 'verified').length;
  const wanted = Math.max(2, state.plan.sticks);
  if (verified === 0) {
    throw new QuorateError(
      'stick-unfit',
      'no stick could be written and verified',
      'start again with other sticks',
    );
  }
  if (verified >= wanted) return ceremony.finishSticks(null);
  const reason =
    state.plan.sticks === 1 && state.plan.singleStickReason !== null
      ? state.plan.singleStickReason
      : await room.reason(`Only ${verified} of ${wanted} sticks are verified. Why go on with fewer?`);
  const people = await room.twoPeople(`going on with ${verified} of ${wanted} sticks`);
  return ceremony.finishSticks({ reason, people });
}
