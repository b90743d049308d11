import type { TestKey } from '../../crypto-core/keys/cometbft-files.ts';
import type { Secret } from '../secret-draw.ts';

// What the makers of samples have in common.

/** A file of some format with the secrets in it. */
export interface Sample {
  /** `<source>/<relative path>`. */
  readonly path: string;
  /** The recogniser in crypto-core/keys that should know it, null for what none should. */
  readonly by: string | null;
  readonly type: string;
  readonly file: Uint8Array;
  readonly secrets: readonly Secret[];
  /** The secrets do not stand in the file as they are: it is encrypted. */
  readonly isSealed: boolean;
}

/** Takes a sample in. */
export type Add = (
  path: string,
  by: string | null,
  type: string,
  file: Uint8Array | string,
  secrets: Readonly<Record<string, Uint8Array>> | readonly Secret[],
  isSealed?: boolean,
) => void;

/** The bytes of a text. */
export const text = (value: string) => new Uint8Array(Buffer.from(value));

export const armour = (label: string, body: Uint8Array, headers = '') =>
  `-----BEGIN ${label}-----\n${headers}${Buffer.from(body)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;

export const seedOf = (key: TestKey) => key.secret.subarray(0, 32);
