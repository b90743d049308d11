import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { type CountedRecord, dutiesDue, firstDue } from '@quorate/custody/drill/due';
import { drillKinds, kinds } from '@quorate/custody/drill/kinds';
import { compareLastRecord } from '@quorate/custody/drill/last-record';
import { timeToRestore, typedTime } from '@quorate/custody/drill/objective';
import { proposeCards, proposeStick } from '@quorate/custody/drill/propose';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { plainPlan } from '../../sample-plan.ts';

const { verification } = plainPlan;
const ceremony = '2026-11-20T12:00:00Z';
const drill = (kind: string, time: string, more: Partial<CountedRecord> = {}): CountedRecord => ({
  type: 'drill',
  time,
  data: { kind, verdict: 'passed' },
  mac: 'ab'.repeat(32),
  ...more,
});
const due = (records: readonly CountedRecord[], now: string) =>
  Object.fromEntries(
    dutiesDue(verification, ceremony, records, new Date(now)).map(({ duty, nextDue, overdueDays }) => [
      duty,
      `${nextDue} ${overdueDays}`,
    ]),
  );

describe('what is due', () => {
  it('counts from the ceremony where there was no drill', () => {
    expect(due([], '2026-11-21T00:00:00Z')).toEqual({
      integrity: '2026-11-27 0',
      opening: '2026-12-20 0',
      restore: '2027-02-18 0',
    });
  });

  it('is overdue from the day after, by whole days', () => {
    expect(due([], '2026-11-27T23:59:59Z')['integrity']).toBe('2026-11-27 0');
    expect(due([], '2026-11-28T00:00:00Z')['integrity']).toBe('2026-11-27 1');
    expect(due([], '2027-02-20T08:00:00Z')).toEqual({
      integrity: '2026-11-27 85',
      opening: '2026-12-20 62',
      restore: '2027-02-18 2',
    });
  });

  it.each(drillKinds)('moves on with a %s drill by what that kind does', (kind) => {
    const before = due([], '2026-12-01T12:00:00Z');
    const after = due([drill(kind, '2026-12-01T09:00:00Z')], '2026-12-01T12:00:00Z');
    const moved = Object.keys(before).filter((duty) => before[duty] !== after[duty]);
    expect(moved).toEqual([...kinds[kind].fulfils]);
    expect(after['integrity']).toBe('2026-12-08 0');
  });

  it('counts the newest, whatever the order', () => {
    const records = ['2026-12-05', '2026-12-20', '2026-12-01'].map((day) =>
      drill('restore', `${day}T09:00:00Z`),
    );
    expect(due(records, '2026-12-21T00:00:00Z')['restore']).toBe('2027-03-20 0');
  });

  it.each<[string, CountedRecord]>([
    [
      'a drill that failed',
      drill('restore', '2026-12-01T09:00:00Z', { data: { kind: 'restore', verdict: 'failed' } }),
    ],
    ['a drill of a kind nobody knows', drill('toString', '2026-12-01T09:00:00Z')],
    ['a drill from the future', drill('restore', '2036-12-01T09:00:00Z')],
    ['a handover', drill('restore', '2026-12-01T09:00:00Z', { type: 'handover' })],
  ])('does not move on with %s', (_, record) => {
    expect(due([record], '2026-12-02T00:00:00Z')).toEqual(due([], '2026-12-02T00:00:00Z'));
  });

  it('takes an opening on no word without the MAC that only the cards can make', () => {
    const told = due([drill('restore', '2026-12-01T09:00:00Z', { mac: null })], '2026-12-02T00:00:00Z');
    expect(told).toEqual({ integrity: '2026-12-08 0', opening: '2026-12-20 0', restore: '2027-02-18 0' });
  });

  it('knows the first day of several', () => {
    expect(firstDue(dutiesDue(verification, ceremony, [], new Date(ceremony)))).toBe('2026-11-27');
    expect(firstDue([])).toBe('');
  });
});

describe('what is proposed', () => {
  const tested = (time: string, ...cards: number[]) => ({ type: 'drill' as const, time, data: { cards } });
  it('are the cards never tested, then those tested longest ago', () => {
    const records = [tested('2027-01-01T00:00:00Z', 1, 3), tested('2027-04-01T00:00:00Z', 3, 5)];
    expect(proposeCards([], 3, 5).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(proposeCards(records, 3, 5)).toEqual([
      { number: 1, time: '2027-01-01T00:00:00Z' },
      { number: 2, time: null },
      { number: 4, time: null },
    ]);
  });

  it('never a card that was reported lost', () => {
    const lost = { type: 'lost' as const, time: '2027-01-01T00:00:00Z', data: { card: 2 } };
    expect(proposeCards([lost], 3, 3).map(({ number }) => number)).toEqual([1, 3]);
  });

  it('come to no harm by records that say something else', () => {
    const odd = [null, 'x', { 1: 2 }, [1.5, 'a', null]].map((cards) => ({
      type: 'drill' as const,
      time: '2027-01-01T00:00:00Z',
      data: { cards },
    }));
    expect(proposeCards(odd, 2, 3).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is the stick without a drill, then the one whose drill is oldest', () => {
    const a = { name: 'A', records: [tested('2027-04-01T00:00:00Z', 1)] };
    const b = { name: 'B', records: [tested('2027-01-01T00:00:00Z', 1)] };
    expect(proposeStick([a, b])).toMatchObject({ name: 'B', time: '2027-01-01T00:00:00Z' });
    expect(proposeStick([a, b, { name: 'C', records: [] }])).toMatchObject({ name: 'C', time: null });
  });
});

describe('the record of the last report', () => {
  const [first, second] = ['1a'.repeat(32), '2b'.repeat(32)];
  const stored = [{ sha256: first }, { sha256: second }];
  it.each<[string, string | null, string]>([
    ['is the newest', second, 'same'],
    ['is the newest, typed in groups and capitals', second.toUpperCase().replace(/(.{4})/g, '$1 '), 'same'],
    ['is the newest, in words', `  ${hashWords(fromHex(second)).toUpperCase()} `, 'same'],
    ['has newer ones after it', first, 'newer'],
    ['is not there', '3c'.repeat(32), 'missing'],
    ['is at nobody’s hand', null, 'not-compared'],
  ])('%s', (_, typed, answer) => {
    expect(compareLastRecord(typed, stored)).toBe(answer);
  });

  it('is not taken half', () => {
    expect(refusal(() => compareLastRecord(second.slice(1), stored)).code).toBe('usage-option');
    expect(refusal(() => compareLastRecord('abandon ability', stored)).code).toBe('usage-option');
    expect(compareLastRecord(second, [])).toBe('missing');
  });
});

describe('the recovery time', () => {
  const now = new Date('2027-02-18T10:00:00Z');
  const times = { total: 5000 };
  it('counts from detection where that was typed, else from the start, else from the program', () => {
    const [detected, started] = ['2027-02-18T08:30:00Z', '2027-02-18T09:30:00Z'];
    expect(timeToRestore({ times, now, detected, started, wasOpened: true })).toMatchObject({
      milliseconds: 5_400_000,
      from: 'detection',
      isMet: false,
    });
    expect(timeToRestore({ times, now, detected: null, started, wasOpened: true })).toMatchObject({
      milliseconds: 1_800_000,
      from: 'start',
      isMet: true,
    });
    expect(timeToRestore({ times, now, detected: null, started, wasOpened: false }).isMet).toBe(false);
    expect(timeToRestore({ times, now, detected: null, started: null, wasOpened: true })).toMatchObject({
      milliseconds: 5000,
      from: 'program',
    });
  });

  it('takes times as people type them, none that cannot be', () => {
    expect(typedTime('2027-02-18 09:00', '--detected', now)).toBe('2027-02-18T09:00:00Z');
    expect(typedTime('2027-02-18T09:00:30Z', '--detected', now)).toBe('2027-02-18T09:00:30Z');
    for (const text of ['09:00', '2027-02-30 09:00', '2027-02-18 25:00', '2027-02-18 10:01', 'x']) {
      expect(refusal(() => typedTime(text, '--detected', now)).code).toBe('usage-option');
    }
  });
});
