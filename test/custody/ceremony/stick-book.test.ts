import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { StickBook } from '@quorate/custody/ceremony/stick-book';
import type { Drive } from '@quorate/custody/drives/drive';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, refusal } from '../../refusal.ts';
import { sampleDrive } from '../drives/sample-drive.ts';

// Two sticks of one ceremony, taken out and plugged in as people do it: here a plug is a folder, and what is in it is
// what the test says.

const name = 'quorate-20261120-keys-0badc0de';
const first: Drive = { ...sampleDrive, fileSystem: 'vfat', mountPoint: null, ceremonyFolders: [name] };
const second: Drive = { ...first, serial: '0002', connection: '13' };

let plug: string;
let inPlug: Drive | null;
let book: StickBook;
const folder = () => join(plug, name);
const facts = (number: number) => ({ number, folder: folder(), state: 'verified' as const });
const closing = () => join(folder(), 'records', 'closing.jsonl');
const deliver = (number: number) => {
  let isDelivered = false;
  book.deliver(facts(number), () => {
    mkdirSync(join(folder(), 'records'), { recursive: true });
    writeFileSync(closing(), 'closed');
    isDelivered = true;
  });
  return isDelivered;
};
/** What a stick holds goes along with it. */
const swap = (next: Drive, isDelivered: boolean) => {
  inPlug = next;
  rmSync(join(folder(), 'records'), { recursive: true, force: true });
  if (isDelivered) {
    mkdirSync(join(folder(), 'records'));
    writeFileSync(closing(), 'closed');
  }
};

beforeEach(() => {
  plug = mkdtempSync(join(tmpdir(), 'quorate-plug-'));
  mkdirSync(folder());
  book = new StickBook(
    () => inPlug as Drive,
    () => (inPlug === null ? [] : [{ ...inPlug, mountPoint: plug }]),
  );
});
afterEach(() => rmSync(plug, { recursive: true, force: true }));

/** Writes and verifies both, one after the other in one plug. */
function writeBoth(one: Drive, other: Drive): void {
  let connection = 20;
  for (const [index, drive] of [one, other].entries()) {
    swap(drive, false);
    book.wrote(index + 1, drive, folder());
    inPlug = { ...drive, connection: `${++connection}` };
    book.checkReplugged(index + 1, book.whereNow(facts(index + 1)));
  }
}

describe('the closing record', () => {
  it('does not go to another stick of the ceremony, whose folder has the same name', () => {
    writeBoth(first, second);
    const { code, message } = refusal(() => deliver(1));
    expect([code, message]).toEqual(['stick-unfit', expect.stringContaining('is not the stick')]);
    expect(deliver(2)).toBe(true);
    swap({ ...first, connection: '30' }, false);
    expect(deliver(1)).toBe(true);
  });

  it.each([
    ['was verified in this plug', '22'],
    ['has the record already', '31'],
  ])('does not go to a stick without a serial that %s', (_, connection) => {
    const [one, other] = [first, second].map((drive) => ({ ...drive, serial: null })) as [Drive, Drive];
    writeBoth(one, other);
    expect(deliver(2)).toBe(true);
    swap({ ...other, connection }, true);
    const { code, message, hint } = refusal(() => deliver(1));
    expect([code, message]).toEqual([
      'stick-unfit',
      expect.stringMatching(/is (another )?stick .*not stick 1$/),
    ]);
    expect(hint).toContain('plug in stick 1');
    swap({ ...one, connection: '32' }, false);
    expect(deliver(1)).toBe(true);
  });

  it('goes to a stick once more that was pulled meanwhile, and never to one that gave back other bytes', () => {
    writeBoth(first, second);
    // Nothing was written: what else may be said of the stick, it can be tried again.
    const failing = (code: 'medium-failed' | 'medium-differs') =>
      refusal(() =>
        book.deliver(facts(2), () => {
          throw new QuorateError(code, 'the stick');
        }),
      ).code;
    expect(failing('medium-failed')).toBe('medium-failed');
    swap(inPlug as Drive, true);
    expect(deliver(2)).toBe(true);
    expect(failing('medium-differs')).toBe('medium-differs');
    expect(refusal(() => deliver(2))).toMatchObject({
      code: 'stick-bad',
      hint: expect.stringContaining('end the'),
    });
  });
});

it('a stick whose probe did not pass is probed the next time; one that was begun is not', async () => {
  inPlug = first;
  const how = { signal: AbortSignal.abort() };
  for (let time = 0; time < 2; time++)
    await expectRefusal(() => book.begin(1, plug, first, how), 'interrupted');
  const rehearsal = { ...first, isFolder: true };
  expect(await book.begin(1, plug, rehearsal, {})).toMatchObject({ isRetry: false });
  expect(await book.begin(1, plug, rehearsal, {})).toMatchObject({ isRetry: true });
});
