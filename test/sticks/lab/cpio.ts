import { Buffer } from 'node:buffer';

/** An entry of an archive that the kernel unpacks as its first root folder. */
export interface CpioEntry {
  /** Relative, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** A file's contents, or where a link points to. */
  readonly bytes?: Uint8Array;
}

const kinds = { file: 0o100755, folder: 0o040755, link: 0o120777 };

/** Packs entries as "newc" cpio, the format of an initramfs (kernel: early-userspace/buffer-format). */
export function packCpio(entries: readonly CpioEntry[]): Buffer {
  const all = entries.map((entry, index) => packEntry(entry.path, kinds[entry.kind], index + 1, entry.bytes));
  return Buffer.concat([...all.flat(), ...packEntry('TRAILER!!!', 0, 0, undefined)]);
}

function packEntry(
  path: string,
  mode: number,
  inode: number,
  bytes: Uint8Array = new Uint8Array(0),
): Uint8Array[] {
  const name = Buffer.from(`${path}\0`);
  // inode, mode, uid, gid, links, time, size, device ×2, special device ×2, length of the name, checksum
  const fields = [inode, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return [header, name, padding(header.length + name.length), bytes, padding(bytes.length)];
}

function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4);
}
