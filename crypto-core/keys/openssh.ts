import { equalBytes } from '../encoding.ts';
import { pointCurves } from './curves.ts';
import type { KeyFact, KeyNote } from './key-description.ts';
import { encryptedNote, encryptedWith } from './pem-encrypted.ts';
import {
  claimedDiffers,
  inconsistent,
  notDerived,
  type PrivateKeyReading,
  pointKey,
} from './private-key-der.ts';
import { ed25519PublicHalf } from './public-half.ts';
import { isConsistent } from './rsa-key.ts';
import { longestModulus, octetParts, rsaParts } from './spki.ts';
import { sshCurves, sshEd25519Blob, sshFingerprint, sshPointBlob, sshRsaBlob } from './ssh-blob.ts';

/** A private key with what is told of it besides. */
export interface OpensshKey extends PrivateKeyReading {
  readonly facts: readonly KeyFact[];
}

const magic = 'openssh-key-v1\0';

/**
 * Reads the body of an `OPENSSH PRIVATE KEY` block (OpenSSH's PROTOCOL.key). Of an encrypted one only the public key
 * outside can be seen; nobody vouches for it, so it is shown as what the file states and never published.
 * @param body zeroed by the caller; nothing secret of it is kept
 * @returns null when it is none
 */
export async function readOpensshKey(body: Uint8Array): Promise<OpensshKey | null> {
  if (!startsWith(body, magic)) return null;
  const outer = new SshReader(body.subarray(magic.length));
  const [cipher, derivation, options] = [outer.text(), outer.text(), outer.string()];
  const count = outer.number();
  const publicKey = outer.string();
  const secret = outer.string();
  if (cipher === null || derivation === null || options === null || count !== 1) return null;
  if (publicKey === null || secret === null || !outer.isAtEnd) return null;
  const stated = sshFingerprint(publicKey);
  if (cipher !== 'none') {
    return {
      algorithm: algorithmOfType(new SshReader(publicKey).text() ?? ''),
      publicKey: null,
      fingerprint: null,
      notes: [encryptedNote],
      facts: [
        encryptedWith(`${cipher}, ${derivation}`),
        { label: 'ssh fingerprint, as the file states it', value: stated },
      ],
    };
  }
  const key = await readSecret(new SshReader(secret));
  if (key === null || key.blob === null || sshFingerprint(key.blob) === stated) return withFact(key);
  return withFact({ ...key, reading: { ...key.reading, notes: [...key.reading.notes, claimedDiffers] } });
}

/** A key and its public half in SSH's form, which is null where it was not derived. */
interface ReadSecret {
  readonly reading: PrivateKeyReading;
  readonly blob: Uint8Array | null;
}

function withFact(key: ReadSecret | null): OpensshKey | null {
  if (key === null) return null;
  const facts = key.blob === null ? [] : [{ label: 'ssh fingerprint', value: sshFingerprint(key.blob) }];
  return { ...key.reading, facts };
}

async function readSecret(reader: SshReader): Promise<ReadSecret | null> {
  const [check1, check2] = [reader.number(), reader.number()];
  const type = reader.text();
  if (check1 === null || check1 !== check2 || type === null) return null;
  if (type === 'ssh-ed25519') return readEd25519(reader);
  if (type === 'ssh-rsa') return readRsa(reader);
  if (type.startsWith('ecdsa-sha2-')) return readEcdsa(reader, type.slice('ecdsa-sha2-'.length));
  const note = type.startsWith('sk-') ? securityKey : undefined;
  return { reading: notDerived(algorithmOfType(type), note), blob: null };
}

async function readEd25519(reader: SshReader): Promise<ReadSecret | null> {
  const [stated, secret] = [reader.string(), reader.string()];
  if (stated === null || secret?.length !== 64) return null;
  const { stored } = await ed25519PublicHalf(secret.subarray(0, 32));
  const agrees = equalBytes(stored, stated) && equalBytes(stored, secret.subarray(32));
  const reading = { ...octetParts('ed25519', stored), notes: agrees ? [] : [claimedDiffers] };
  // Where it says so already, the public key outside says nothing new.
  return { reading, blob: agrees ? sshEd25519Blob(stored) : null };
}

async function readRsa(reader: SshReader): Promise<ReadSecret | null> {
  const [n, e, d, , p, q] = [1, 2, 3, 4, 5, 6].map(() => reader.positive());
  if (!n || !e || !d || !p || !q) return null;
  if ([n, e, d, p, q].some(({ length }) => length > longestModulus) || n.length < 32) return null;
  if (!isConsistent(n, e, d, p, q)) return { reading: notDerived('rsa', inconsistent), blob: null };
  return { reading: { ...rsaParts(n, e), notes: [] }, blob: sshRsaBlob(n, e) };
}

async function readEcdsa(reader: SshReader, curveName: string): Promise<ReadSecret | null> {
  const named = reader.text();
  const [stated, scalar] = [reader.string(), reader.positive()];
  const curve = [...pointCurves.values()].find(({ algorithm }) => sshCurves.get(algorithm) === curveName);
  if (named !== curveName || stated === null || scalar === null || curve === undefined) return null;
  const reading = await pointKey(curve, scalar, stated);
  const agrees = reading.publicKey !== null && reading.notes.length === 0;
  return { reading, blob: agrees ? sshPointBlob(curve.algorithm, stated) : null };
}

function algorithmOfType(type: string): string | null {
  if (type.endsWith('ssh-ed25519') || type.startsWith('sk-ssh-ed25519')) return 'ed25519';
  if (type === 'ssh-rsa') return 'rsa';
  if (type === 'ssh-dss') return 'dsa';
  return /^(?:sk-)?ecdsa-sha2-nistp(256|384|521)/.exec(type)?.[1]?.replace(/^/, 'p') ?? null;
}

const securityKey: KeyNote = {
  code: 'no-secret',
  text: 'Its secret is inside a hardware security key; this file is of no use without that key, and no backup of it can replace the key.',
};

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return bytes.length >= ascii.length && [...ascii].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/** Reads RFC 4251 data types; every answer is null once something did not fit. */
class SshReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  number(): number | null {
    const { bytes, at } = this;
    if (at + 4 > bytes.length) return null;
    this.at += 4;
    return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
  }

  /** A view. */
  string(): Uint8Array | null {
    const length = this.number();
    if (length === null || this.at + length > this.bytes.length) {
      this.at = this.bytes.length + 1;
      return null;
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** A short name in ASCII. */
  text(): string | null {
    const bytes = this.string();
    if (bytes === null || bytes.length > 64) return null;
    const text = String.fromCharCode(...bytes);
    return /^[\x21-\x7e]*$/.test(text) ? text : null;
  }

  /** A positive mpint without its leading zero. A view. */
  positive(): Uint8Array | null {
    const bytes = this.string();
    const first = bytes?.[0];
    if (bytes === null || first === undefined || first >= 0x80) return null;
    return first === 0 ? bytes.subarray(1) : bytes;
  }
}
