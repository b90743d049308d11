import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { toUtf8 } from '@quorate/crypto-core/encoding';

/** A sample key file, as a node's home directory holds it. */
export interface SampleFile {
  /** Relative to the home, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Height up to which the sample validator has signed. */
export const sampleHeight = 4_711_042n;

/**
 * A freshly made CometBFT home with the formats of the real one: validator key, node key and signing state. The keys
 * are real keys of no network.
 */
export function sampleHome(): SampleFile[] {
  const validator = ed25519();
  const node = ed25519();
  const signBytes = toUtf8(`sample precommit at ${sampleHeight}`);
  return [
    {
      path: 'config/priv_validator_key.json',
      bytes: json({
        address: createHash('sha256').update(validator.publicKey).digest('hex').slice(0, 40).toUpperCase(),
        pub_key: { type: 'tendermint/PubKeyEd25519', value: validator.publicKey.toString('base64') },
        priv_key: { type: 'tendermint/PrivKeyEd25519', value: validator.whole.toString('base64') },
      }),
    },
    {
      path: 'config/node_key.json',
      bytes: toUtf8(
        JSON.stringify({
          priv_key: { type: 'tendermint/PrivKeyEd25519', value: node.whole.toString('base64') },
        }),
      ),
    },
    {
      path: 'data/priv_validator_state.json',
      bytes: json({
        height: String(sampleHeight),
        round: 0,
        step: 3,
        signature: sign(null, signBytes, validator.privateKey).toString('base64'),
        signbytes: Buffer.from(signBytes).toString('hex').toUpperCase(),
      }),
    },
  ];
}

/** An Ed25519 key pair; `whole` is CometBFT's private value, seed then public key, 64 bytes. */
function ed25519() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  const publicKey = Buffer.from(x, 'base64url');
  return { privateKey, publicKey, whole: Buffer.concat([Buffer.from(d, 'base64url'), publicKey]) };
}

function json(value: unknown): Uint8Array {
  return toUtf8(JSON.stringify(value, null, 2));
}
