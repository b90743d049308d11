import { toUtf8 } from '@quorate/crypto-core/encoding';
import { passwordIn } from '@quorate/crypto-core/keys/keyring-password';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { expect, it } from 'vitest';
import { withKeyringPasswords } from '../../electron/worker/keyring-passwords.ts';
import { refuseUnstopped, signingStateView } from '../../electron/worker/signing-states.ts';

// What the desktop asks about keys before it seals them: whether nodes were stopped, and passwords of keyrings.

const home: KeyReport[] = await Promise.all(
  sampleHome().map(async ({ path, bytes }) => ({
    name: 'validator',
    path: `validator/${path}`,
    location: path,
    mode: 0o600,
    bytes: bytes.length,
    modified: new Date('2026-11-20T12:00:00.500Z'),
    description: await recogniseKeyFile(bytes, path),
  })),
);
const isState = ({ path }: KeyReport) => path.endsWith('priv_validator_state.json');

it('tells of each signing state how far it goes and when it was written', () => {
  expect(home.map(signingStateView).filter((state) => state !== null)).toEqual([
    { signedUpTo: expect.stringMatching(/^height 4711042/), written: '2026-11-20T12:00:00Z' },
  ]);
});

it('goes on with a signing state only when somebody said that the node was stopped', () => {
  const real = { isRehearsal: false };
  const refused = expect.objectContaining({
    code: 'not-confirmed',
    hint: expect.stringMatching(/^stop the node/),
  });
  expect(() => refuseUnstopped(home, { ...real, isStopped: false })).toThrow(refused);
  refuseUnstopped(home, { ...real, isStopped: true });
  refuseUnstopped(home, { isRehearsal: true, isStopped: false });
  refuseUnstopped(
    home.filter((key) => !isState(key)),
    { ...real, isStopped: false },
  );
});

it('lends passwords as files for the bundle, and zeroes them whatever becomes of the work', async () => {
  const seen: Uint8Array[] = [];
  const typed = [{ name: 'one', password: 'correct horse' }];
  const work = withKeyringPasswords(typed, ['one', 'two'], async (passwords) => {
    for (const { name, file } of passwords) {
      expect([name, Buffer.from(passwordIn(file)).toString()]).toEqual(['one', 'correct horse']);
      seen.push(file);
    }
    throw new Error('the import failed');
  });
  await expect(work).rejects.toThrow('the import failed');
  expect(seen.map((file) => file.every((byte) => byte === 0))).toEqual([true]);
});

it.each([
  ['for no source', [{ name: 'three', password: 'a' }], 'usage-option'],
  [
    'twice for one',
    [
      { name: 'one', password: 'a' },
      { name: 'one', password: 'b' },
    ],
    'usage-option',
  ],
  ['empty', [{ name: 'one', password: '' }], 'not-confirmed'],
  ['of two lines', [{ name: 'one', password: 'a\nb' }], 'not-confirmed'],
  ['longer in bytes than it looks', [{ name: 'one', password: 'ß'.repeat(129) }], 'not-confirmed'],
])('refuses a password %s, without repeating it', async (_, typed, code) => {
  let asked = 0;
  const refused = await withKeyringPasswords(typed, ['one', 'two'], async () => asked++).catch(
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({ code });
  expect(asked).toBe(0);
  const told = String((refused as Error).message);
  for (const { password } of typed) expect(password.length > 1 && told.includes(password)).toBe(false);
  expect(toUtf8(told).length).toBeLessThan(200);
});
