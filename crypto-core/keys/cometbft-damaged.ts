import { type KeyDescription, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import type { JsonFault } from './secret-json.ts';

/**
 * What looks like a file of CometBFT by its name or its words, but is none that could be read: still opaque, and
 * the person is told, for it may be the only copy of a key that everyone believes to be backed up.
 */
export async function recogniseCometbftDamaged(file: KeyFile): Promise<KeyDescription | null> {
  if (!looksLikeOne(file)) return null;
  const what = `It looks like a key or state file of CometBFT, but`;
  if (file.json.fault === null) {
    return opaque({ code: 'unknown-shape', text: `${what} it has not the members of one. ${advice}` });
  }
  const { code, text } = faultNotes[file.json.fault];
  const where =
    file.json.fault === 'byte-order-mark' ? '' : ` (at byte ${file.json.at} of ${file.bytes.length})`;
  return opaque({ code, text: `${what} ${text}${where}. ${advice}` });
}

const advice = 'It is kept as it is. Compare it with the original before you rely on this copy.';

const faultNotes: Record<JsonFault, KeyNote> = {
  syntax: { code: 'not-json', text: 'it is not JSON: it was cut off or damaged' },
  'byte-order-mark': {
    code: 'byte-order-mark',
    text: 'it begins with a byte order mark, as some editors on Windows add it, and CometBFT does not load it',
  },
  'duplicate-member': {
    code: 'duplicate-member',
    text: 'it names a member twice, so its meaning is not certain',
  },
  'too-deep': { code: 'too-deep', text: 'it is nested deeper than any such file' },
};

function looksLikeOne({ bytes, baseName, json }: KeyFile): boolean {
  if (/^(priv_validator|node_key).*\.json/i.test(baseName)) return true;
  if (['"priv_key"', 'tendermint/PrivKey', 'cometbft/PrivKey'].some((word) => includes(bytes, word)))
    return true;
  // Well-formed JSON with these words somewhere is rather a dump of a chain's state than a broken state file.
  return json.fault !== null && ['"height"', '"round"', '"step"'].every((word) => includes(bytes, word));
}

function includes(bytes: Uint8Array, ascii: string): boolean {
  const last = bytes.length - ascii.length;
  for (let start = bytes.indexOf(ascii.charCodeAt(0)); start >= 0 && start <= last; ) {
    let i = 1;
    while (i < ascii.length && bytes[start + i] === ascii.charCodeAt(i)) i++;
    if (i === ascii.length) return true;
    start = bytes.indexOf(ascii.charCodeAt(0), start + 1);
  }
  return false;
}
