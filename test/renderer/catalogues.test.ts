import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../renderer/strings/catalogue.ts';
import { de } from '../../renderer/strings/de/index.ts';
import { en } from '../../renderer/strings/en/index.ts';

// The compiler sees that no member is missing. What it cannot see: English left in German, words that say nothing,
// plurals, quotes.

type Words = (...given: unknown[]) => unknown;
type Leaf = string | Words | readonly string[];

/** Members that take something other than numbers and names, and what they are given here. */
const given: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'common.pace': [
    [{ done: 0.5, megabytes: 1.25, ofMegabytes: 2.5, megabytesPerSecond: 1.5, secondsLeft: 1 }],
    [{ done: 0, megabytes: 0, ofMegabytes: 2.5, megabytesPerSecond: null, secondsLeft: null }],
  ],
  'common.day': [['2031-04-27']],
  'people.picturePlace': [
    ['Bern', [1]],
    ['Bern', [1, 2]],
  ],
  'people.gap': ['label', 'operator', 'singleStickReason', 'witness', 'card', 'stick', 'source'].flatMap(
    (field) =>
      ['name', 'place', 'both'].flatMap((lacks) =>
        [true, false].map((isSpare) => [{ field, number: 2, lacks, isSpare, isPassed: true }]),
      ),
  ),
  'cards.paper': [['a4'], ['letter']],
  'keyStep.stopped.ago': ['minute', 'hour', 'day'].flatMap((unit) =>
    [0, 1, 2].map((count) => [{ count, unit }]),
  ),
  'keyStep.stopped.signedUpTo': [[null], ['height 4711042, round 0, step 3']],
  'attempt.facts.anyOf': [[{ threshold: 2, count: 3 }]],
  'attempt.facts.keysOf': [[{ keys: 3, sources: ['validator', 'provider'] }]],
  'attempt.cards.proposed': [[[2]], [['2', '3']]],
  'drill.result.cards': [[[2]], [[1, 2, 3]]],
  'recovery.guard.keys': [[['a/node.bin']], [['a/node.bin', 'b/node.bin']]],
  'recovery.plan.decision': ['destination', 'min-height', 'provided', 'backup', 'stale-backup'].map(
    (basis) => [{ basis, height: '4711042', reason: 'the state that stands there is the newest' }],
  ),
  'recovery.result.time': ['detection', 'start', 'program'].map((from) => [
    { milliseconds: 90_000, limit: 3_600_000, from },
  ]),
  'care.lostNow': [
    [[2], 1, 2],
    [[1, 3], 3, 2],
  ],
  'care.lost.all': [[[2]], [[1, 2, 3]]],
  ...Object.fromEntries(
    ['rollCall.open', 'deliver.endEarly', 'closed.undelivered', 'leaving.open'].map((path) => [
      path,
      [[[2]], [[1, 2, 3]]],
    ]),
  ),
};

/** Every string and every function of a catalogue, by its path. What the worker tells has a test of its own. */
function leaves(node: object, path = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(node)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (/^(told|sampleForm|attempt\.told|recovery\.plan\.warning)$/.test(here)) continue;
    const isLeaf = typeof value !== 'object' || (Array.isArray(value) && typeof value[0] === 'string');
    if (isLeaf) found.set(here, value as Leaf);
    else for (const [below, leaf] of leaves(value as object, here)) found.set(below, leaf);
  }
  return found;
}

/** Everything a member says, for all that it is given. */
function sayings(path: string, leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf];
  if (typeof leaf !== 'function') return [...leaf];
  const numbers = [1, 2, 7].map((number) => Array.from({ length: 3 }, () => number));
  return (given[path] ?? numbers).map((some) => leaf(...some) as string);
}

const catalogues = { en, de };
const all = (language: Language) =>
  [...leaves(catalogues[language])].flatMap(([path, leaf]) =>
    sayings(path, leaf).map((text) => [path, text] as const),
  );

/** What is called the same in both languages. */
const sameInBoth =
  /^(languageNames|home\.(product|version)|side\.journal|people\.stick|people\.stickPlace|sheet\.(a4|letter)|sticks\.stick|script\.sticks\.title|common\.byteCount|attempt\.stick$|attempt\.cards\.taken|drill\.parts\.stick\.title|recovery\.parts\.(sticks|plan)\.title|recovery\.result\.into|drill\.restore\.look)/;

/** Words that are English and not German. */
const english =
  /\b(the|of|and|is|are|it|its|this|that|with|not|for|from|card|cards|key|keys|witness|custodian|read|write|print|what|which|who|nothing|once|yes|no)\b/i;

describe('The catalogues', () => {
  it('have the same members', () => {
    const shape = (language: Language) =>
      [...leaves(catalogues[language])].map(([path, leaf]) => `${path}: ${typeof leaf}`).sort();
    for (const language of languages) expect(shape(language)).toEqual(shape('en'));
    expect(de.closed.todo).toHaveLength(en.closed.todo.length);
    expect(de.closed.todoRehearsal).toHaveLength(en.closed.todoRehearsal.length);
    for (const part of Object.keys(en.script) as (keyof typeof en.script)[]) {
      expect([part, de.script[part].lines.length]).toEqual([part, en.script[part].lines.length]);
    }
  });

  it.each(languages)('say something whatever they are given: %s', (language) => {
    const empty = all(language).filter(
      ([, text]) => typeof text !== 'string' || text.trim() === '' || /undefined|NaN|\[object/.test(text),
    );
    expect(empty).toEqual([]);
    expect(all(language).length).toBeGreaterThan(400);
  });

  it('leave no English in German', () => {
    const inEnglish = new Map(all('en').map(([path, text], index) => [`${path} ${index}`, text]));
    const left = all('de').filter(
      ([path, text], index) =>
        !sameInBoth.test(path) && (inEnglish.get(`${path} ${index}`) === text || english.test(text)),
    );
    expect(left).toEqual([]);
  });

  it('write German as German is written', () => {
    const odd = all('de').filter(([, text]) => {
      const opened = [...text].filter((sign) => sign === '„').length;
      const closed = [...text].filter((sign) => sign === '“').length;
      return (
        opened !== closed ||
        /["'”’]|\s[,:;!?]|\s\.(?!quorate)|\.\.\.|\b(fuer|ueber|koenn|pruef|schluess|groess|loesch|waehl|muess)/i.test(
          text,
        )
      );
    });
    expect(odd).toEqual([]);
  });

  it('address nobody in German, and are short enough to be read aloud', () => {
    const longest = 200;
    const faults = all('de').filter(
      ([, text]) =>
        /\b(Sie bitte|Ihr|Ihnen|[Dd]u|[Dd]ein\w*)\b|[a-zäöüß,] (Sie|Ihre\w*)\b/.test(text) ||
        text.length > longest,
    );
    expect(faults).toEqual([]);
  });

  it('say in German how far a key has signed, and when that was written', () => {
    const { signedUpTo, ago } = de.keyStep.stopped;
    expect(signedUpTo('height 4711042, round 0, step 3')).toMatch(
      /^signiert bis Höhe 4\D711\D042, Runde 0, Schritt 3$/,
    );
    expect([0, 1, 5].map((count) => ago({ count, unit: 'minute' }))).toEqual([
      'gerade eben',
      'vor einer Minute',
      'vor 5 Minuten',
    ]);
    expect(en.keyStep.stopped.ago({ count: 0, unit: 'minute' })).toBe('just now');
  });

  it('count as each language counts', () => {
    expect([1, 2].map((lines) => de.side.lines(lines))).toEqual(['1\u00a0Zeile', '2\u00a0Zeilen']);
    expect([1, 2].map((checks) => de.preflight.passed(checks))).toEqual([
      '1 Prüfung bestanden',
      '2 Prüfungen bestanden',
    ]);
    expect([[2], [1, 2, 3]].map((cards) => de.rollCall.open(cards))).toEqual([
      'Noch nicht im Beutel: Karte 2',
      'Noch nicht im Beutel: Karten 1, 2 und 3',
    ]);
    expect(en.rollCall.open([1, 2, 3])).toBe('Not in its bag yet: cards 1, 2 and 3');
    expect([0, 1, 2].map((spare) => de.people.pictureSpare(spare))).toEqual([
      'keine darf fehlen',
      '1 darf fehlen',
      '2 dürfen fehlen',
    ]);
  });

  it('write numbers, units and days as each language does', () => {
    const pace = {
      done: 0.5,
      megabytes: 1234.5,
      ofMegabytes: 2500,
      megabytesPerSecond: 7.25,
      secondsLeft: 1,
    };
    expect(en.common.pace(pace)).toBe('1,234.5 of 2,500.0 MB, 7.3 MB a second, 1 second left');
    expect(de.common.pace(pace)).toBe(
      '1.234,5 von 2.500,0\u202fMB; 7,3\u202fMB je Sekunde; noch 1\u00a0Sekunde',
    );
    expect(en.sticks.facts.roomOf(61_000_000_000, 62_000_000_000, 12_300_000)).toBe(
      '61\u00a0GB free of 62\u00a0GB; the ceremony takes 13\u00a0MB',
    );
    expect(de.sticks.facts.roomOf(7_820_000_000, 62_000_000_000, 12_300_000)).toBe(
      '7,8\u202fGB frei von 62\u202fGB; die Zeremonie braucht 13\u202fMB',
    );
    const sizes = [999_000_000, 999_000_001, 8_004_000_000, 9_999_000_000, 10_400_000_000];
    expect(sizes.map((bytes) => en.plugged.size(bytes, null))).toEqual(
      ['999 MB', '1 GB', '8 GB', '10 GB', '10 GB'].map((size) => size.replace(' ', '\u00a0')),
    );
    expect(en.common.day('2031-04-27')).toBe('Sunday, 27 April 2031');
    expect(de.common.day('2031-04-27')).toBe('Sonntag, 27. April 2031');
    expect(de.common.byteCount(1234)).toBe('1.234\u00a0Byte');
  });
});
