import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  bytesOf,
  ed25519Key,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  sha256,
  signingState,
  validatorKey,
} from '../crypto-core/keys/cometbft-files.ts';
import { item, jwe, record } from '../crypto-core/keys/cosmos-files.ts';
import type { ForeignFiles } from '../crypto-core/keys/foreign-files.ts';

// The homes of the five kinds of systems, made by the programs they belong to, or by the published algorithms.

/** Password of the keyrings. */
export const keyringPassword = 'wobbly Gr4nite';

type Files = Readonly<Record<string, string | Uint8Array>>;

const alice = secp256k1Key(sha256(Buffer.from('alice')));
const bech32 = 'cosmos1alice';

function keyringItem(name: string, password: string): string {
  const stored = record(name, 'cosmos.crypto.secp256k1', alice.stored, alice.secret);
  return jwe(item(`${name}.info`, stored), password, { iterations: 100 });
}

/** A validator's home: its keys and state, its keyring, and the chain it need not keep. */
export function validatorHome(name: string): Files {
  const key = ed25519Key(name);
  return {
    'config/priv_validator_key.json': fileOf(validatorKey(key)),
    'config/node_key.json': fileOf(nodeKey(ed25519Key(`${name} node`))),
    'config/config.toml': `moniker = "${name}"\n`,
    'config/genesis.json': '{}',
    'data/priv_validator_state.json': fileOf(signingState()),
    'data/application.db/CURRENT': 'MANIFEST-000001\n',
    'data/application.db/MANIFEST-000001': 'x',
    'keyring-file/alice.info': keyringItem('alice', keyringPassword),
    'keyring-file/00ff.address': jwe(item('00ff.address', Buffer.from(bech32)), keyringPassword, {
      iterations: 100,
    }),
    'keyring-file/keyhash': `$2a$10$${'A'.repeat(53)}`,
    'keyring-test/bob.info': keyringItem('bob', 'test'),
    'node.log': 'started\n',
  };
}

const transport = secp256k1Key(sha256(Buffer.from('ecies')));
const shared = ed25519Key('shared');
const remoteState = JSON.stringify({ height: '118204', round: '0', step: 3 }, null, 2);

/** Homes that hold a key which signs blocks, with the state that settles it. */
export const signingHomes: Readonly<Record<string, { files: Files; state: string }>> = {
  validator1: { files: validatorHome('one'), state: 'data/priv_validator_state.json' },
  validator2: { files: validatorHome('two'), state: 'data/priv_validator_state.json' },
  legacy: {
    files: { 'priv_validator.json': fileOf(legacyKey(ed25519Key('old'))) },
    state: '',
  },
  horcrux: {
    files: {
      'chain-1_shard.json': JSON.stringify({
        pubKey: Buffer.concat([Buffer.of(0x0a, 32), shared.stored]).toString('base64'),
        privateShard: sha256(Buffer.from('shard')).toString('base64'),
        id: 1,
      }),
      'ecies_keys.json': JSON.stringify({
        eciesKey: transport.secret.toString('base64'),
        eciesPubs: [],
        id: 1,
      }),
      'state/chain-1_share_sign_state.json': remoteState,
      'state/chain-1_priv_validator_state.json': remoteState,
    },
    state: 'state/chain-1_share_sign_state.json',
  },
  tmkms: {
    files: {
      'secrets/chain-consensus.key': shared.secret.subarray(0, 32).toString('base64'),
      'secrets/kms-identity.key': ed25519Key('identity').secret.subarray(0, 32).toString('base64'),
      'state/chain-consensus.json': '{"height":"118204","round":"0","step":6,"block_id":null}',
    },
    state: 'state/chain-consensus.json',
  },
};

/** Writes files below a folder, each with the mode 0600. */
export function writeHome(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? bytesOf(content) : content, {
      mode: 0o600,
    });
  }
}

const gpg = "gpg -q --batch --pinentry-mode loopback --trust-model always --passphrase ''";

/** Makes the homes of which no key signs blocks: `provider`, `signers`, `secrets`, below the folder. */
export function makeOtherHomes(foreign: ForeignFiles): void {
  foreign.make(`mkdir -p provider/tls provider/keyring signers ssh secrets
    cd provider
    openssl ecparam -name prime256v1 -genkey -noout -out tls/server.key
    openssl req -x509 -key tls/server.key -days 90 -subj /CN=provider -out tls/server.crt
    cd ../signers
    for curve in prime256v1 secp384r1 secp521r1 secp256k1; do
      openssl ecparam -name $curve -genkey -noout -out $curve.sec1.pem
      openssl pkcs8 -topk8 -nocrypt -in $curve.sec1.pem -out $curve.pem
      openssl ec -in $curve.sec1.pem -outform DER -out $curve.sec1.der 2>>../log
      openssl pkcs8 -topk8 -nocrypt -in $curve.sec1.pem -outform DER -out $curve.der
    done
    for name in ed25519 ed448 x25519; do openssl genpkey -algorithm $name -out $name.pem; done
    openssl genrsa -out rsa.pem 2048 2>>../log
    openssl rsa -in rsa.pem -traditional -out rsa.pkcs1.pem 2>>../log
    openssl pkcs8 -topk8 -in prime256v1.pem -passout pass:x -out locked.pem
    openssl rsa -in rsa.pem -traditional -aes256 -passout pass:x -out locked.pkcs1.pem 2>>../log
    openssl req -x509 -key prime256v1.pem -days 90 -subj /CN=s -out server.crt
    openssl x509 -in server.crt -outform DER -out server.der
    openssl pkcs12 -export -inkey prime256v1.pem -in server.crt -passout pass:x -out store.p12
    cd ../ssh
    for type in ed25519 ecdsa rsa; do ssh-keygen -q -t $type -N '' -C c -f id_$type; done
    ssh-keygen -q -t ed25519 -N x -C c -f id_locked
    cd ../secrets
    age-keygen -o identity.txt 2>>../log
    echo hello | age -r $(age-keygen -y identity.txt) -o one.age
    ${gpg} --quick-gen-key 'Al <al@example>' ed25519 sign never 2>>../log
    gpg --batch --export-secret-keys al@example > al.gpg
    gpg --batch --export-secret-keys -a al@example > al.asc
    echo hello | gpg -q --batch --pinentry-mode loopback --passphrase x -c > note.gpg
    echo hello | openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -out note.enc`);
  const token = 'API_TOKEN=a-token\nDB_PASSWORD="two words"\n';
  writeHome(join(foreign.folder, 'secrets'), { '.env': token, 'secrets.yaml': 'api:\n  token: abc\n' });
  writeHome(join(foreign.folder, 'provider'), {
    'config.yaml': 'provider: x\n',
    'keyring/p.info': keyringItem('p', keyringPassword),
    'workloads.db': new Uint8Array([0, 1, 2, 255]),
  });
  // A key that only its owner may read, one that others can, and a certificate that nobody else can.
  chmodSync(join(foreign.folder, 'signers/ed25519.pem'), 0o400);
  chmodSync(join(foreign.folder, 'signers/rsa.pem'), 0o644);
  chmodSync(join(foreign.folder, 'signers/server.crt'), 0o600);
}

/** What must stand in nothing that is shown or published, by what it is. */
export const secrets: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(
    ['one', 'two', 'one node', 'old', 'shared', 'identity'].map((name) => [
      `seed of ${name}`,
      ed25519Key(name).secret.subarray(0, 32),
    ]),
  ),
  'shard of horcrux': sha256(Buffer.from('shard')),
  'transport key of horcrux': transport.secret,
  'key in the keyring': alice.secret,
  'password of the keyring': bytesOf(keyringPassword),
  'secret in .env': bytesOf('a-token'),
};

/** What a keyring item holds, opened with OpenSSL by RFC 7516 and 7518. */
export function openItem(compact: string, password: string): { Key: string; Data: string } {
  const [header = '', wrapped = '', iv = '', sealed = '', tag = ''] = compact.split('.');
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const { p2c, p2s } = JSON.parse(bytes(header).toString()) as { p2c: number; p2s: string };
  const salt = Buffer.concat([Buffer.from('PBES2-HS256+A128KW\0'), bytes(p2s)]);
  const unwrapping = createDecipheriv(
    'id-aes128-wrap',
    pbkdf2Sync(password, salt, p2c, 16, 'sha256'),
    Buffer.alloc(8, 0xa6),
  );
  const key = Buffer.concat([unwrapping.update(bytes(wrapped)), unwrapping.final()]);
  const cipher = createDecipheriv('aes-256-gcm', key, bytes(iv))
    .setAAD(Buffer.from(header))
    .setAuthTag(bytes(tag));
  return JSON.parse(Buffer.concat([cipher.update(bytes(sealed)), cipher.final()]).toString());
}
