import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { openJournal } from '@quorate/custody/ceremony/journal';
import { Vault } from '@quorate/custody/ceremony/vault';
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

function seal(vault: Vault) {
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
  );
}

/** Every array of bytes and every text that can be reached from a value. */
function reachable(value: unknown): (Uint8Array | string)[] {
  if (typeof value === 'string' || value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(reachable) : [];
}

it('gives out neither an array nor a text of what it imported', async () => {
  const { path, secret } = home();
  const vault = new Vault();
  const reports = await vault.import([{ name: 'validator', path }]);
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

it('holds nothing new when one of several files cannot be read', async () => {
  const { path } = home();
  writeFileSync(join(path, 'empty.json'), '');
  const vault = new Vault();
  expect((await refusalOf(() => vault.import([{ name: 'validator', path }]))).code).toBe('file-empty');
  vault.assertWiped();
});
