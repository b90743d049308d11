import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

// Files as CometBFT writes them, and what OpenSSL (through Node) makes of their keys: nothing here comes from the
// product.

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

export interface TestKey {
  /** What stands in `priv_key.value`, decoded. */
  readonly secret: Buffer;
  /** The public key as CometBFT stores it. */
  readonly stored: Buffer;
  readonly spki: Buffer;
  /** 20 bytes. */
  readonly address: Buffer;
  readonly privateKey: KeyObject;
}

/** The same ed25519 key for the same name. */
export function ed25519Key(name: string): TestKey {
  return ed25519KeyOf(sha256(Buffer.from(name)));
}

/** The ed25519 key of a seed. */
export function ed25519KeyOf(seed: Buffer): TestKey {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const stored = spki.subarray(-32);
  const secret = Buffer.concat([seed, stored]);
  return { secret, stored, spki, address: sha256(stored).subarray(0, 20), privateKey };
}

/** The secp256k1 key of a 32-byte scalar. */
export function secp256k1Key(secret: Buffer): TestKey {
  const sec1 = Buffer.concat([
    Buffer.from('302e0201010420', 'hex'),
    secret,
    Buffer.from('a00706052b8104000a', 'hex'),
  ]);
  const privateKey = createPrivateKey({ key: sec1, format: 'der', type: 'sec1' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const point = spki.subarray(-65);
  const stored = Buffer.concat([Buffer.of(2 + ((point[64] as number) & 1)), point.subarray(1, 33)]);
  const address = createHash('ripemd160').update(sha256(stored)).digest();
  return { secret, stored, spki, address, privateKey };
}

export const upperHex = (bytes: Buffer) => bytes.toString('hex').toUpperCase();

type Members = Record<string, unknown>;

/** `priv_validator_key.json` as an object; `changes` replace or (undefined) remove members. */
export function validatorKey(key: TestKey, changes: Members = {}, algorithm = 'Ed25519'): Members {
  return {
    address: upperHex(key.address),
    pub_key: { type: `tendermint/PubKey${algorithm}`, value: key.stored.toString('base64') },
    priv_key: { type: `tendermint/PrivKey${algorithm}`, value: key.secret.toString('base64') },
    ...changes,
  };
}

/** `node_key.json` as an object. */
export function nodeKey(key: TestKey): Members {
  return { priv_key: { type: 'tendermint/PrivKeyEd25519', value: key.secret.toString('base64') } };
}

/** `priv_validator.json` of Tendermint before 0.28 as an object. */
export function legacyKey(key: TestKey, last: Members = {}): Members {
  const { priv_key, ...others } = validatorKey(key);
  const state = { last_height: '5', last_round: '0', last_step: 3 };
  return { ...others, ...state, last_signature: 'CTr7', last_signbytes: '7508', priv_key, ...last };
}

/** `priv_validator_state.json` as an object. */
export function signingState(changes: Members = {}): Members {
  return { height: '118204', round: 0, step: 3, signature: 'q6urqw==', signbytes: '6E08021104', ...changes };
}

/** The bytes of a file with two spaces' indent, as CometBFT writes them. */
export function fileOf(members: unknown): Uint8Array {
  return bytesOf(JSON.stringify(members, null, 2));
}

export { bytesOf };
