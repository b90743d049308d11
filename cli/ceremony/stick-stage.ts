import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import { leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import type { WriteProgress } from '@quorate/custody/folder/write';
import type { Io } from '../io.ts';
import { type Room, untilAccepted } from './room.ts';

/** A folder takes this besides the keys: kit, manifest, journal; and this for every key, its lines in those. */
const besidesKeys = 1024 * 1024;
const besidesEachKey = 2048;

/**
 * Judges the sticks before anything is sealed: what is refused later costs a whole ceremony. What speaks against a
 * stick without forbidding it takes a yes.
 * @throws `stick-unfit`, `medium-full`, `medium-read-only`, `stick-twice`: the first refusal
 */
export async function judgeSticks(
  sticks: readonly string[],
  plan: Plan,
  keys: readonly KeyReport[],
  room: Room,
): Promise<void> {
  const isRehearsal = plan.purpose === 'rehearsal';
  const bytes = keys.reduce((sum, key) => sum + key.bytes + besidesEachKey, besidesKeys);
  const chosen: Drive[] = [];
  const warnings: string[] = [];
  for (const stick of sticks) {
    const drive = driveAt(stick);
    const objections = refuseUnfit(drive, { bytes, isRehearsal, chosen });
    if (!isRehearsal)
      warnings.push(...objections.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`));
    for (const line of leftoverLines(leftoversOn(stick), stick)) warnings.push(`WARNING: ${line}`);
    chosen.push(drive);
  }
  if (warnings.length > 0) await room.agree(warnings, 'Use these sticks all the same? Type yes:', 'yes');
}

/** Writes every stick and reads it back, then has each plugged in again and reads it anew. */
export async function holdSticks(
  ceremony: Ceremony,
  sticks: readonly string[],
  room: Room,
  io: Io,
): Promise<void> {
  for (const [index, stick] of sticks.entries()) {
    await attempt(room, io, index + 1, async () => {
      const onProgress = ({ step }: WriteProgress) => io.progress(step);
      const folder = await ceremony.writeStick(index + 1, stick, { onProgress });
      io.say(`stick ${index + 1} of ${sticks.length}: written and read back, ${folder}`);
    });
  }
  const written = ceremony.state.step === 'sticks' ? ceremony.state.sticks : [];
  for (const { number, folder, state } of written) {
    if (state !== 'written') continue;
    await attempt(room, io, number, () =>
      untilAccepted(room, io, async () => {
        const came = await room.replug(number, folder);
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
