import { equalBytes, toHex } from '../encoding.ts';
import { upperHex } from './cometbft-priv-validator-key.ts';
import { type KeyDescription, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { ed25519PublicHalf } from './public-half.ts';
import { decodeSecretBase64 } from './secret-base64.ts';

const seedBytes = 32;

/**
 * The softsign keys of tmkms (`src/key_utils.rs`): a 32-byte seed, raw or in base64, and nothing that tells what it
 * is; so its name must (`<chain>-consensus.key`, `priv_validator_key.softsign`, `kms-identity.key`). A seed under
 * another name may be any secret, whose public half would be an oracle for guesses. Only ed25519: an account key of
 * secp256k1 looks the same and has another name.
 */
export async function recogniseTmkms({ bytes, baseName }: KeyFile): Promise<KeyDescription | null> {
  const use = useByName(baseName);
  if (use === null || bytes.length > 100) return null;
  const secret = bytes.length === seedBytes || bytes.length === 64 ? bytes.slice() : decodedText(bytes);
  try {
    if (secret === null || (secret.length !== seedBytes && secret.length !== 64)) return null;
    const half = await ed25519PublicHalf(secret.subarray(0, seedBytes));
    const { publicKey, fingerprint, stored, address } = half;
    const isWhole = secret.length === seedBytes || equalBytes(secret.subarray(seedBytes), stored);
    const notes = [use === 'consensus' ? consensusNote : identityNote, ...(isWhole ? [] : [halvesDiffer])];
    const type = use === 'consensus' ? 'cometbft-priv-validator-key' : 'cometbft-node-key';
    return {
      ...opaque(...notes),
      type,
      algorithm: 'ed25519',
      publicKey,
      fingerprint,
      address: use === 'consensus' ? upperHex(address) : toHex(address),
    };
  } finally {
    secret?.fill(0);
  }
}

function useByName(baseName: string): 'consensus' | 'identity' | null {
  if (baseName.endsWith('.json')) return null;
  if (/consensus.*\.(key|softsign|base64)$|^priv_validator_key\.(softsign|key|base64)$/i.test(baseName)) {
    return 'consensus';
  }
  return /^(kms-identity|secret[_-]connection)(\.key)?$/i.test(baseName) ? 'identity' : null;
}

function decodedText(bytes: Uint8Array): Uint8Array | null {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) <= 0x20) end--;
  return decodeSecretBase64(bytes.subarray(0, end));
}

const consensusNote: KeyNote = {
  code: 'other-signer',
  text: 'It is taken for a softsign key of tmkms because of its name: the seed of a consensus key. Restore it only with a state that tmkms reads (its state_file), and when the original is stopped for good.',
};

const identityNote: KeyNote = {
  code: 'other-signer',
  text: 'It is taken for the key with which tmkms connects to its validators, because of its name; it signs no blocks.',
};

const halvesDiffer: KeyNote = {
  code: 'public-half-differs',
  text: 'It holds 64 bytes, and the second half is not the public key of the first. What is shown here is derived from the first 32 bytes.',
};
