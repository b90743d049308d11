import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPatiently, rereadPredicate } from '@quorate/custody/files/patient-read';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { requireTool, run, temporaryFolder } from '../../tools.ts';

const child = new URL('read-child.ts', import.meta.url).pathname;

/** Reads a file in a child; the system fails some of its reads of that file. @param when which, as strace counts them */
function readFailing(how: 'once' | 'hash' | 'compare', path: string, when: string, error = 'EIO') {
  const failing = ['-P', path, '-e', `inject=pread64:error=${error}:when=${when}`, '-e', 'trace=pread64'];
  const ended = run('strace', ['-f', '-o', '/dev/null', ...failing, process.execPath, child, how, path]);
  return JSON.parse(ended.stdout) as { rereads: { offset: number; tries: number }[] } & Record<
    string,
    unknown
  >;
}

describe.skipIf(!requireTool('strace'))('a file whose medium reports errors', () => {
  const bytes = randomBytes(2_500_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, bytes);
    writeFileSync(`${path}.same`, bytes);
    return path;
  };

  it.each(['once', 'hash', 'compare'] as const)('is read at the second or third try: %s', (how) => {
    const path = file();
    const told = (tries: number, offset = 0) => ({
      sha256: how === 'compare' ? null : sha256,
      rereads: [{ path, offset, tries }],
    });
    expect(readFailing(how, path, '1')).toEqual(told(2));
    expect(readFailing(how, path, '1..2', 'ENODATA')).toEqual(told(3));
    if (how === 'hash') expect(readFailing(how, path, '2')).toEqual(told(2, 1024 * 1024));
    expect(readFailing(how, path, '999')).toMatchObject({ rereads: [] });
  });

  it('is read in pieces when the whole fails thrice, and each piece is tried', () => {
    const path = file();
    expect(readFailing('hash', path, '1..3')).toEqual({ sha256, rereads: [{ path, offset: 0, tries: 4 }] });
    expect(readFailing('hash', path, '1..5')).toEqual({ sha256, rereads: [{ path, offset: 0, tries: 4 }] });
  });

  it('is given up with the place of the first piece that cannot be read', () => {
    const path = file();
    expect(readFailing('once', path, '1+')).toEqual({
      code: 'medium-failed',
      message: `${path} cannot be read: the medium reports an error at byte 0 (sector 0 of the file), at 3 tries`,
      rereads: [],
    });
    // The second megabyte never: where it begins.
    expect(readFailing('hash', path, '2+')).toMatchObject({
      code: 'medium-failed',
      message: expect.stringContaining('at byte 1048576 (sector 2048 of the file), at 3 tries'),
    });
  });
});

it('says of a place that was read late what it means', () => {
  expect(rereadPredicate({ path: 'x', offset: 4096, tries: 2 })).toBe(
    'was read only at try 2, at byte 4096 (sector 8 of the file): a stick that does so is dying, replace it',
  );
});

it.skipIf(process.platform !== 'linux')('what is wrong in another way is not tried again', () => {
  const descriptor = openSync(temporaryFolder(), 'r');
  try {
    expect(() => readPatiently('x', descriptor, new Uint8Array(1), 0)).toThrow(/EISDIR/);
  } finally {
    closeSync(descriptor);
  }
  // A place of the memory where nothing is: the kernel reports EIO.
  const memory = openSync('/proc/self/mem', 'r');
  try {
    const refused = refusal(() => readPatiently('memory', memory, new Uint8Array(5000), 0));
    expect([refused.code, refused.message]).toEqual(['medium-failed', expect.stringContaining('at byte 0 ')]);
  } finally {
    closeSync(memory);
  }
});
