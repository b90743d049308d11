/** What a key file can be (formats.md section 5, member `type`). */
export type KeyFileType =
  | 'cometbft-priv-validator-key'
  | 'cometbft-node-key'
  | 'cometbft-priv-validator-state'
  | 'cometbft-priv-validator-legacy'
  | 'cosmos-keyring-item'
  | 'substrate-keystore-key'
  | 'pem-private-key'
  | 'openssh-private-key'
  | 'x509-certificate'
  | 'eip2335-keystore'
  | 'json-key'
  | 'secrets-file'
  | 'openpgp-secret-key'
  | 'encrypted-file'
  | 'opaque';

/** What a note is about, for programs. */
export type KeyNoteCode =
  | 'too-large'
  | 'not-json'
  | 'byte-order-mark'
  | 'duplicate-member'
  | 'too-deep'
  | 'unknown-shape'
  | 'private-key-unreadable'
  | 'private-key-length'
  | 'private-key-range'
  | 'public-half-differs'
  | 'public-key-not-derived'
  | 'key-type-unknown'
  | 'claimed-public-key-differs'
  | 'claimed-address-differs'
  | 'told-by-name'
  | 'state-inside'
  | 'signing-state-unreadable'
  | 'other-signer'
  | 'encrypted'
  | 'plaintext'
  | 'no-secret'
  | 'public-key'
  | 'certificate-damaged'
  | 'certificate-of-another-key'
  | 'several-keys'
  | 'old-form'
  | 'key-inconsistent'
  | 'private-key'
  | 'configuration'
  | 'line-unreadable';

/** A finding about a file, for the person who imports it. It never quotes the file. */
export interface KeyNote {
  readonly code: KeyNoteCode;
  /** One or more plain sentences. */
  readonly text: string;
}

/** A detail to compare or to know, for the person who imports the file: nothing secret, and printable characters only. */
export interface KeyFact {
  /** In lower case, as `subject`. */
  readonly label: string;
  readonly value: string;
}

/**
 * What a key file is. Public values are derived from the private half, never taken from what the file claims; the
 * encodings are those of formats.md section 5.
 */
export interface KeyDescription {
  readonly type: KeyFileType;
  /** Lower case, as `ed25519`; null where there is none or it is not known. */
  readonly algorithm: string | null;
  /** base64: the raw public key, for EC keys the SubjectPublicKeyInfo DER. */
  readonly publicKey: string | null;
  /** Hex SHA-256 of the SubjectPublicKeyInfo DER where the algorithm has one, else of the raw public key. */
  readonly fingerprint: string | null;
  /** In the chain's own writing. */
  readonly address: string | null;
  readonly notes: readonly KeyNote[];
  /** To be kept from other eyes: true for everything but what is made to be published, such as certificates. */
  readonly isPrivate: boolean;
  /** Shown to the operator, never written into a manifest; absent where there is nothing to add. */
  readonly facts?: readonly KeyFact[];
  /** UTC time `YYYY-MM-DDTHH:MM:SSZ` after which a certificate is not valid; absent for all else. */
  readonly expires?: string;
}

/** The description of a file whose kind is not known: nothing public is said of it, not even a hash. */
export function opaque(...notes: KeyNote[]): KeyDescription {
  return {
    type: 'opaque',
    algorithm: null,
    publicKey: null,
    fingerprint: null,
    address: null,
    notes,
    isPrivate: true,
  };
}
