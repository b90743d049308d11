import { bls12381PublicHalf } from './bls12381.ts';
import {
  ed25519PublicHalf,
  type PublicHalf,
  secp256k1EthPublicHalf,
  secp256k1PublicHalf,
} from './public-half.ts';

/** A type of private key that CometBFT or Tendermint registers for its JSON. */
export interface CometbftKeyType {
  readonly algorithm: string;
  /** Length of the decoded private value in bytes. */
  readonly privateBytes: number;
  /** Derives the public half from the private value, null when the value is no key; absent where we do not derive. */
  readonly publicHalf?: (privateValue: Uint8Array) => Promise<PublicHalf | null>;
}

/** By the name in `priv_key.type`. ML-DSA and sr25519 are named only: there is no derivation of them here. */
export const cometbftKeyTypes: ReadonlyMap<string, CometbftKeyType> = new Map([
  [
    'tendermint/PrivKeyEd25519',
    // Seed and public key, 32 bytes each; only the seed is believed.
    {
      algorithm: 'ed25519',
      privateBytes: 64,
      publicHalf: (value) => ed25519PublicHalf(value.subarray(0, 32)),
    },
  ],
  [
    'tendermint/PrivKeySecp256k1',
    { algorithm: 'secp256k1', privateBytes: 32, publicHalf: secp256k1PublicHalf },
  ],
  [
    'tendermint/PrivKeySecp256k1eth',
    { algorithm: 'secp256k1', privateBytes: 32, publicHalf: secp256k1EthPublicHalf },
  ],
  ['tendermint/PrivKeySr25519', { algorithm: 'sr25519', privateBytes: 32 }],
  ['cometbft/PrivKeyBls12_381', { algorithm: 'bls12-381', privateBytes: 32, publicHalf: bls12381PublicHalf }],
  ['cometbft/PrivKeyMlDsa65', { algorithm: 'ml-dsa-65', privateBytes: 4032 }],
] satisfies [string, CometbftKeyType][]);
