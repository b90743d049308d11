import { concatBytes, equalBytes, fromUtf8, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { splitUstarName } from './names.ts';

// POSIX.1-1988 ustar: a 512-byte header before each file, contents padded to 512, two zero blocks at the end.

/** Size of everything in a tar: headers and padding come in these. */
export const blockBytes = 512;

/** One entry as its header describes it. */
export interface UstarEntry {
  readonly path: string;
  readonly kind: 'file' | 'directory';
  readonly mode: number;
  readonly content: Uint8Array;
}

const magic = concatBytes(toUtf8('ustar'), new Uint8Array(1), toUtf8('00'));
const field = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  time: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  link: [157, 100],
  magic: [257, 8],
  user: [265, 32],
  group: [297, 32],
  device: [329, 16],
  prefix: [345, 155],
} as const;

/** Bytes that a content of this size takes with its padding. */
export function paddedSize(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}

/**
 * Writes the header of a file.
 * @param into 512 zero bytes
 * @param seconds modification time, Unix
 */
export function writeFileHeader(
  into: Uint8Array,
  path: string,
  mode: number,
  bytes: number,
  seconds: number,
): void {
  const { prefix, name } = splitUstarName(path);
  const put = ([at]: readonly [number, number], value: Uint8Array) => into.set(value, at);
  const octal = (where: readonly [number, number], value: number) =>
    put(where, toUtf8(value.toString(8).padStart(where[1] - 1, '0')));
  put(field.name, name);
  put(field.prefix, prefix);
  octal(field.mode, mode);
  octal(field.uid, 0);
  octal(field.gid, 0);
  octal(field.size, bytes);
  octal(field.time, seconds);
  put(field.type, toUtf8('0'));
  put(field.magic, magic);
  put(field.checksum, toUtf8(`${checksumOf(into).toString(8).padStart(6, '0')}\0 `));
}

/**
 * Reads every entry of a strict ustar archive; contents share memory with it. Names are decoded, not yet judged.
 * @throws `archive-damaged` when it is not a whole ustar archive, `archive-entry` for an entry of a kind that may
 * not stand in it (links, devices, GNU and pax extensions, foreign owners)
 */
export function readUstar(archive: Uint8Array): UstarEntry[] {
  const entries: UstarEntry[] = [];
  let at = 0;
  while (at + blockBytes <= archive.length) {
    const header = archive.subarray(at, at + blockBytes);
    if (isZero(header)) {
      checkEnd(archive.subarray(at));
      return entries;
    }
    const entry = readHeader(header, entries.length + 1);
    const start = at + blockBytes;
    if (start + entry.size > archive.length) throw damaged('ends in the middle of a file');
    entries.push({ ...entry, content: archive.subarray(start, start + entry.size) });
    at = start + paddedSize(entry.size);
  }
  throw damaged('has no end');
}

function readHeader(header: Uint8Array, number: number) {
  const get = ([at, length]: readonly [number, number]) => header.subarray(at, at + length);
  if (readOctal(get(field.checksum)) !== checksumOf(header))
    throw damaged(`has a damaged header, entry ${number}`);
  if (!equalBytes(get(field.magic), magic)) throw refused(number, 'is not ustar');
  const type = (get(field.type)[0] as number) - 0x30;
  if (type !== 0 && type !== 5) throw refused(number, 'is neither a file nor a directory');
  if (readOctal(get(field.uid)) !== 0 || readOctal(get(field.gid)) !== 0)
    throw refused(number, 'has an owner');
  if (!isZero(get(field.user)) || !isZero(get(field.group))) throw refused(number, "has an owner's name");
  if (!isZero(get(field.link))) throw refused(number, 'is a link');
  const size = readOctal(get(field.size));
  const mode = readOctal(get(field.mode));
  if (size === null || mode === null) throw damaged(`has a damaged header, entry ${number}`);
  const prefix = readText(get(field.prefix), number);
  const name = readText(get(field.name), number);
  const whole = prefix === '' ? name : `${prefix}/${name}`;
  if (type === 0) return { path: whole, kind: 'file' as const, mode, size };
  if (size !== 0) throw refused(number, 'is a directory with contents');
  return { path: whole.replace(/\/$/, ''), kind: 'directory' as const, mode, size };
}

/** Octal digits closed by NUL or space, or null: base-256 and signed numbers are not for us. */
function readOctal(bytes: Uint8Array): number | null {
  const digits = /^([0-7]{1,11})[\0 ]*$/.exec(String.fromCharCode(...bytes))?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 8);
}

function readText(bytes: Uint8Array, number: number): string {
  const end = bytes.indexOf(0);
  if (end !== -1 && !isZero(bytes.subarray(end))) throw refused(number, 'has something behind its name');
  return fromUtf8(end === -1 ? bytes : bytes.subarray(0, end), `the name of archive entry ${number}`);
}

/** Sum of the header's bytes with the checksum field as spaces. */
function checksumOf(header: Uint8Array): number {
  const [at, length] = field.checksum;
  let sum = 0;
  for (let i = 0; i < blockBytes; i++) sum += i >= at && i < at + length ? 0x20 : (header[i] as number);
  return sum;
}

function checkEnd(rest: Uint8Array): void {
  if (rest.length < 2 * blockBytes || rest.length % blockBytes !== 0) throw damaged('has no end');
  if (!isZero(rest)) throw damaged('has something behind its end');
}

function isZero(bytes: Uint8Array): boolean {
  // A loop: this looks at every header and every name, and `every` calls a function for each byte.
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

function damaged(how: string): QuorateError {
  return new QuorateError('archive-damaged', `the archive in the bundle ${how}`);
}

function refused(number: number, why: string): QuorateError {
  return new QuorateError('archive-entry', `entry ${number} of the archive in the bundle ${why}`);
}
