import { foldedName } from '../archive/names.ts';
import type { KeyDescription } from './key-description.ts';
import { readSigningState } from './signing-state.ts';

const jsonStart = 64 * 1024;
/** Raw or in base64, 32 or 64 bytes; no key in JSON is so short. */
const largestSeed = 100;

/**
 * The type under which a file has to pass the double-sign guard. What is recognised counts, not what a manifest
 * says; and where a file is not recognised, whether a node might load it as a validator key all the same: CometBFT
 * takes the last of two members, ignores others, and does not care about their case.
 * @param bytes the whole file
 * @param path relative to the restored folder
 * @param claimed the type its manifest gives; it can add suspicion, never take it away
 */
export function guardedType(bytes: Uint8Array, path: string, now: KeyDescription, claimed: string): string {
  const base = foldedName(path.slice(path.lastIndexOf('/') + 1));
  if (now.type === stateType || (base.includes('state') && isState(bytes))) return stateType;
  // The old form counts only under the old name: CometBFT ignores a state inside its key file of today.
  if (now.type === legacyType) return base === 'priv_validator.json' ? legacyType : keyType;
  if (now.type === 'cometbft-node-key') return mayBeNodeKey(bytes, base, claimed) ? now.type : keyType;
  if (now.type !== 'opaque') return now.type;
  if (claimed === keyType || claimed === legacyType) return keyType;
  return /priv_?val.*key/.test(base) || namesPrivateKey(bytes) ? keyType : now.type;
}

const keyType = 'cometbft-priv-validator-key';
const stateType = 'cometbft-priv-validator-state';
const legacyType = 'cometbft-priv-validator-legacy';

/** CometBFT would load a node key as a validator's under its name; a bare seed of tmkms is told by its name alone. */
function mayBeNodeKey(bytes: Uint8Array, base: string, claimed: string): boolean {
  const isSeed = bytes.length <= largestSeed && claimed !== keyType && claimed !== legacyType;
  return base === 'node_key.json' || isSeed;
}

function isState(bytes: Uint8Array): boolean {
  try {
    readSigningState(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether something that begins like JSON has a member `priv_key`, in whatever case and with whatever escapes. */
function namesPrivateKey(bytes: Uint8Array): boolean {
  let text = '';
  for (const byte of bytes.subarray(0, jsonStart))
    if (byte > 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
  if (!text.startsWith('{')) return false;
  const plain = text.replace(/\\u00([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /"priv_key"/i.test(plain);
}
