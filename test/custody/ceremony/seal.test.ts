import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { openJournal } from '@quorate/custody/ceremony/journal';
import { sealCeremony } from '@quorate/custody/ceremony/seal';
import { nodePrimitives } from '@quorate/custody/primitives';
import { expect, it } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { samplePlan } from '../../sample-plan.ts';

const source = { name: 'validator', role: null, host: null, created: null, expect: [] };

async function sealPaths(paths: readonly string[]) {
  const files: RecognisedFile[] = [];
  for (const path of paths) {
    const content = toUtf8(`secret of ${path}`);
    const description = await recogniseKeyFile(content, path);
    files.push({
      name: 'validator',
      path,
      location: path,
      mode: 0o600,
      modified: new Date(0),
      content,
      description,
    });
  }
  const given = files.map(({ content }) => content);
  const plan = samplePlan({ sources: [source] });
  const sealing = sealCeremony(
    {
      ceremonyId: 'c0ffee00',
      plan: readPlan(plan),
      planSha256: toHex(nodePrimitives.sha256(plan)),
      files,
      time: '2026-11-20T12:00:00Z',
      cost: { N: 1024, r: 8, p: 1 },
      software: { name: 'quorate', version: '0.0.0' },
      kit: [],
    },
    openJournal('c0ffee00', true, { name: 'quorate', version: '0.0.0' }),
  );
  return { sealing, isZeroed: () => given.every((content) => content.every((byte) => byte === 0)) };
}

it('zeroes the contents it was given', async () => {
  const { sealing, isZeroed } = await sealPaths(['validator/a', 'validator/b']);
  expect((await sealing).folder.files.length).toBeGreaterThan(4);
  expect(isZeroed()).toBe(true);
});

it.each([
  ['two in the wrong order', ['validator/b', 'validator/a']],
  // In UTF-16, which JavaScript sorts by, the surrogates of the second come first.
  ['sorted by something else than bytes', ['validator/\u{10348}', 'validator/\uff5e']],
])('takes no files that are not sorted by bytes of path: %s', async (_, paths) => {
  const { sealing, isZeroed } = await sealPaths(paths);
  await expect(sealing).rejects.toThrow(/not sorted by the bytes.*validator/);
  expect(isZeroed()).toBe(true);
  const right = await sealPaths([...paths].reverse());
  await right.sealing;
});

it('zeroes the contents when a name cannot be packed', async () => {
  const { sealing, isZeroed } = await sealPaths(['validator/a', `validator/${'x'.repeat(101)}`]);
  expect(await refusalOf(() => sealing)).toMatchObject({ code: 'archive-name' });
  expect(isZeroed()).toBe(true);
});
