import {
  ed25519KeyOf,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  signingState,
  validatorKey,
} from '../../crypto-core/keys/cometbft-files.ts';
import { item, jwe, record } from '../../crypto-core/keys/cosmos-files.ts';
import { type Draw, rsaKey } from '../secret-draw.ts';
import { type Add, armour, seedOf, text } from './sample.ts';

// Keys of chains: validators, nodes, remote signers, keyrings.

const keyType = 'cometbft-priv-validator-key';

export function cometbftSamples(draw: Draw, add: Add): void {
  const newKey = () => ed25519KeyOf(draw.scalar());
  const validator = newKey();
  const [node, old] = [newKey(), newKey()];
  const recogniser = 'recogniseCometbftPrivValidatorKey';
  add('val/config/priv_validator_key.json', recogniser, keyType, fileOf(validatorKey(validator)), {
    seed: seedOf(validator),
  });
  add('val/config/node_key.json', 'recogniseCometbftNodeKey', 'cometbft-node-key', fileOf(nodeKey(node)), {
    seed: seedOf(node),
  });
  add(
    'val/data/priv_validator_state.json',
    'recogniseCometbftSigningState',
    'cometbft-priv-validator-state',
    fileOf(signingState()),
    {},
  );
  add(
    'old/priv_validator.json',
    'recogniseCometbftPrivValidatorLegacy',
    'cometbft-priv-validator-legacy',
    fileOf(legacyKey(old)),
    { seed: seedOf(old) },
  );
  for (const name of ['Secp256k1', 'Secp256k1eth']) {
    const key = secp256k1Key(draw.scalar());
    add(
      `${name}/priv_validator_key.json`,
      recogniser,
      keyType,
      fileOf(validatorKey(key, name === 'Secp256k1' ? {} : { address: undefined }, name)),
      { scalar: key.secret },
    );
  }
  for (const [source, name, length] of [
    ['bls', 'cometbft/PrivKeyBls12_381', 32],
    ['sr', 'tendermint/PrivKeySr25519', 32],
    ['mldsa', 'cometbft/PrivKeyMlDsa65', 4032],
    ['fork', 'fork/PrivKeyNew', 48],
  ] as const) {
    const value = draw.scalar(length);
    const file = fileOf({ address: '', priv_key: { type: name, value: value.toString('base64') } });
    add(`${source}/priv_validator_key.json`, recogniser, keyType, file, { 'private value': value });
  }
  const cut = newKey();
  const damaged = fileOf(validatorKey(cut)).slice(0, -30);
  add('damaged/priv_validator_key.json', 'recogniseCometbftDamaged', 'opaque', damaged, {
    seed: seedOf(cut),
  });
}

export function remoteSignerSamples(draw: Draw, add: Add): void {
  const whole = ed25519KeyOf(draw.scalar());
  const pubKey = Buffer.concat([Buffer.of(0x0a, 32), whole.stored]).toString('base64');
  const [shard, ecies, oldShard] = [draw.bytes(32), draw.scalar(), draw.bytes(32)];
  const rsa = rsaKey(draw);
  const state = JSON.stringify({ height: '118204', round: '0', step: 3 }, null, 2);
  const rsaDer = rsa.key.export({ format: 'der', type: 'pkcs1' }).toString('base64');
  const shardFile = { pubKey, privateShard: shard.toString('base64'), id: 1 };
  add('horcrux/chain-1_shard.json', 'recogniseHorcrux', 'json-key', fileOf(shardFile), { shard });
  for (const kind of ['share_sign_state', 'priv_validator_state']) {
    add(
      `horcrux/state/chain-1_${kind}.json`,
      'recogniseCometbftSigningState',
      'cometbft-priv-validator-state',
      state,
      {},
    );
  }
  const eciesFile = { eciesKey: ecies.toString('base64'), eciesPubs: [], id: 1 };
  add('cosigner/ecies_keys.json', 'recogniseHorcrux', 'json-key', fileOf(eciesFile), { scalar: ecies });
  const rsaFile = fileOf({ rsaKey: rsaDer, rsaPubs: [], id: 1 });
  add('cosigner/rsa_keys.json', 'recogniseHorcrux', 'json-key', rsaFile, rsa.secrets);
  const oldFile = { pub_key: pubKey, secret_share: oldShard.toString('base64'), rsa_key: rsaDer, id: 2 };
  add('oldshare/share.json', 'recogniseHorcrux', 'json-key', fileOf(oldFile), [
    { what: 'shard', bytes: oldShard },
    ...rsa.secrets,
  ]);
  const [seed, raw, identity] = [draw.scalar(), draw.scalar(), draw.scalar()];
  const tmkms = 'recogniseTmkms';
  add('tmkms/secrets/c-consensus.key', tmkms, keyType, seed.toString('base64'), { seed });
  add('tmkmsraw/secrets/c-consensus.key', tmkms, keyType, raw, { seed: raw });
  add('cosigner/kms-identity.key', tmkms, 'cometbft-node-key', identity.toString('base64'), {
    seed: identity,
  });
}

export function keyringSamples(draw: Draw, add: Add): void {
  const cosmos = 'recogniseCosmosKeyring';
  const type = 'cosmos-keyring-item';
  const password = draw.password();
  const secret = text(password);
  const itemOf = (name: string, key: Buffer, opens: string) => {
    const { stored } = secp256k1Key(key);
    return jwe(item(`${name}.info`, record(name, 'cosmos.crypto.secp256k1', stored, key)), opens, {
      iterations: 50,
      seed: draw.below(200),
    });
  };
  const [sealed, open] = [draw.scalar(), draw.scalar()];
  add(
    'val/keyring-file/a.info',
    cosmos,
    type,
    itemOf('a', sealed, password),
    { password: secret, scalar: sealed },
    true,
  );
  add('val/keyring-test/b.info', cosmos, type, itemOf('b', open, 'test'), { scalar: open }, true);
  const salted = draw.bytes(60).toString('base64').replace(/[+/=]/g, '').slice(0, 53);
  add('val/keyring-file/keyhash', cosmos, type, `$2a$10$${salted}`, { hash: text(salted) });
  add('ring/keyring-password.txt', 'recogniseKeyringPassword', 'secrets-file', password.padEnd(512, '\n'), {
    password: secret,
  });
  const exported = draw.bytes(90);
  const headers = `kdf: argon2\nsalt: 00FF\ntype: secp256k1\n\n`;
  add('ring/exported.asc', cosmos, type, armour('TENDERMINT PRIVATE KEY', exported, headers), {
    ciphertext: exported,
  });
}
