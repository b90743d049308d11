import { toUtf8 } from '@quorate/crypto-core/encoding';
import {
  keyringPasswordBytes,
  keyringPasswordFile,
  opensKeyringItem,
  passwordIn,
} from '@quorate/crypto-core/keys/keyring-password';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { describe, expect, it } from 'vitest';
import { jwe } from './cosmos-files.ts';

const password = toUtf8('correct horse');

describe('the file of a keyring password', () => {
  it('holds it on the first line, and its size tells nothing of its length', () => {
    const sizes = ['a', 'correct horse', 'x'.repeat(256)].map((text) => {
      const file = keyringPasswordBytes(toUtf8(text));
      const [first, ...others] = Buffer.from(file).toString().split('\n');
      expect([first, others.join('')]).toEqual([text, '']);
      expect(passwordIn(file)).toEqual(toUtf8(text));
      return file.length;
    });
    expect(new Set(sizes)).toEqual(new Set([512]));
  });

  it('is known by its name for what it is, and nothing of it is shown', async () => {
    const file = keyringPasswordBytes(password);
    const description = await recogniseKeyFile(file, `validator/${keyringPasswordFile}`);
    expect(description).toMatchObject({ type: 'secrets-file', fingerprint: null, isPrivate: true });
    expect(description.notes.map(({ code }) => code)).toEqual(['plaintext']);
    expect(description.notes[0]?.text).toContain('password of the Cosmos keyring');
    expect(JSON.stringify(description)).not.toMatch(/horse|correct/);
    expect((await recogniseKeyFile(toUtf8('correct horse'), keyringPasswordFile)).type).toBe('secrets-file');
  });

  it.each([
    ['of another name', 'password.txt', 'correct horse\n'],
    ['with more than one line', keyringPasswordFile, 'one\ntwo\n'],
    ['that is empty', keyringPasswordFile, '\n\n'],
    ['that is no text', keyringPasswordFile, '\u0001\u0002\n'],
    ['that is far too long', keyringPasswordFile, 'x'.repeat(2000)],
  ])('is not a file %s', async (_, name, text) => {
    expect((await recogniseKeyFile(toUtf8(text), name)).type).toBe('opaque');
  });
});

it('a password opens the items it encrypts, and no others', async () => {
  const item = toUtf8(jwe('{}', 'correct horse', { iterations: 10 }));
  expect(await opensKeyringItem(item, password)).toBe(true);
  expect(await opensKeyringItem(item, toUtf8('correct hors'))).toBe(false);
  expect(await opensKeyringItem(toUtf8('no item'), password)).toBe(null);
});
