import { journalLines } from '@quorate/custody/ceremony/journal-lines';
import { checkReason } from '@quorate/custody/ceremony/reasons';
import { checkDate } from '@quorate/custody/ceremony/watch';
import { expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { people, plan, smoothCeremony } from './machine-events.ts';

it('every event is journaled under its own name, but for those whose makers write the line, and the delivery', () => {
  const silent = smoothCeremony.filter((event) => journalLines(event).length === 0).map(({ event }) => event);
  expect([...new Set(silent)]).toEqual([
    'bundle.sealed',
    'folder.sealed',
    'ceremony.closed',
    'stick.delivered',
    'delivery.ended',
  ]);
  for (const event of smoothCeremony) {
    for (const line of journalLines(event)) {
      expect(line.event).toBe(event.event === 'keys.imported' ? 'key.imported' : event.event);
    }
  }
});

it('no line names a person, a place or a path of this machine', () => {
  const more = [
    { event: 'sticks.finished', fewer: { reason: 'one broke', people } },
    { event: 'card.reprinted', card: 2, reason: 'smudged', people },
    { event: 'preflight.overridden', check: 'swap', reason: 'zram', witness: 'Witness' },
  ] as const;
  const lines = JSON.stringify([...smoothCeremony, ...more].flatMap(journalLines));
  const names = plan.custodians.flatMap(({ name, location }) => [`"${name}"`, location]);
  for (const name of [...names, '"Operator"', '"Witness"', '/media']) expect(lines).not.toContain(name);
  expect(lines).toContain('"witness":1');
});

it('a reason is a sentence without control characters and without custodians', () => {
  const custodians = [{ name: 'Ada Lovelace', location: 'Zurich', openpgp: null }];
  expect(checkReason('  the second stick broke ', custodians)).toBe('the second stick broke');
  for (const [reason, message] of [
    ['  ', /empty/],
    ['x'.repeat(501), /more than 500/],
    ['a\u202eb', /control characters/],
    ['ada lovelace lost it', /names the custodian Ada Lovelace/],
  ] as const) {
    expect(refusal(() => checkReason(reason, custodians)).message).toMatch(message);
  }
});

it('the date from a watch is the one here or the one in UTC', () => {
  const now = new Date('2026-11-20T23:30:00Z');
  expect(checkDate(' 2026-11-20 ', now)).toBe('2026-11-20');
  expect(refusal(() => checkDate('2026-11-19', now)).code).toBe('date-differs');
  expect(refusal(() => checkDate('20.11.2026', now)).message).toMatch(/"20.11.2026" is not a date/);
});

it.each([
  [null, {}],
  [{ encryption: 'luks' }, { encryption: 'luks' }],
  [{ encryption: 'hardware' }, { encryption: 'hardware' }],
  [
    { encryption: 'none', reason: 'no other stick was to be had' },
    { encryption: 'none', reason: 'no other stick was to be had' },
  ],
] as const)('what protects a stick is journaled: %j', (protection, said) => {
  const lines = journalLines({ event: 'stick.written', stick: 2, folder: '/media/b', protection });
  expect(lines).toEqual([{ event: 'stick.written', data: { stick: 2, ...said } }]);
});
