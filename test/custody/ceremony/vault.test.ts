import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unpackArchive } from '@quorate/crypto-core/archive/unpack';
import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { openBundle } from '@quorate/crypto-core/bundle/open';
import { decodePayload, type UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import { openJournal } from '@quorate/custody/ceremony/journal';
import { type SealedFolder, Vault } from '@quorate/custody/ceremony/vault';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { expect, it } from 'vitest';
import { refusal, refusalOf } from '../../refusal.ts';
import { samplePlan } from '../../sample-plan.ts';
import { temporaryFolder } from '../../tools.ts';

const software = { name: 'quorate', version: '0.0.0' };

function home(): { path: string; secret: string } {
  const path = temporaryFolder();
  let secret = '';
  for (const file of sampleHome()) {
    mkdirSync(dirname(join(path, file.path)), { recursive: true });
    writeFileSync(join(path, file.path), file.bytes);
    if (file.path.endsWith('priv_validator_key.json')) {
      const text = Buffer.from(file.bytes).toString('utf8');
      secret = (JSON.parse(text) as { priv_key: { value: string } }).priv_key.value;
    }
  }
  return { path, secret };
}

function seal(vault: Vault, onStep?: (step: string) => void) {
  return vault.seal(
    {
      ceremonyId: '0badcafe',
      plan: readPlan(samplePlan()),
      planSha256: 'ab'.repeat(32),
      time: '2026-11-20T12:00:00Z',
      cost: { N: 1024, r: 8, p: 1 },
      software,
      kit: [],
    },
    openJournal('0badcafe', true, software),
    onStep,
  );
}

/** The memory a sealed bundle stands in, all of it. */
function memoryOf(sealed: SealedFolder): Uint8Array {
  const bundle = sealed.folder.files.find(({ path }) => path === 'bundle.quorate')?.bytes as Uint8Array;
  return new Uint8Array(bundle.buffer);
}

/** Every array of bytes and every text that can be reached from a value. */
function reachable(value: unknown): (Uint8Array | string)[] {
  if (typeof value === 'string' || value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(reachable) : [];
}

it('gives out neither an array nor a text of what it imported', async () => {
  const { path, secret } = home();
  const vault = new Vault();
  const { keys: reports } = await vault.import([{ name: 'validator', path }]);
  const out = reachable(reports);
  expect(out.some((part) => part instanceof Uint8Array)).toBe(false);
  expect(out.join('\n')).not.toContain(secret.slice(0, 40));
  expect(out.join('\n')).toContain('cometbft-priv-validator-key');
  vault.wipe();
  vault.assertWiped();
});

it('gives out a folder without cards, in which nothing of the keys can be read', async () => {
  const { path, secret } = home();
  const vault = new Vault();
  await vault.import([{ name: 'validator', path }]);
  const sealed = await seal(vault);
  expect(sealed).not.toHaveProperty('payloads');
  const bytes = reachable(sealed).map((part) => Buffer.from(part as Uint8Array));
  const payloads = [1, 2, 3].map((number) => vault.withCard(number, (payload) => Buffer.from(payload)));
  for (const part of bytes) {
    expect(part.includes(secret.slice(0, 40))).toBe(false);
    expect(payloads.some((payload) => part.includes(payload.subarray(8)))).toBe(false);
  }
  vault.wipe();
});

it('lends a copy of a card that is zero when it comes back, thrown or not, and that changes nothing', async () => {
  const { path } = home();
  const vault = new Vault();
  await vault.import([{ name: 'validator', path }]);
  await seal(vault);
  const lent: Uint8Array[] = [];
  const before = vault.withCard(2, (payload) => {
    lent.push(payload);
    return payload.join();
  });
  const thrown = () =>
    vault.withCard(2, (payload) => {
      lent.push(payload.fill(9));
      throw new Error('paper jam');
    });
  expect(thrown).toThrow('paper jam');
  expect(lent.every((payload) => payload.every((byte) => byte === 0))).toBe(true);
  expect(vault.withCard(2, (payload) => payload.join())).toBe(before);
  expect(refusal(() => vault.withCard(4, () => 0)).message).toMatch(/no card 4/);
  vault.wipe();
});

it('asserts that everything it held is zero, and refuses while something is not', async () => {
  const { path } = home();
  const vault = new Vault();
  await vault.import([{ name: 'validator', path }]);
  expect(refusal(() => vault.assertWiped()).code).toBe('vault-not-wiped');
  await seal(vault);
  expect(refusal(() => vault.assertWiped()).message).toMatch(/6 secrets/);
  vault.wipe();
  vault.assertWiped();
  expect(refusal(() => vault.withCard(1, () => 0)).code).toBe('ceremony-order');
});

it('encrypts the keys where they were read to, and finds nothing but the bundle there', async () => {
  const { path, secret } = home();
  const vault = new Vault();
  await vault.import([{ name: 'validator', path }]);
  const sealed = await seal(vault);
  const memory = Buffer.from(memoryOf(sealed).buffer);
  for (const text of [secret.slice(0, 20), 'priv_key', 'priv_validator', 'quorate-manifest', 'ustar']) {
    expect(memory.includes(text), text).toBe(false);
  }
  expect(vault.fileCount).toBe(0);
  vault.wipe();
  vault.assertWiped();
  expect(sealed.folder.files.some(({ bytes }) => memory.includes(Buffer.from(bytes)))).toBe(true);
});

it.each([
  ['a byte in front of the bundle', 0],
  ['the byte before it', (start: number) => start - 1],
  ['its first byte', (start: number) => start],
  ['a byte in its middle', (start: number, end: number) => (start + end) >> 1],
  ['its last byte', (_: number, end: number) => end - 1],
])('refuses to be wiped while something else stands where the keys were: %s', async (_, where) => {
  const { path } = home();
  const vault = new Vault();
  await vault.import([{ name: 'validator', path }]);
  const sealed = await seal(vault);
  vault.wipe();
  const memory = memoryOf(sealed);
  const at =
    typeof where === 'number'
      ? where
      : where(
          memory.findIndex((byte) => byte !== 0),
          memory.length,
        );
  memory[at] = (memory[at] as number) ^ 1;
  expect(refusal(() => vault.assertWiped()).message).toMatch(/^1 secrets/);
  memory[at] = (memory[at] as number) ^ 1;
  vault.assertWiped();
});

it.each(['splitting', 'packing', 'sealing', 'opening'])(
  'is empty at once when it is wiped in the middle of a seal: %s',
  async (step) => {
    const { path } = home();
    const vault = new Vault();
    await vault.import([{ name: 'validator', path }]);
    let wiped = 0;
    const sealing = seal(vault, (now) => {
      if (!now.startsWith(step)) return;
      // When the step has begun, not before it.
      queueMicrotask(() => {
        vault.wipe();
        vault.assertWiped();
        wiped++;
      });
    });
    expect(await refusalOf(() => sealing)).toMatchObject({
      code: 'ceremony-order',
      message: /ended meanwhile/,
    });
    expect(wiped).toBe(1);
    expect(vault.fileCount).toBe(0);
    vault.assertWiped();
  },
);

it('takes other files once the first were let go, and not before', async () => {
  const { path } = home();
  const one = [{ name: 'one', path }];
  const vault = new Vault();
  await vault.import(one);
  expect((await refusalOf(() => vault.import(one))).code).toBe('ceremony-order');
  vault.releaseFiles();
  vault.assertWiped();
  const two = [
    { name: 'two', path },
    { name: 'alone', path: join(path, 'config/node_key.json') },
  ];
  const { keys: reports } = await vault.import(two);
  expect(reports.map((report) => report.path)).toEqual(reports.map((report) => report.path).sort());
  expect(new Set(reports.map(({ name }) => name))).toEqual(new Set(['alone', 'two']));
  const sealed = await seal(vault);
  const shares = [1, 2, 3].map((number) => vault.withCard(number, (payload) => decodePayload(payload)));
  const [{ threshold }] = shares as [UnverifiedCard];
  const secret = await combineShares(
    shares.slice(0, threshold).map(({ share }) => share),
    threshold,
  );
  const bundle = sealed.folder.files.find((file) => file.path === 'bundle.quorate')?.bytes as Uint8Array;
  const { plaintext } = await openBundle(readBundle(bundle), passphraseBytes(secret), nodePrimitives);
  const { files } = unpackArchive(plaintext);
  expect(files.map((file) => file.path)).toEqual(reports.map((report) => report.path));
  for (const [index, { location }] of reports.entries()) {
    expect(Buffer.compare(files[index]?.content as Uint8Array, readFileSync(location))).toBe(0);
  }
  vault.wipe();
  vault.assertWiped();
});

it('holds nothing new when one of several files cannot be read', async () => {
  const { path } = home();
  const empty = join(path, 'empty.json');
  writeFileSync(empty, '');
  const vault = new Vault();
  const sources = [
    { name: 'validator', path },
    { name: 'alone', path: empty },
  ];
  expect((await refusalOf(() => vault.import(sources))).code).toBe('file-empty');
  vault.assertWiped();
});
