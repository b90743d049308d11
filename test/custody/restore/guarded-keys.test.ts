import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardedType } from '@quorate/crypto-core/keys/may-sign';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { guardMarkedKeys } from '@quorate/custody/restore/restore-type';
import { guardSigning, type RestoreEntry, type SigningChoice } from '@quorate/custody/restore/signing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from '../../refusal.ts';

// Which files are held to the double-sign guard, and with which signing states they come back: of CometBFT, horcrux and
// tmkms, and of keys that only the plan knows to be such.

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'quorate-guarded-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const base64 = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64');
/** A public Ed25519 key as horcrux has it: in its protobuf. */
const pubKey = (byte: number) => Buffer.from([0x0a, 32, ...new Uint8Array(32).fill(byte)]).toString('base64');
const shard = (byte: number, key = 1) =>
  JSON.stringify({ pubKey: pubKey(key), privateShard: base64(byte), id: byte });
const horcruxState = (height: number) =>
  JSON.stringify({ height: String(height), round: '0', step: 3 }, null, 2);
const cometbftState = (height: number) =>
  JSON.stringify({ height: String(height), round: 0, step: 3 }, null, 2);
const tmkmsState = (height: number) =>
  JSON.stringify({ height: String(height), round: '0', step: 6, block_id: null });

/** Entries as a recovery makes them, all chosen. */
async function entriesOf(
  files: Readonly<Record<string, string>>,
  roles: Readonly<Record<string, string>> = {},
  chosen: (path: string) => boolean = () => true,
): Promise<RestoreEntry[]> {
  const entries: RestoreEntry[] = [];
  for (const [path, text] of Object.entries(files)) {
    const content = Uint8Array.from(Buffer.from(text));
    const now = await recogniseKeyFile(content, path);
    const type = guardedType(content, path, now, 'opaque');
    const name = path.split('/')[0] as string;
    const { publicKey } = now;
    entries.push({ name, path, mode: 0o600, content, type, publicKey, isChosen: chosen(path) });
  }
  return guardMarkedKeys(entries, (name) => roles[name] ?? null);
}

let count = 0;
const nowhere = () => join(root, `to-${++count}`);
const said: SigningChoice = { originalStopped: true, minHeight: null, provided: null, acceptStale: false };
const upTo = (minHeight: bigint): SigningChoice => ({ ...said, minHeight });
/** Path → text of the states that would be written, and the paths of what comes after them. */
function settled(entries: readonly RestoreEntry[], choice: SigningChoice, to = nowhere()) {
  const { first, then } = guardSigning(to, entries, choice);
  const texts = first.map(({ path, content }) => [path, Buffer.from(content).toString()] as const);
  return { first: Object.fromEntries(texts), keys: then.map(({ path }) => path) };
}

describe('a shard of horcrux', () => {
  const files = {
    'h/ecies_keys.json': JSON.stringify({ id: 1, eciesKey: base64(5), eciesPubs: [] }),
    'h/chain-1_shard.json': shard(1),
    'h/state/chain-1_priv_validator_state.json': horcruxState(900),
    'h/state/chain-1_share_sign_state.json': horcruxState(905),
  };

  it('is guarded whatever the plan says, and its transport key is not', async () => {
    const entries = await entriesOf(files);
    await expectRefusal(
      () => settled(entries, { ...upTo(1000n), originalStopped: false }),
      'guard-original-running',
      /chain-1_shard.json/,
    );
    await expectRefusal(() => settled(entries, said), 'guard-state-unsettled', /equivocation/);
    const only = await entriesOf(files, {}, (path) => path.includes('ecies'));
    expect(settled(only, { ...said, originalStopped: false }).keys).toEqual([]);
  });

  it('comes back with both its states refusing the height, in its own form', async () => {
    const { first, keys } = settled(await entriesOf(files), upTo(1000n));
    const refusing = '{\n  "height": "1001",\n  "round": "0",\n  "step": 0\n}';
    expect(first['h/state/chain-1_priv_validator_state.json']).toBe(refusing);
    expect(first['h/state/chain-1_share_sign_state.json']).toBe(refusing);
    expect(Object.keys(first).length).toBe(3);
    expect(keys).toEqual(['h/chain-1_shard.json']);
  });

  it('never below the higher of the two, and never one state without the other', async () => {
    const entries = await entriesOf(files);
    await expectRefusal(() => settled(entries, upTo(902n)), 'guard-height-too-low', /905/);
    const alone = await entriesOf(files, {}, (path) => path.endsWith('shard.json'));
    expect(Object.keys(settled(alone, upTo(1000n)).first).sort()).toEqual([
      'h/state/chain-1_priv_validator_state.json',
      'h/state/chain-1_share_sign_state.json',
    ]);
  });

  it('without states in the backup gets both where horcrux looks: it starts from nothing where one is missing', async () => {
    const { first } = settled(await entriesOf({ 'h/chain-1_shard.json': shard(1) }), upTo(7n));
    const refusing = '{\n  "height": "8",\n  "round": "0",\n  "step": 0\n}';
    expect(first).toEqual({
      'h/state/chain-1_share_sign_state.json': refusing,
      'h/state/chain-1_priv_validator_state.json': refusing,
    });
  });

  it('finds a newer state at the destination, in either file', async () => {
    const to = nowhere();
    mkdirSync(join(to, 'h/state'), { recursive: true });
    for (const kind of ['priv_validator_state', 'share_sign_state'])
      writeFileSync(join(to, `h/state/chain-1_${kind}.json`), horcruxState(5000));
    expect(
      settled(await entriesOf(files), said, to).first['h/state/chain-1_share_sign_state.json'],
    ).toBeUndefined();
    expect(() => settled(entriesWithout, said, to)).not.toThrow();
  });
  let entriesWithout: RestoreEntry[] = [];
  beforeAll(async () => {
    entriesWithout = await entriesOf({ 'h/chain-1_shard.json': shard(1) });
  });
});

describe('shards of several chains in one home of horcrux', () => {
  const chain = (name: string, id: number): Record<string, string> => ({
    [`h/${name}_shard.json`]: shard(id),
    [`h/state/${name}_priv_validator_state.json`]: horcruxState(900 * id),
    [`h/state/${name}_share_sign_state.json`]: horcruxState(905 * id),
  });
  const refusing = (height: number) => `{\n  "height": "${height}",\n  "round": "0",\n  "step": 0\n}`;
  // Two chains have two keys; the shards of the other tests are of one.
  const two = {
    ...chain('one', 1),
    ...chain('two', 2),
    'h/two_shard.json': shard(2, 7),
  };
  const only = (name: string) => entriesOf(two, {}, (path) => path === `h/${name}_shard.json`);

  it('come back one by one, each with both its states and none of the other’s', async () => {
    for (const [name, signed] of [
      ['one', 905],
      ['two', 1810],
    ] as const) {
      const { first, keys } = settled(await only(name), upTo(5000n));
      expect(keys).toEqual([`h/${name}_shard.json`]);
      expect(first).toEqual({
        [`h/state/${name}_share_sign_state.json`]: refusing(5001),
        [`h/state/${name}_priv_validator_state.json`]: refusing(5001),
      });
      await expectRefusal(
        async () => settled(await only(name), upTo(BigInt(signed - 1))),
        'guard-height-too-low',
        new RegExp(`${signed}`),
      );
    }
  });

  it('go by the newer of their two states, whichever file it is in', async () => {
    const files = { ...two, 'h/state/one_priv_validator_state.json': horcruxState(990) };
    const shardOnly = await entriesOf(files, {}, (path) => path === 'h/one_shard.json');
    await expectRefusal(() => settled(shardOnly, upTo(950n)), 'guard-height-too-low', /990/);
  });

  it('come back together only with the states of the backup: one height is about one key', async () => {
    const entries = await entriesOf(two);
    await expectRefusal(() => settled(entries, upTo(5000n)), 'guard-several-keys', /2 consensus keys/);
    const { first, keys } = settled(entries, { ...said, acceptStale: true });
    expect(keys).toEqual(['h/one_shard.json', 'h/two_shard.json']);
    expect(Object.keys(first).sort()).toEqual(
      Object.keys(two)
        .filter((path) => path.includes('/state/'))
        .sort(),
    );
  });
});

describe('a shard with one of its two states in the backup', () => {
  const [share, block] = ['h/state/c_share_sign_state.json', 'h/state/c_priv_validator_state.json'];
  const refusing = '{\n  "height": "1001",\n  "round": "0",\n  "step": 0\n}';
  const key = { 'h/c_shard.json': shard(1) };

  it.each([share, block])('gets the other too, where %s is the one', async (there) => {
    const files = { ...key, [there]: horcruxState(900) };
    expect(settled(await entriesOf(files), upTo(1000n)).first).toEqual({
      [share]: refusing,
      [block]: refusing,
    });
    const alone = await entriesOf(files, {}, (path) => path === 'h/c_shard.json');
    expect(settled(alone, upTo(1000n)).first).toEqual({ [share]: refusing, [block]: refusing });
    await expectRefusal(() => settled(alone, upTo(800n)), 'guard-height-too-low', /900/);
  });

  it('gets it in place of a damaged one', async () => {
    for (const [whole, damaged] of [
      [share, block],
      [block, share],
    ] as const) {
      const entries = await entriesOf({ ...key, [whole]: horcruxState(900), [damaged]: '{"height": "9' });
      expect(settled(entries, upTo(1000n)).first).toEqual({ [share]: refusing, [block]: refusing });
    }
  });

  it('takes over the position and no signature: that of a block is none of a share', async () => {
    const signed = JSON.stringify({ height: '900', round: '1', step: 3, signature: base64(6, 64) });
    const { first } = settled(await entriesOf({ ...key, [block]: signed }), { ...said, acceptStale: true });
    expect(Object.keys(first).sort()).toEqual([block, share]);
    expect(first[block]).toBe(signed);
    expect(first[share]).toBe('{\n  "height": "900",\n  "round": "1",\n  "step": 3\n}');
  });

  it('gets it beside the one, for horcrux may have its keys in a folder of their own', async () => {
    const files = { 'h/keys/c_shard.json': shard(1), [share]: horcruxState(900) };
    expect(settled(await entriesOf(files), upTo(1000n)).first).toEqual({
      [share]: refusing,
      [block]: refusing,
    });
    const both = { ...files, [block]: horcruxState(900) };
    expect(settled(await entriesOf(both), upTo(1000n)).first).toEqual({
      [share]: refusing,
      [block]: refusing,
    });
  });

  it('gets both where horcrux looks if the one has a name of its own, and again into the same folder', async () => {
    const entries = await entriesOf({ ...key, 'h/saved.json': horcruxState(900) });
    const to = nowhere();
    const { first } = settled(entries, upTo(1000n), to);
    expect(first).toEqual({ 'h/saved.json': refusing, [share]: refusing, [block]: refusing });
    mkdirSync(join(to, 'h/state'), { recursive: true });
    for (const [path, text] of Object.entries(first)) writeFileSync(join(to, path), text);
    expect(settled(entries, upTo(1000n), to).first).toEqual({});
  });

  it('leaves the other to a single signer of the same chain that comes back too', async () => {
    const files = {
      ...key,
      'h/c_priv_validator_key.json': validatorKey(),
      [share]: horcruxState(900),
      [block]: horcruxState(950),
    };
    const all = settled(await entriesOf(files), { ...said, acceptStale: true });
    expect(all.first).toEqual({ [share]: horcruxState(900), [block]: horcruxState(950) });
    const alone = await entriesOf(files, {}, (path) => path === 'h/c_shard.json');
    expect(settled(alone, upTo(1000n)).first).toEqual({ [share]: refusing, [block]: refusing });
  });
});

/** The key of the sample home, as `priv_validator_key.json` has it. */
function validatorKey(): string {
  const file = sampleHome().find(({ path }) => path.endsWith('priv_validator_key.json'));
  return Buffer.from(file?.bytes ?? []).toString();
}

describe('a softsign key of tmkms', () => {
  const files = { 'kms/secrets/chain-consensus.key': `${base64(9)}\n` };

  it('comes back with its state in the form and place that tmkms had it', async () => {
    const place = 'kms/state/chain-consensus.json';
    const { first, keys } = settled(await entriesOf({ ...files, [place]: tmkmsState(100) }), upTo(200n));
    expect(first).toEqual({ [place]: '{"height":"201","round":"0","step":0,"block_id":null}' });
    expect(keys).toEqual(['kms/secrets/chain-consensus.key']);
  });

  it('without a state gets one that tmkms can read', async () => {
    const { first } = settled(await entriesOf(files), upTo(200n));
    expect(Object.values(first)).toEqual(['{"height":"201","round":"0","step":0,"block_id":null}']);
  });

  it('takes the state of the stopped original in any form, and writes its own', async () => {
    const place = 'kms/state/chain-consensus.json';
    const entries = await entriesOf({ ...files, [place]: tmkmsState(100) });
    const bytes = Buffer.from(cometbftState(300));
    const provided = { bytes, state: { height: 300n, round: 0, step: 3 } };
    expect(settled(entries, { ...said, provided }).first[place]).toBe(
      '{"height":"300","round":"0","step":6,"block_id":null}',
    );
  });
});

it('of several states in the source of one CometBFT key the newest counts, and all refuse the height', async () => {
  const files = {
    'v/config/priv_validator_key.json': validatorKey(),
    'v/data/priv_validator_state.json': cometbftState(70),
    'v/saved/priv_validator_state.json': cometbftState(90),
  };
  const entries = await entriesOf(files);
  expect(() => settled(entries, upTo(100n))).not.toThrow();
  const onlyKey = await entriesOf(files, {}, (path) => path.startsWith('v/config'));
  await expectRefusal(() => settled(onlyKey, upTo(80n)), 'guard-height-too-low', /90/);
  const { first } = settled(onlyKey, { ...said, acceptStale: true });
  expect(first['v/data/priv_validator_state.json']).toBe(cometbftState(90));
});

describe('keys that only the plan knows to sign', () => {
  const json = JSON.stringify({ algorithm: 'ML-DSA-65', public_key: 'aa', secret_key: 'bb' });

  it.each(['validator', 'signer', 'Validator'])(
    'in JSON or of unknown kind are guarded in a source of the role %s',
    async (role) => {
      for (const files of [{ 'pq/validator_keys.json': json }, { 'pq/secret.bin': 'opaque bytes' }]) {
        const entries = await entriesOf(files, { pq: role });
        await expectRefusal(
          () => settled(entries, { ...upTo(5n), originalStopped: false }),
          'guard-original-running',
          /pq\//,
        );
        const { first, keys } = settled(entries, upTo(5n));
        expect(keys).toEqual(Object.keys(files));
        expect(Object.values(first).map((text) => JSON.parse(text))).toEqual([
          { height: '6', round: 0, step: 0 },
        ]);
      }
    },
  );

  it('go with the state that was backed up beside them', async () => {
    const files = {
      'pq/config/keys.bin': 'opaque bytes',
      'pq/data/priv_validator_state.json': cometbftState(70),
    };
    const entries = await entriesOf(files, { pq: 'validator' });
    await expectRefusal(() => settled(entries, upTo(60n)), 'guard-height-too-low', /70/);
    expect(settled(entries, { ...said, acceptStale: true }).first).toEqual({
      'pq/data/priv_validator_state.json': cometbftState(70),
    });
  });

  it('are one signer where nobody can tell which file of the source is the key', async () => {
    const entries = await entriesOf({ 'pq/a.bin': 'one', 'pq/b.bin': 'two' }, { pq: 'signer' });
    expect(settled(entries, upTo(5n)).keys).toEqual(['pq/a.bin', 'pq/b.bin']);
    const two = await entriesOf({ 'pq/a.bin': 'one', 'qq/b.bin': 'two' }, { pq: 'signer', qq: 'signer' });
    await expectRefusal(() => settled(two, upTo(5n)), 'guard-several-keys', /2 consensus keys/);
  });

  it('are left alone beside the PEM key of a federation signer, whose settings they are', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const files = { 'fed/signer.pem': pem, 'fed/config.yaml': 'port: 1', 'fed/README': 'read me' };
    expect(settled(await entriesOf(files, { fed: 'signer' }), { ...said, originalStopped: false })).toEqual({
      first: expect.objectContaining({ 'fed/README': 'read me' }),
      keys: [],
    });
    await expectRefusal(
      async () => settled(await entriesOf(files, { fed: 'validator' }), { ...said, originalStopped: false }),
      'guard-original-running',
      /fed\//,
    );
  });

  it('are left alone in other roles, and where the source has a key that is known', async () => {
    const other = await entriesOf({ 'pq/a.bin': 'one' }, { pq: 'secrets' });
    expect(settled(other, { ...said, originalStopped: false }).keys).toEqual([]);
    const known = { 'h/chain-1_shard.json': shard(1), 'h/notes.bin': 'opaque' };
    expect(settled(await entriesOf(known, { h: 'validator' }), upTo(5n)).keys).toEqual([
      'h/chain-1_shard.json',
    ]);
  });
});

it('nothing was written by any of this', () => {
  expect(existsSync(join(root, 'to-1'))).toBe(false);
});
