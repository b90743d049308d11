/** A name in a file of secrets, and whether its value should not be seen. */
export interface VariableName {
  readonly name: string;
  /** The line it stands in, from 1. */
  readonly line: number;
  readonly looksSecret: boolean;
}

const secretWords = new Set(
  'pass passwd pwd token tokens key keys auth credential credentials seed salt dsn jwt cookie pin private sk xprv wif'.split(
    ' ',
  ),
);
const secretParts = /password|passphrase|secret|mnemonic|apikey|privkey|privatekey/;
/** What is behind such a word says that the value is about a secret, and none. */
const aboutWords = new Set(
  'dir directory file path url uri id name type algorithm ttl expiry expires length size count enabled public pub'.split(
    ' ',
  ),
);

/** Whether what a name stands for should not be seen, going by the name and the shape of the value. */
export function looksSecret(name: string, value: Uint8Array): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_./-]+/);
  const isAbout = aboutWords.has(words.at(-1) ?? '') || words.includes('public');
  if (!isAbout && words.some((word) => secretWords.has(word) || secretParts.test(word)))
    return value.length > 0;
  return hasPasswordInAddress(value) || isRandomText(value);
}

/** `scheme://user:password@host`. */
function hasPasswordInAddress(value: Uint8Array): boolean {
  const at = value.indexOf(0x40);
  if (at < 0 || at > 500) return false;
  const before = String.fromCharCode(...value.subarray(0, at));
  return /^["']?[a-z][a-z0-9+.-]*:\/\/[^/]*:[^/]+$/i.test(before);
}

/** One run of at least 32 letters and digits, both of them, as keys in hex and base64 are. */
function isRandomText(value: Uint8Array): boolean {
  if (value.length < 32 || value.length > 4096) return false;
  const text = String.fromCharCode(...value);
  return /^["']?[A-Za-z0-9+/_=-]{32,}["']?$/.test(text) && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/**
 * Whether a text may be shown as a name: long runs of letters and digits without a break are no name but perhaps a
 * secret that stands where a name belongs.
 */
export function mayBeShown(name: string): boolean {
  return name.split(/[_./-]/).every((word) => word.length < 20 || !/[0-9]/.test(word));
}
