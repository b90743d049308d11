import { reserveKeyRoom } from '@quorate/crypto-core/bundle/key-room';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { secretBytes, toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { openJournal } from '@quorate/custody/ceremony/journal';
import { sealCeremony } from '@quorate/custody/ceremony/seal';
import { nodePrimitives } from '@quorate/custody/primitives';
import { describe, expect, it, vi } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { samplePlan } from '../../sample-plan.ts';

const source = { name: 'validator', role: null, host: null, created: null, expect: [] };

/** Seals files whose contents stand in a room, as the vault has them, or in arrays of their own. */
async function sealPaths(paths: readonly string[], { inRoom = false, N = 1024 } = {}) {
  const files: RecognisedFile[] = [];
  const secrets = paths.map((path) => toUtf8(`secret of ${path}`));
  const room = inRoom ? reserveKeyRoom(secrets.map(({ length }) => length)) : undefined;
  for (const [index, path] of paths.entries()) {
    const content = room?.contents[index] ?? secretBytes((secrets[index] as Uint8Array).length);
    content.set(secrets[index] as Uint8Array);
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
      ...(room && { room }),
      time: '2026-11-20T12:00:00Z',
      cost: { N, r: 8, p: 1 },
      software: { name: 'quorate', version: '0.0.0' },
      kit: [],
    },
    openJournal('c0ffee00', true, { name: 'quorate', version: '0.0.0' }),
  );
  return {
    sealing,
    room,
    isZeroed: () => (room ? [room.bytes] : given).every(isZero),
    isLetGo: () => files.every(({ content }) => content.length === 0),
  };
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

it('zeroes the contents it was given', async () => {
  const { sealing, isZeroed, isLetGo } = await sealPaths(['validator/a', 'validator/b']);
  expect((await sealing).folder.files.length).toBeGreaterThan(4);
  expect(isZeroed()).toBe(true);
  expect(isLetGo()).toBe(true);
});

it('encrypts contents that stand in a room where they stand, and leaves nothing else in it', async () => {
  const { sealing, room, isLetGo } = await sealPaths(['validator/a', 'validator/b'], { inRoom: true });
  const bundle = (await sealing).folder.files.find(({ path }) => path === 'bundle.quorate')
    ?.bytes as Uint8Array;
  const all = room?.bytes as Uint8Array;
  expect(bundle.buffer).toBe(all.buffer);
  expect(bundle.byteOffset + bundle.length).toBe(all.length);
  expect(isZero(all.subarray(0, bundle.byteOffset))).toBe(true);
  for (const text of ['secret of', 'validator/', 'manifest.json', 'ustar']) {
    expect(Buffer.from(all.buffer).includes(text), text).toBe(false);
  }
  expect(isLetGo()).toBe(true);
});

describe.each([
  ['in arrays of their own', false],
  ['in a room', true],
])('with contents %s', (_, inRoom) => {
  it.each([
    ['two in the wrong order', ['validator/b', 'validator/a']],
    // In UTF-16, which JavaScript sorts by, the surrogates of the second come first.
    ['sorted by something else than bytes', ['validator/\u{10348}', 'validator/\uff5e']],
  ])('takes no files that are not sorted by bytes of path: %s', async (_, paths) => {
    const { sealing, isZeroed } = await sealPaths(paths, { inRoom });
    await expect(sealing).rejects.toThrow(/not sorted by the bytes.*validator/);
    expect(isZeroed()).toBe(true);
    const right = await sealPaths([...paths].reverse(), { inRoom });
    await right.sealing;
  });

  it('zeroes them when a name cannot be packed', async () => {
    const paths = ['validator/a', `validator/${'x'.repeat(101)}`];
    const { sealing, isZeroed } = await sealPaths(paths, { inRoom });
    expect(await refusalOf(() => sealing)).toMatchObject({ code: 'archive-name' });
    expect(isZeroed()).toBe(true);
  });

  it('zeroes them, and what was packed around them, when the key cannot be derived', async () => {
    // No power of two: scrypt refuses it when the archive stands already.
    const { sealing, isZeroed } = await sealPaths(['validator/a'], { inRoom, N: 1025 });
    await expect(sealing).rejects.toThrow(/scrypt/i);
    expect(isZeroed()).toBe(true);
  });
});

it.each([
  ['in arrays of their own', false],
  ['in a room', true],
])('leaves no bundle that did not open, contents %s', async (_, inRoom) => {
  const broken = vi.spyOn(nodePrimitives.aesGcm, 'hashDecrypted');
  const opened = broken.mockResolvedValueOnce(new Uint8Array(32));
  try {
    const { sealing, isZeroed } = await sealPaths(['validator/a'], { inRoom });
    expect(await refusalOf(() => sealing)).toMatchObject({ code: 'seal-unproved' });
    expect(opened).toHaveBeenCalledOnce();
    expect(isZeroed()).toBe(true);
  } finally {
    broken.mockRestore();
  }
});
