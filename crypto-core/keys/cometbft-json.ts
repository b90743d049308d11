import { equalBytes, toHex } from '../encoding.ts';
import { cometbftKeyTypes } from './cometbft-key-types.ts';
import { type KeyDescription, type KeyFileType, type KeyNote, opaque } from './key-description.ts';
import type { PublicHalf } from './public-half.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import type { SecretJson, SecretMembers } from './secret-json-tree.ts';
import { publicText, unescapedBytes } from './secret-json-values.ts';

// CometBFT's JSON (libs/json, formerly amino): a registered type stands as {"type": name, "value": …}, bytes are
// base64, 64-bit integers are digits in a string.

/** What a `priv_key` member holds. */
interface CometbftKey {
  /** Null for a type that is not known. */
  readonly algorithm: string | null;
  /** Null where it is not derived; a note then says why. */
  readonly publicHalf: PublicHalf | null;
  readonly notes: readonly KeyNote[];
}

/** Whether a member has the form of every key: a type's name and a value in base64, both strings. */
export function isKeyWrapper(member: SecretJson | undefined): member is KeyWrapper {
  if (member?.kind !== 'object') return false;
  return member.members.get('type')?.kind === 'string' && member.members.get('value')?.kind === 'string';
}

type KeyWrapper = Extract<SecretJson, { kind: 'object' }>;

/**
 * Reads a `priv_key` member and derives its public half.
 * @returns the key, or the note that says why there is none
 */
async function readCometbftKey(wrapper: KeyWrapper): Promise<CometbftKey | KeyNote> {
  const typeName = publicText(wrapper.members.get('type'), 200) ?? '';
  const value = wrapper.members.get('value') as Extract<SecretJson, { kind: 'string' }>;
  const keyType = cometbftKeyTypes.get(typeName);
  if (keyType === undefined) {
    return {
      algorithm: null,
      publicHalf: null,
      notes: [
        {
          code: 'key-type-unknown',
          text: 'The type of its private key is not known here, so no public key is shown. Compare the restored file with one you know.',
        },
      ],
    };
  }
  const text = unescapedBytes(value.quoted);
  let secret: Uint8Array | null = null;
  try {
    secret = decodeSecretBase64(text);
    if (secret === null) {
      return {
        code: 'private-key-unreadable',
        text: 'Its private value is not base64; CometBFT does not load this file.',
      };
    }
    if (secret.length !== keyType.privateBytes) return wrongLength(keyType, secret.length);
    if (keyType.publicHalf === undefined) return named(keyType.algorithm);
    const publicHalf = await keyType.publicHalf(secret);
    if (publicHalf === null) {
      return {
        code: 'private-key-range',
        text: `Its private value is no ${keyType.algorithm} key: it is zero or too large.`,
      };
    }
    const notes = publicHalfInside(keyType.algorithm, secret, publicHalf);
    return { algorithm: keyType.algorithm, publicHalf, notes };
  } finally {
    text.fill(0);
    secret?.fill(0);
  }
}

function wrongLength(keyType: { algorithm: string; privateBytes: number }, length: number): KeyNote {
  const seedAlone =
    keyType.algorithm === 'ed25519' && length === 32
      ? ' It may be the seed alone, as some other programs store it: CometBFT wants the public key after it.'
      : '';
  return {
    code: 'private-key-length',
    text: `Its private value has ${length} bytes where ${keyType.algorithm} has ${keyType.privateBytes}; CometBFT cannot use this file.${seedAlone}`,
  };
}

function named(algorithm: string): CometbftKey {
  const note: KeyNote = {
    code: 'public-key-not-derived',
    text: `It is a ${algorithm} key. Its public key is not derived here, so none is shown and what the file claims is not checked.`,
  };
  return { algorithm, publicHalf: null, notes: [note] };
}

function publicHalfInside(algorithm: string, secret: Uint8Array, derived: PublicHalf): KeyNote[] {
  if (algorithm !== 'ed25519' || equalBytes(secret.subarray(32), derived.stored)) return [];
  return [
    {
      code: 'public-half-differs',
      text: 'Its private value ends in a public key that does not belong to its seed. CometBFT would take that public key for its own, and no signature it makes would be valid. What is shown here is derived from the seed.',
    },
  ];
}

/** What sets the kinds of key file apart that hold one `priv_key`. */
export interface CometbftKeyKind {
  readonly type: KeyFileType;
  /** The member that claims the address. */
  readonly addressMember: 'address' | 'id';
  readonly writeAddress: (address: Uint8Array) => string;
  /** Notes about the file that come before those about its key. */
  readonly notes: readonly KeyNote[];
}

/** Describes a file by its `priv_key`; `opaque` with a note when that is broken. */
export async function describeCometbftKey(
  privateKey: KeyWrapper,
  members: SecretMembers,
  kind: CometbftKeyKind,
): Promise<KeyDescription> {
  const key = await readCometbftKey(privateKey);
  if ('code' in key) return opaque(key);
  const { algorithm, publicHalf, notes } = key;
  if (publicHalf === null) {
    return { ...opaque(...kind.notes, ...notes), type: kind.type, algorithm };
  }
  const address = kind.writeAddress(publicHalf.address);
  // With a public half that is wrong inside the private value, the claims are the lesser trouble.
  const claims = notes.length > 0 ? [] : checkClaims(members, publicHalf, kind.addressMember, address);
  return {
    type: kind.type,
    algorithm,
    publicKey: publicHalf.publicKey,
    fingerprint: publicHalf.fingerprint,
    address,
    notes: [...kind.notes, ...notes, ...claims],
    isPrivate: true,
  };
}

/** Holds what a file claims of its key against what was derived; hex of either case is the same address. */
function checkClaims(
  members: SecretMembers,
  publicHalf: PublicHalf,
  addressMember: string,
  derivedAddress: string,
): KeyNote[] {
  const notes: KeyNote[] = [];
  const { earlier } = publicHalf;
  const publicKey = members.get('pub_key');
  if (earlier !== undefined && isThere(publicKey) && holds(publicKey, earlier.stored)) {
    notes.push(earlierForm);
  } else if (isThere(publicKey) && !holds(publicKey, publicHalf.stored)) {
    notes.push({
      code: 'claimed-public-key-differs',
      text: `The public key that the file states ${overwritten}`,
    });
  }
  const address = members.get(addressMember);
  const addresses = [
    derivedAddress.toLowerCase(),
    ...(earlier === undefined ? [] : [toHex(earlier.address)]),
  ];
  if (isThere(address) && !addresses.includes(publicText(address, 200)?.toLowerCase() ?? '')) {
    const what = addressMember === 'id' ? 'node id' : 'address';
    notes.push({ code: 'claimed-address-differs', text: `The ${what} that the file states ${overwritten}` });
  }
  return notes;
}

const earlierForm: KeyNote = {
  code: 'old-form',
  text: 'It states its public key in the compressed form of CometBFT 1.0.0-rc1, which gives another address; later releases do not load this file as it is. What is shown here is the form of the releases.',
};

const overwritten =
  'is not the one of its private key; the one shown here is. Files from old tutorials are like that: CometBFT overwrites it when it loads the file, so the key works. If you expected the stated one, this is the wrong file.';

/** Go's decoder takes null for absent. */
function isThere(member: SecretJson | undefined): member is SecretJson {
  return member !== undefined && member.kind !== 'null';
}

function holds(publicKey: SecretJson, stored: Uint8Array): boolean {
  if (publicKey.kind !== 'object') return false;
  const value = publicKey.members.get('value');
  if (value?.kind !== 'string') return false;
  // A file with its halves swapped would put the private one here.
  const text = unescapedBytes(value.quoted);
  const claimed = decodeSecretBase64(text);
  try {
    return claimed !== null && equalBytes(claimed, stored);
  } finally {
    text.fill(0);
    claimed?.fill(0);
  }
}
