import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { bech32 } from '@scure/base';
import {
  ed25519KeyOf,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  signingState,
  type TestKey,
  validatorKey,
} from '../crypto-core/keys/cometbft-files.ts';
import { item, jwe, record } from '../crypto-core/keys/cosmos-files.ts';
import { bytesOf, type Draw, rsaKey, type Secret } from './secret-draw.ts';

// Key files of every format that is recognised, around secrets drawn from a seed. The forms are made here from their
// published descriptions or by Node's OpenSSL; nothing comes from the product.

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

const text = (value: string) => new Uint8Array(Buffer.from(value));
const armour = (label: string, body: Uint8Array, headers = '') =>
  `-----BEGIN ${label}-----\n${headers}${Buffer.from(body)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;

/** Names of OpenSSL, object identifiers in DER, and lengths of scalars. */
const curves = [
  ['prime256v1', '06082a8648ce3d030107', 32],
  ['secp384r1', '06052b81040022', 48],
  ['secp521r1', '06052b81040023', 66],
  ['secp256k1', '06052b8104000a', 32],
] as const;

/** PKCS #8 up to the private key of RFC 8410. */
const octets = [
  ['ed25519', '302e020100300506032b657004220420', 32],
  ['x25519', '302e020100300506032b656e04220420', 32],
  ['ed448', '3047020100300506032b6571043b0439', 57],
  ['x448', '3046020100300506032b656f043a0438', 56],
] as const;

function ecKey(identifier: string, scalar: Buffer): KeyObject {
  const [octet, parameters] = [
    Buffer.concat([Buffer.of(4, scalar.length), scalar]),
    Buffer.from(identifier, 'hex'),
  ];
  const body = Buffer.concat([
    Buffer.from('020101', 'hex'),
    octet,
    Buffer.of(0xa0, parameters.length),
    parameters,
  ]);
  return createPrivateKey({
    key: Buffer.concat([Buffer.of(0x30, body.length), body]),
    format: 'der',
    type: 'sec1',
  });
}

const ssh = (...parts: (Uint8Array | string)[]) =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part as Uint8Array);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
const mpint = (value: bigint) => {
  const bytes = bytesOf(value);
  return (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
};

/** PROTOCOL.key of OpenSSH, not encrypted. */
function opensshFile(blob: Buffer, secret: Buffer, check: Buffer): string {
  const inside = Buffer.concat([check, check, secret, ssh('comment')]);
  const padding = Buffer.from(Array.from({ length: -inside.length & 7 }, (_, i) => i + 1));
  return armour(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ssh('none', 'none', ''),
      Buffer.of(0, 0, 0, 1),
      ssh(blob, Buffer.concat([inside, padding])),
    ]),
  );
}

/** A secret key packet of version 4, EdDSA, without a passphrase, and its user id (RFC 9580, 5.5). */
function openpgpKey(key: TestKey): Buffer {
  const seed = key.secret.subarray(0, 32);
  const integer = (bytes: Buffer) => {
    const bits = bytes.length * 8 - Math.clz32(bytes[0] as number) + 24;
    return Buffer.concat([Buffer.of(bits >> 8, bits & 0xff), bytes]);
  };
  const secret = integer(seed);
  const sum = secret.reduce((total, byte) => total + byte, 0) & 0xffff;
  const body = Buffer.concat([
    Buffer.from('046400000016092b06010401da470f01', 'hex'),
    integer(Buffer.concat([Buffer.of(0x40), key.stored])),
    Buffer.of(0),
    secret,
    Buffer.of(sum >> 8, sum & 0xff),
  ]);
  const user = Buffer.from('Al <al@example>');
  return Buffer.concat([Buffer.of(0xc5, body.length), body, Buffer.of(0xcd, user.length), user]);
}

/** One sample of every format, all of fresh secrets. */
export function samplesOf(draw: Draw, words: (entropy: Uint8Array) => string): Sample[] {
  const samples: Sample[] = [];
  const add = (
    path: string,
    by: string | null,
    type: string,
    file: Uint8Array | string,
    secrets: Readonly<Record<string, Uint8Array>> | readonly Secret[],
    isSealed = false,
  ) => {
    const listed = Array.isArray(secrets)
      ? (secrets as readonly Secret[])
      : Object.entries(secrets).map(([what, bytes]) => ({ what, bytes }));
    const named = listed.map(({ what, bytes }) => ({ what: `${what} (${path})`, bytes }));
    samples.push({
      path,
      by,
      type,
      file: typeof file === 'string' ? text(file) : Uint8Array.from(file),
      secrets: named,
      isSealed,
    });
  };

  cometbftSamples(draw, add);
  remoteSignerSamples(draw, add);
  keyringSamples(draw, add);
  pemSamples(draw, add);
  sshSamples(draw, add);
  otherSamples(draw, add, words);
  return samples;
}

type Add = (
  path: string,
  by: string | null,
  type: string,
  file: Uint8Array | string,
  secrets: Readonly<Record<string, Uint8Array>> | readonly Secret[],
  isSealed?: boolean,
) => void;

const keyType = 'cometbft-priv-validator-key';
const seedOf = (key: TestKey) => key.secret.subarray(0, 32);

function cometbftSamples(draw: Draw, add: Add): void {
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

function remoteSignerSamples(draw: Draw, add: Add): void {
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

function keyringSamples(draw: Draw, add: Add): void {
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

function pemSamples(draw: Draw, add: Add): void {
  const [pem, der, type] = ['recognisePem', 'recogniseDer', 'pem-private-key'];
  const forms = (name: string, key: KeyObject, secrets: Record<string, Uint8Array> | readonly Secret[]) => {
    const password = draw.password();
    const locked = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: password });
    add(`pem/${name}.pem`, pem, type, key.export({ format: 'pem', type: 'pkcs8' }) as string, secrets);
    add(`pem/${name}.der`, der, type, key.export({ format: 'der', type: 'pkcs8' }), secrets);
    add(`pem/${name}.locked.pem`, pem, type, locked as string, { password: text(password) }, true);
  };
  for (const [name, identifier, length] of curves) {
    const scalar = draw.scalar(length);
    const key = ecKey(identifier, scalar);
    add(`pem/${name}.sec1.pem`, pem, type, key.export({ format: 'pem', type: 'sec1' }) as string, { scalar });
    if (name !== 'prime256v1') continue;
    forms(name, key, { scalar });
    add(`pem/${name}.sec1.der`, der, type, key.export({ format: 'der', type: 'sec1' }), { scalar });
    const withWindows = (key.export({ format: 'pem', type: 'pkcs8' }) as string).replaceAll('\n', '\r\n');
    add(`pem/${name}.crlf.pem`, pem, type, `\ufeff${withWindows}`, { scalar });
  }
  for (const [name, prefix, length] of octets) {
    const secret = draw.bytes(length);
    const info = Buffer.concat([Buffer.from(prefix, 'hex'), secret]);
    const key = createPrivateKey({ key: info, format: 'der', type: 'pkcs8' });
    if (name === 'ed25519') forms(name, key, { 'private key': secret });
    else add(`pem/${name}.pem`, pem, type, armour('PRIVATE KEY', info), { 'private key': secret });
  }
  const rsa = rsaKey(draw);
  forms('rsa', rsa.key, rsa.secrets);
  const passphrase = draw.password();
  const pkcs1 = { format: 'pem', type: 'pkcs1' } as const;
  add('pem/rsa.pkcs1.pem', pem, type, rsa.key.export(pkcs1) as string, rsa.secrets);
  const oldLock = rsa.key.export({ ...pkcs1, cipher: 'aes-256-cbc', passphrase }) as string;
  add('pem/rsa.proc-type.pem', pem, type, oldLock, { password: text(passphrase) }, true);
  const publicPem = createPublicKey(rsa.key).export({ format: 'pem', type: 'spki' }) as string;
  add('pem/rsa.pub.pem', pem, 'opaque', publicPem, {});
}

function sshSamples(draw: Draw, add: Add): void {
  const [recogniser, type] = ['recognisePem', 'openssh-private-key'];
  const check = draw.bytes(4);
  const ed25519 = ed25519KeyOf(draw.scalar());
  const blob = ssh('ssh-ed25519', ed25519.stored);
  const secret = ssh('ssh-ed25519', ed25519.stored, ed25519.secret);
  add('ssh/id_ed25519', recogniser, type, opensshFile(blob, secret, check), { seed: seedOf(ed25519) });
  add(
    'ssh/id_ed25519.pub',
    'recogniseSshPublicKey',
    'opaque',
    `ssh-ed25519 ${blob.toString('base64')} c\n`,
    {},
  );
  const scalar = draw.scalar();
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  const names = ['ecdsa-sha2-nistp256', 'nistp256'] as const;
  const point = ecdh.getPublicKey();
  const ecdsa = opensshFile(ssh(...names, point), ssh(...names, point, scalar), check);
  add('ssh/id_ecdsa', recogniser, type, ecdsa, { scalar });
  const { key, secrets } = rsaKey(draw);
  const jwk = key.export({ format: 'jwk' });
  const [n, e, d, qi, p, q] = (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) =>
    mpint(BigInt(`0x${Buffer.from(jwk[name] as string, 'base64url').toString('hex')}`)),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const rsa = opensshFile(ssh('ssh-rsa', e, n), ssh('ssh-rsa', n, e, d, qi, p, q), check);
  add(
    'ssh/id_rsa',
    recogniser,
    type,
    rsa,
    // OpenSSH keeps these four.
    secrets.filter(({ what }) => /^(d|p|q|qi) of/.test(what)),
  );
}

function otherSamples(draw: Draw, add: Add, words: (entropy: Uint8Array) => string): void {
  const openpgp = 'recogniseOpenpgp';
  const [binary, armoured] = [ed25519KeyOf(draw.highBit()), ed25519KeyOf(draw.highBit())];
  add('pgp/al.gpg', openpgp, 'openpgp-secret-key', openpgpKey(binary), { seed: seedOf(binary) });
  const block = armour('PGP PRIVATE KEY BLOCK', openpgpKey(armoured), '\n');
  add('pgp/al.asc', openpgp, 'openpgp-secret-key', block, { seed: seedOf(armoured) });
  const [session, message] = [draw.bytes(8), draw.bytes(90)];
  const packets = Buffer.concat([
    Buffer.of(0xc3, 13, 4, 9, 3, 8),
    session,
    Buffer.of(0x60, 0xd2, message.length),
    message,
  ]);
  add('pgp/note.gpg', openpgp, 'encrypted-file', packets, { ciphertext: message });

  const encrypted = 'recogniseEncryptedFile';
  const identity = draw.scalar();
  const written = bech32.encode('age-secret-key-', bech32.toWords(Uint8Array.from(identity))).toUpperCase();
  add('age/identity.txt', encrypted, 'opaque', `# created: today\n${written}\n`, { identity });
  const file = Buffer.concat([
    Buffer.from(
      `age-encryption.org/v1\n-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`,
    ),
    message.subarray(0, 60),
  ]);
  add('age/one.age', encrypted, 'encrypted-file', file, { ciphertext: message.subarray(0, 60) });
  const salted = draw.bytes(80);
  const enc = Buffer.concat([Buffer.from('Salted__'), salted]);
  add('age/note.enc', encrypted, 'encrypted-file', enc, { ciphertext: salted });
  const vault = draw.bytes(80);
  const ansible = `$ANSIBLE_VAULT;1.1;AES256\n${vault.toString('hex').replace(/.{80}/g, '$&\n')}\n`;
  add('age/vault.yml', encrypted, 'encrypted-file', ansible, { ciphertext: vault });

  const secretsFile = 'recogniseSecretsFile';
  const [token, key, entropy] = [draw.password(), draw.bytes(32), draw.bytes(32)];
  const values = { token: text(token), key, entropy };
  const [base64, hex, phrase] = [key.toString('base64'), key.toString('hex'), words(entropy)];
  const env = `A=1\nexport TOKEN='${token}'\nKEY=${base64}\nHEX=${hex}\nSEED="${phrase}"\nDB=postgres://u:${token}@h/d\nLONG="${base64.slice(0, 20)}\n${base64.slice(20)}"\n${base64}\n${hex}=\n${token}\n`;
  add('apps/.env', secretsFile, 'secrets-file', env, values);
  const yaml = `a:\n  token: ${token}\n  words: |\n    ${phrase}\n  list:\n  - ${base64}\n${hex}: x\nb: "${base64.slice(0, 20)}\n  ${base64.slice(20)}"\n${base64}\n`;
  add('apps/secrets.yaml', secretsFile, 'secrets-file', yaml, values);
  add('apps/words.txt', null, 'opaque', phrase, { entropy });
  add('apps/any.hex', null, 'opaque', `${hex}\n`, { key });
  const blob = draw.bytes(64);
  add('apps/blob.bin', null, 'opaque', blob, { blob });
  const [quantum, alone] = [draw.bytes(64), draw.bytes(32)];
  const json = fileOf({ algorithm: 'ML-DSA-65', public_key: 'AAAA', private_key: quantum.toString('hex') });
  add('marked/validator_keys.json', null, 'opaque', json, { 'private key': quantum });
  add('apps/session.key', null, 'opaque', alone.toString('base64url'), { seed: alone });
}
