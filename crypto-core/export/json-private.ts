import { decodeSecretBase64 } from '../keys/secret-base64.ts';
import { objectOf, readSecretJson } from '../keys/secret-json.ts';
import { publicText, unescapedBytes } from '../keys/secret-json-values.ts';
import type { PrivateKey } from './pkcs8.ts';

/** By `priv_key.type`: the algorithm, and how many of the value's bytes are the secret (of how many). */
const kinds: ReadonlyMap<string, { kind: 'point' | 'octets'; algorithm: string; length: number }> = new Map([
  ['tendermint/PrivKeyEd25519', { kind: 'octets', algorithm: 'ed25519', length: 64 }],
  ['tendermint/PrivKeySecp256k1', { kind: 'point', algorithm: 'secp256k1', length: 32 }],
  ['tendermint/PrivKeySecp256k1eth', { kind: 'point', algorithm: 'secp256k1', length: 32 }],
]);

/**
 * The private key of a CometBFT key file, `priv_key{type, value}` (`privval/file.go`, `p2p/key.go`).
 * @param bytes stay as they are, and the caller's to zero
 * @returns null when it is none, or of a type that PKCS #8 tools do not know
 */
export function privateKeyOfCometbft(bytes: Uint8Array): PrivateKey | null {
  const wrapper = objectOf(readSecretJson(bytes))?.get('priv_key');
  if (wrapper?.kind !== 'object') return null;
  const known = kinds.get(publicText(wrapper.members.get('type'), 200) ?? '');
  const value = wrapper.members.get('value');
  if (known === undefined || value?.kind !== 'string') return null;
  const secret = decoded(unescapedBytes(value.quoted));
  if (secret === null) return null;
  const { kind, algorithm, length } = known;
  if (secret.length !== length) {
    secret.fill(0);
    return null;
  }
  if (kind === 'point') return { kind, algorithm, scalar: secret };
  const seed = secret.slice(0, 32);
  secret.fill(0);
  return { kind, algorithm, secret: seed };
}

/**
 * The seed of a softsign key of tmkms, 32 bytes in base64 or raw (64 with the public key). Nothing in such a file says
 * what it is: only for one that was recognised by its name.
 */
export function privateKeyOfSeed(bytes: Uint8Array): PrivateKey | null {
  if (bytes.length > 100) return null;
  const isRaw = bytes.length === 32 || bytes.length === 64;
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) <= 0x20) end--;
  const secret = isRaw ? bytes.slice() : decoded(bytes.slice(0, end));
  if (secret === null) return null;
  const isSeed = secret.length === 32 || secret.length === 64;
  const seed = secret.slice(0, 32);
  secret.fill(0);
  if (isSeed) return { kind: 'octets', algorithm: 'ed25519', secret: seed };
  seed.fill(0);
  return null;
}

/** @param text in an array of its own, zeroed here */
function decoded(text: Uint8Array): Uint8Array | null {
  const secret = decodeSecretBase64(text);
  text.fill(0);
  return secret;
}
