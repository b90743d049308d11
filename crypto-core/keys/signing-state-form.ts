import { toUtf8 } from '../encoding.ts';
import type { SecretMembers } from './secret-json-tree.ts';
import { wholeNumber } from './secret-json-values.ts';

/**
 * Who writes a signing state like this. `horcrux` is also how Tendermint before 0.34 wrote it. A program given the
 * file of another does not go by it: CometBFT stops, horcrux starts from nothing, which is how a key signs twice.
 */
export type SigningStateForm = 'cometbft' | 'horcrux' | 'tmkms';

/** A state in CometBFT's counting of steps. */
interface Position {
  readonly height: bigint;
  readonly round: number;
  readonly step: number;
}

/** Bounds of Go's int64 and int32, and the last step of a round. */
export const [largestHeight, largestRound, largestStep] = [2n ** 63n - 1n, 2n ** 31n - 1n, 3n];

/**
 * The form by its members: `round` is a number for CometBFT alone, `block_id` (or null) stands only in tmkms's file
 * (tendermint-rs `consensus/state.rs`).
 */
export function formOfMembers(members: SecretMembers): SigningStateForm {
  if (members.get('round')?.kind !== 'string') return 'cometbft';
  return members.has('block_id') ? 'tmkms' : 'horcrux';
}

/** The round as the form writes it, or null. */
export function roundOf(members: SecretMembers, form: SigningStateForm): number | null {
  const round = wholeNumber(members.get('round'), form === 'cometbft' ? 'number' : 'string', largestRound);
  return round === null ? null : Number(round);
}

/**
 * The step in CometBFT's counting, or null. tmkms counts the steps of Tendermint's state machine and writes 3 for a
 * proposal and 6 for a vote of either kind: taken for the last one, which is the safe way.
 */
export function stepOf(members: SecretMembers, form: SigningStateForm): number | null {
  const step = wholeNumber(members.get('step'), 'number', form === 'tmkms' ? 127n : largestStep);
  if (step === null || form !== 'tmkms') return step === null ? null : Number(step);
  if (step === 0n) return 0;
  return step <= 3n ? 1 : 3;
}

/**
 * A state file as the program itself would write it, without what was signed.
 * CometBFT and horcrux (cometbft `libs/json`): two spaces' indent, no final line feed; tmkms: one line.
 */
export function stateBytes({ height, round, step }: Position, form: SigningStateForm): Uint8Array {
  if (form === 'tmkms') {
    const theirs = step === 0 ? 0 : step === 1 ? 3 : 6;
    const members = { height: height.toString(), round: round.toString(), step: theirs, block_id: null };
    return toUtf8(JSON.stringify(members));
  }
  const written = form === 'horcrux' ? round.toString() : round;
  return toUtf8(JSON.stringify({ height: height.toString(), round: written, step }, null, 2));
}
