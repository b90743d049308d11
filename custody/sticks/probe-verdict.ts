import { QuorateError } from '@quorate/crypto-core/errors';
import type { ProbeFindings } from './probe-read.ts';
import type { ProbeResult } from './probe-result.ts';
import { pieceBytes } from './probe-write.ts';

/** So much that reads back wrong is no broken sector. */
const tooMuch = 64 * 1024;
/** So many pieces that cannot be read are no broken sector either. */
const tooMany = 4;

/**
 * Says what is wrong with a stick, if anything is.
 * @throws `medium-fake` when places are one, or too much is lost; `medium-failed` for a place that cannot be read;
 * `medium-differs` for anything else that reads back wrong
 */
export function judgeProbe(
  root: string,
  { size, free, tested, reach }: Pick<ProbeResult, 'size' | 'free' | 'tested' | 'reach'>,
  { right, moved, wrong, unreadable }: ProbeFindings,
): void {
  const bad = moved + wrong + unreadable.pieces * pieceBytes;
  if (bad === 0) return;
  if (moved === 0 && wrong < tooMuch && unreadable.pieces < tooMany) {
    if (unreadable.first !== null) throw unreadable.first;
    throw new QuorateError(
      'medium-differs',
      `the stick at ${root} gives back otherwise than it was written: ${bytesText(wrong)} of ${bytesText(tested)}`,
      'do not trust this stick: use another',
    );
  }
  const share = right / (right + bad);
  // With samples from one place alone nothing is known of the whole.
  const holds =
    reach === 'near' ? '' : `; it seems to hold about ${gigabytes(size - free + free * share)} GB`;
  const how =
    moved > 0 ? 'different places of it turn out to be one' : 'it loses what is written to a part of it';
  throw new QuorateError(
    'medium-fake',
    `the stick at ${root} has less room than it says: of ${gigabytes(size)} GB, ${how}${holds}`,
    'it is a counterfeit or broken: put nothing on it, take it back to who sold it, and use another; what it held may be damaged',
    unreadable.first === null ? {} : { cause: unreadable.first },
  );
}

function bytesText(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function gigabytes(bytes: number): string {
  const value = bytes / 1e9;
  return value < 0.1 ? value.toFixed(3) : value.toFixed(1);
}
