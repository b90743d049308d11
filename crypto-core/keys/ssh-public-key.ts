import { fromBase64 } from '../encoding.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { sshFingerprint } from './ssh-blob.ts';

const longest = 16 * 1024;

/** The line of an OpenSSH `.pub` file: type, base64, comment. */
export async function recogniseSshPublicKey({ bytes }: KeyFile): Promise<KeyDescription | null> {
  // "ssh-", "ecdsa-" or "sk-": most files are done with here.
  if (bytes.length > longest || (bytes[0] !== 0x73 && bytes[0] !== 0x65)) return null;
  const text = String.fromCharCode(...bytes);
  const [, base64] = /^(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ ([A-Za-z0-9+/]+=*)(?: [^\n]*)?\r?\n?$/.exec(text) ?? [];
  const blob = base64 === undefined ? null : fromBase64(base64);
  if (blob === null) return null;
  const note = {
    code: 'public-key',
    text: 'It is a public key of SSH and no more: it restores nothing. The private key must be in another file.',
  } as const;
  return { ...opaque(note), facts: [{ label: 'ssh fingerprint', value: sshFingerprint(blob) }] };
}
