import { QuorateError } from '@quorate/crypto-core/errors';
import { type Reread, readPatiently } from '../files/patient-read.ts';
import { withFile } from '../files/read.ts';
import { withFilePastCache } from '../files/write.ts';
import { pieceBytes, type Sample } from './probe-write.ts';
import { sectorBytes, type TaggedSectors, type Tally } from './tagged-sectors.ts';

/** What reading back brought to light, in bytes. */
export interface ProbeFindings extends Tally {
  /** All that was read, the second look at the first included. */
  readonly read: number;
  /** Pieces that could not be read, of at most 1 MiB, and what was said of the first, with its place. */
  readonly unreadable: { readonly pieces: number; readonly first: QuorateError | null };
  readonly isPastCache: boolean;
  readonly rereads: readonly Reread[];
}

/** A piece of a sample. */
interface Piece {
  readonly sample: Sample;
  /** Bytes from the start of the sample. */
  readonly at: number;
}

/** The first are read again at the end: what a controller keeps of the last it was given is gone by then. */
const againBytes = 64 * pieceBytes;
/** So much wrong is proof; from there on only some pieces are read, to tell how much is right. */
const proofBytes = 64 * pieceBytes;
const furtherPieces = 256;
/** Each takes a stick that fails many seconds. */
const maxUnreadable = 8;
/** More of them say nothing more. */
const maxRereads = 100;

/**
 * Reads samples back, from the medium where the system has a way: the last first, then the first again.
 * @param onRead told of the bytes that were read
 * @throws `file-…` and `medium-…` codes for what has nothing to do with single places
 */
export async function readSamples(
  sectors: TaggedSectors,
  samples: readonly Sample[],
  onRead: (bytes: number) => Promise<void>,
): Promise<ProbeFindings> {
  const sums = { right: 0, moved: 0, wrong: 0, read: 0 };
  const rereads: Reread[] = [];
  const unreadable = { pieces: 0, first: null as QuorateError | null };
  let isPastCache = true;
  const noteReread = (reread: Reread) => {
    if (rereads.length < maxRereads) rereads.push(reread);
  };
  const look = async (piece: Piece) => {
    try {
      const { tally, isDirect } = readPiece(sectors, piece, noteReread);
      isPastCache &&= isDirect;
      sums.read += bytesOf(piece);
      sums.right += tally.right;
      sums.moved += tally.moved;
      sums.wrong += tally.wrong;
    } catch (error) {
      if (!(error instanceof QuorateError) || error.code !== 'medium-failed') throw error;
      unreadable.first ??= error;
      unreadable.pieces++;
    }
    await onRead(sums.read);
  };
  const isProved = () => sums.moved + sums.wrong >= proofBytes || unreadable.pieces >= maxUnreadable;
  const pieces = samples.flatMap((sample) =>
    Array.from({ length: Math.ceil(sample.bytes / pieceBytes) }, (_, at) => ({
      sample,
      at: at * pieceBytes,
    })),
  );
  let rest = pieces.length;
  while (rest > 0 && !isProved()) await look(pieces[--rest] as Piece);
  if (rest > 0 && unreadable.pieces < maxUnreadable) {
    // An even choice of all, counted anew: how much of the whole is right.
    const proof = { ...sums };
    Object.assign(sums, { right: 0, moved: 0, wrong: 0 });
    const step = Math.max(1, Math.floor(pieces.length / furtherPieces));
    for (let at = 0; at < pieces.length && unreadable.pieces < maxUnreadable; at += step)
      await look(pieces[at] as Piece);
    if (sums.moved + sums.wrong === 0) Object.assign(sums, proof);
  } else if (sums.moved + sums.wrong + unreadable.pieces === 0) {
    for (const piece of pieces.slice(0, Math.ceil(againBytes / pieceBytes))) await look(piece);
  }
  return { ...sums, unreadable, isPastCache, rereads };
}

function readPiece(
  sectors: TaggedSectors,
  piece: Piece,
  onReread: (reread: Reread) => void,
): { readonly tally: Tally; readonly isDirect: boolean } {
  const { sample, at } = piece;
  const first = sample.first + at / sectorBytes;
  const length = bytesOf(piece);
  let tally: Tally = { right: 0, moved: 0, wrong: length };
  const use = (descriptor: number, place: Uint8Array) => {
    const got = readPatiently(sample.path, descriptor, place, sample.at + at, onReread);
    const read = sectors.tally(place.subarray(0, Math.min(got, length)), first);
    // A file that became shorter lacks what was written.
    tally = { ...read, wrong: read.wrong + Math.max(0, length - got) };
  };
  const isDirect = withFilePastCache(sample.path, use, sample.at);
  if (!isDirect) {
    withFile(sample.path, Number.MAX_SAFE_INTEGER, (descriptor) => use(descriptor, new Uint8Array(length)));
  }
  return { tally, isDirect };
}

function bytesOf({ sample, at }: Piece): number {
  return Math.min(pieceBytes, sample.bytes - at);
}
