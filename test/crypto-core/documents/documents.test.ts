import { readFileSync } from 'node:fs';
import { compareManifests } from '@quorate/crypto-core/documents/comparison';
import {
  chainEntry,
  chainStart,
  closingEnds,
  journalEnds,
  positionAfter,
  readJournal,
  writeJournal,
} from '@quorate/crypto-core/documents/journal';
import {
  type InnerManifest,
  type Manifest,
  manifestHashForJournal,
  readInnerManifest,
  readManifest,
  writeManifest,
} from '@quorate/crypto-core/documents/manifest';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import {
  authenticateRecord,
  isRecordAuthentic,
  readRecord,
  writeRecord,
} from '@quorate/crypto-core/documents/record';
import { readSums, writeSums } from '@quorate/crypto-core/documents/sha256sums';
import { equalBytes, toUtf8 } from '@quorate/crypto-core/encoding';
import type { JsonValue } from '@quorate/crypto-core/json/value';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedMutations } from '../../mutations.ts';
import { expectRefusal, refusalOf } from '../../refusal.ts';
import { samplePlan } from '../../sample-plan.ts';
import { readVectors, vectorPath } from '../../vectors.ts';

const file = (name: string) => new Uint8Array(readFileSync(vectorPath(`folders/${name}`)));
const outer = () => readManifest(file('rich/manifest.json')) as Manifest;
/** The copy that an opened bundle would hold. */
const inner = (): InnerManifest => {
  const { bundle: _, ...rest } = outer();
  const cards = rest.shareSet.cards.map((card) => ({ ...card, custodian: 'C', location: 'L' }));
  const keys = rest.keys.map((key) => ({ ...key, sha256: '0'.repeat(64) }));
  return { ...rest, shareSet: { ...rest.shareSet, cards }, keys } as InnerManifest;
};

describe('manifest', () => {
  it.each(['foreign', 'rich'])(
    'of the folder %s is read, written alike, and named by its journal',
    (name) => {
      const bytes = file(`${name}/manifest.json`);
      const manifest = readManifest(bytes);
      expect(equalBytes(writeManifest(manifest), bytes)).toBe(true);
      const { sealed, head } = journalEnds(
        readJournal(file(`${name}/journal.jsonl`), 'journal.jsonl', chainStart),
      );
      expect(manifestHashForJournal(manifest)).toBe(sealed.manifest);
      expect(manifest.ceremony.chain).toBe(head);
    },
  );

  const text = () => Buffer.from(file('rich/manifest.json')).toString('utf8');
  const edits: [string, (manifest: string) => string, RegExp][] = [
    ['another order', (m) => m.replace(/( {2}"format".*\n)( {2}"version".*\n)/, '$2$1'), /one spelling/],
    ['a member twice', (m) => m.replace('"version": 1,', '"version": 1,\n  "version": 1,'), /one spelling/],
    [
      'an unknown member',
      (m) => m.replace('"version": 1,', '"version": 1,\n  "extra": 1,'),
      /member extra is unknown/,
    ],
    [
      '__proto__',
      (m) => m.replace('"version": 1,', '"version": 1,\n  "__proto__": {},'),
      /member __proto__ is unknown/,
    ],
    ['a missing member', (m) => m.replace(/ {4}"threshold".*\n/, ''), /shareSet.threshold is missing/],
    ['no line feed at the end', (m) => m.trimEnd(), /one spelling/],
    ['CRLF', (m) => m.replaceAll('\n', '\r\n'), /one spelling/],
    ['a number with a fraction', (m) => m.replace('"threshold": 3', '"threshold": 3.0'), /one spelling/],
    ['an escaped letter', (m) => m.replace('"backup"', '"b\\u0061ckup"'), /one spelling/],
    [
      'a text turned around',
      (m) => m.replace('"label": "foreign"', '"label": "a\u202eb"'),
      /label holds a control/,
    ],
    ['a threshold above the count', (m) => m.replace('"threshold": 3', '"threshold": 6'), /threshold above/],
    ['a card missing', (m) => m.replace('"count": 5', '"count": 6'), /as many cards/],
    [
      'a path that climbs',
      (m) => m.replace('"path": "other/secret.bin"', '"path": "other/../../x"'),
      /keys.2.path is not a safe/,
    ],
    [
      'a path under another name',
      (m) => m.replace('"path": "other/secret.bin"', '"path": "tls/secret.bin"'),
      /does not begin with its name/,
    ],
    [
      'a hash of a private file',
      (m) => m.replace('"sha256": null', `"sha256": "${'0'.repeat(64)}"`),
      /sha256 is not null/,
    ],
    ['a day that does not exist', (m) => m.replace('2026-11-20T12', '2026-02-30T12'), /does not exist/],
  ];
  it.each(edits)('refused: %s', async (_, edit, message) => {
    const edited = edit(text());
    expect(edited).not.toBe(text());
    await expectRefusal(() => readManifest(toUtf8(edited)), ['json-member', 'json-spelling'], message);
  });

  it('of a newer program says so first', async () => {
    const newer = text().replace('"version": 1', '"version": 2').replace('"label"', '"title"');
    await expectRefusal(() => readManifest(toUtf8(newer)), 'format-newer', /newer program, format version 2/);
  });

  it('nested too deep or too large is refused before it is parsed', async () => {
    await expectRefusal(() => readManifest(toUtf8('['.repeat(40))), 'json-too-deep');
    await expectRefusal(() => readManifest(new Uint8Array(2 ** 24 + 1)), 'json-too-large');
  });

  it('100 000 mutations are refused, or are the same manifest', () => {
    const original = file('foreign/manifest.json');
    const result = feedMutations([original], 100_000, 3, readManifest, (manifest, bytes) =>
      equalBytes(writeManifest(manifest), bytes),
    );
    expect(result.refused).toBeGreaterThan(90_000);
    expect(result.slowest).toBeLessThan(2000);
  });
});

describe('comparison of outer and inner manifest', () => {
  it('finds nothing where only what may differ differs', () => {
    const changed = outer();
    expect(
      compareManifests({ ...changed, ceremony: { ...changed.ceremony, chain: 'f'.repeat(64) } }, inner()),
    ).toEqual([]);
  });

  it('is strict about the inner copy', () => {
    expect(readInnerManifest(writeManifest(inner()))).toEqual(inner());
  });

  it('names every changed member', () => {
    const leaves = leafPaths(outer() as unknown as JsonValue).filter(
      (path) => !/^bundle\.|^ceremony\.chain$/.test(path),
    );
    expect(leaves.length).toBeGreaterThan(80);
    for (const path of leaves) {
      const changed = structuredClone(outer()) as unknown as JsonValue;
      change(changed, path.split('.'));
      expect(compareManifests(changed as unknown as Manifest, inner())).toEqual([path]);
    }
  });

  it('names added and removed entries', () => {
    const more = outer();
    expect(compareManifests({ ...more, keys: more.keys.slice(1) }, inner())).toContain('keys.4');
    expect(
      compareManifests(
        {
          ...more,
          supersededSets: [{ setId: '00000000', ceremonyId: '00000000', date: '2026-01-01T00:00:00Z' }],
        },
        inner(),
      ),
    ).toContain('supersededSets.0');
  });
});

function leafPaths(value: JsonValue, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [path.join('.')];
  return Object.entries(value).flatMap(([name, entry]) => leafPaths(entry as JsonValue, [...path, name]));
}

function change(value: JsonValue, [step, ...rest]: readonly string[]): void {
  const branch = value as Record<string, JsonValue>;
  if (rest.length > 0) {
    change(branch[step as string] as JsonValue, rest);
    return;
  }
  const leaf = branch[step as string];
  branch[step as string] = typeof leaf === 'number' ? leaf + 1 : `${leaf ?? ''}x`;
}

describe('journal', () => {
  const vectors = readVectors<{ lines: string[]; head: string; invalid: { why: string; lines: string[] }[] }>(
    'journal.json',
  );
  const bytesOf = (lines: readonly string[]) => toUtf8(lines.map((line) => `${line}\n`).join(''));
  const read = (lines: readonly string[]) => readJournal(bytesOf(lines), 'journal.jsonl', chainStart);

  it('is read and written alike', () => {
    const entries = read(vectors.lines);
    expect(entries.at(-1)?.hash).toBe(vectors.head);
    expect(equalBytes(writeJournal(entries), bytesOf(vectors.lines))).toBe(true);
    expect(journalEnds(entries).head).toBe(vectors.head);
  });

  it.each(vectors.invalid)('refused: $why', async ({ lines }) => {
    await expectRefusal(
      () => read(lines),
      ['journal-chain', 'json-member', 'json-spelling'],
      /journal.jsonl line \d/,
    );
  });

  it('begins with the opening of the ceremony, as it ends with its seal', async () => {
    const entries = read(vectors.lines);
    const { event, data } = entries[1] as (typeof entries)[number];
    expect(event).not.toBe('ceremony.opened');
    const first = chainEntry(chainStart, '2026-11-20T12:00:00Z', event, data);
    const sealed = chainEntry(
      positionAfter(first),
      '2026-11-20T12:00:00Z',
      'bundle.sealed',
      (entries.at(-1) as typeof first).data,
    );
    await expectRefusal(() => journalEnds([first, sealed]), ['journal-chain'], /begin with ceremony.opened/);
  });

  it('goes on in a closing record, and only there', async () => {
    const entries = readJournal(file('rich/journal.jsonl'), 'journal.jsonl', chainStart);
    const closing = file('rich/records/closing.jsonl');
    const position = positionAfter(entries.at(-1) as (typeof entries)[number]);
    const { folderHash } = readVectors<{ folderHash: string }>('folders/rich.json');
    expect(closingEnds(readJournal(closing, 'closing.jsonl', position)).folderHash).toBe(folderHash);
    await expectRefusal(() => readJournal(closing, 'closing.jsonl', chainStart), 'journal-chain');
  });

  it('notices any line changed, removed, doubled or moved', () => {
    const data = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.integer(), fc.constant(null), fc.boolean()),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(fc.array(data, { minLength: 2, maxLength: 8 }), fc.nat(), (list, at) => {
        let position = chainStart;
        const entries = list.map((value) => {
          const entry = chainEntry(position, '2026-11-20T12:00:00Z', 'key.imported', value as never);
          position = positionAfter(entry);
          return entry;
        });
        const index = at % entries.length;
        const chosen = entries[index] as (typeof entries)[number];
        const tampered = [
          entries.with(index, { ...chosen, event: 'other' }),
          entries.toSpliced(index, 0, chosen),
          ...(index < entries.length - 1 ? [entries.toSpliced(index, 1)] : []),
        ];
        for (const lines of tampered)
          expect(() => readJournal(writeJournal(lines), 'j', chainStart)).toThrow(/^j line/);
        expect(readJournal(writeJournal(entries), 'j', chainStart)).toHaveLength(entries.length);
      }),
      { numRuns: 50 },
    );
  });

  it('100 000 mutations are refused, or the same or a shorter chain', () => {
    const original = bytesOf(vectors.lines);
    const result = feedMutations(
      [original],
      100_000,
      4,
      (bytes) => readJournal(bytes, 'j', chainStart),
      (entries, bytes) => equalBytes(writeJournal(entries), bytes),
    );
    expect(result.refused).toBeGreaterThan(90_000);
    expect(result.slowest).toBeLessThan(2000);
  });
});

describe('records', () => {
  const names = ['0001-check-20270218T090000Z.json', '0002-drill-20270218T090000Z.json'];
  it.each(names)('%s is read and written alike', (name) => {
    const bytes = file(`rich/records/${name}`);
    expect(equalBytes(writeRecord(readRecord(bytes, name)), bytes)).toBe(true);
  });

  it('are authentic under their own key only', () => {
    const { mac: _, ...body } = readRecord(file(`rich/records/${names[1]}`), 'record');
    const record = authenticateRecord(body, new Uint8Array(32).fill(1));
    expect(isRecordAuthentic(record, new Uint8Array(32).fill(1))).toBe(true);
    expect(isRecordAuthentic(record, new Uint8Array(32).fill(2))).toBe(false);
    expect(isRecordAuthentic({ ...record, number: 3 }, new Uint8Array(32).fill(1))).toBe(false);
    expect(isRecordAuthentic({ ...record, mac: null }, new Uint8Array(32).fill(1))).toBe(false);
  });

  it('100 000 mutations are refused, or are the same record', () => {
    const originals = names.map((name) => file(`rich/records/${name}`));
    const result = feedMutations(
      originals,
      100_000,
      5,
      (bytes) => readRecord(bytes, 'r'),
      (record, bytes) => equalBytes(writeRecord(record), bytes),
    );
    expect(result.refused).toBeGreaterThan(50_000);
    expect(result.slowest).toBeLessThan(2000);
  });
});

describe('SHA256SUMS', () => {
  it.each(['foreign', 'rich'])('of the folder %s is read and written alike', (name) => {
    const bytes = file(`${name}/SHA256SUMS`);
    expect(equalBytes(writeSums(readSums(bytes)), bytes)).toBe(true);
  });

  const hash = 'a'.repeat(64);
  it.each([
    ['a path that climbs', `${hash}  ../x\n`],
    ['an absolute path', `${hash}  /x\n`],
    ['a backslash', `\\${hash}  a\\\\b\n`],
    ['binary mode', `${hash} *a\n`],
    ['upper-case hex', `${hash.toUpperCase()}  a\n`],
    ['not sorted', `${hash}  b\n${hash}  a\n`],
    ['a file twice', `${hash}  a\n${hash}  a\n`],
    ['no line feed', `${hash}  a`],
    ['an empty line', `${hash}  a\n\n`],
  ])('refused: %s', async (_, text) => {
    await expectRefusal(() => readSums(toUtf8(text)), 'sums-syntax', /SHA256SUMS/);
  });

  it('100 000 mutations are refused, or are the same list', () => {
    const result = feedMutations([file('rich/SHA256SUMS')], 100_000, 6, readSums, (sums, bytes) =>
      equalBytes(writeSums(sums), bytes),
    );
    expect(result.refused).toBeGreaterThan(50_000);
  });
});

describe('plan', () => {
  const text = Buffer.from(samplePlan()).toString('utf8');
  it('is read', () => {
    expect(readPlan(toUtf8(text)).threshold).toBe(2);
  });

  it.each<[string, (plan: string) => string, RegExp]>([
    [
      'a threshold above the custodians',
      (p) => p.replace('"threshold": 2', '"threshold": 9'),
      /threshold above/,
    ],
    ['a threshold of one', (p) => p.replace('"threshold": 2', '"threshold": 1'), /threshold is below 2/],
    ['no witness', (p) => p.replace(/"witnesses": \[[^\]]*\]/, '"witnesses": []'), /names no witness/],
    ['the operator as witness', (p) => p.replace('"Witness"', '"Operator"'), /operator as a witness/],
    [
      'the operator as witness, with more blanks and something unseen',
      (p) => p.replace('"Operator"', '"Ada Lovelace"').replace('"Witness"', '"ADA \u200b  Lovelace"'),
      /operator as a witness/,
    ],
    [
      'a custodian in two alphabets',
      (p) => p.replace('"name": "Ed"', '"name": "Еd"'),
      /custodians\.2\.name mixes Latin/,
    ],
    ['a name that nobody sees', (p) => p.replace('"Operator"', '"\u200b"'), /operator is empty/],
    ['one stick without a reason', (p) => p.replace('"sticks": 2', '"sticks": 1'), /single stick/],
    ['a source that is a path', (p) => p.replace('"name": "validator"', '"name": "a/b"'), /folder name/],
    ['an empty label', (p) => p.replace(/"label": "[^"]*"/, '"label": " "'), /label is empty/],
  ])('refused: %s', async (_, edit, message) => {
    const edited = edit(text);
    expect(edited).not.toBe(text);
    await expectRefusal(() => readPlan(toUtf8(edited)), 'json-member', message);
  });

  it('100 000 mutations are refused with a typed error, or are a plan', () => {
    const result = feedMutations(
      [samplePlan()],
      100_000,
      7,
      readPlan,
      (plan) => plan.threshold <= plan.custodians.length,
    );
    expect(result.refused).toBeGreaterThan(50_000);
  });
});

it('no refusal of a document quotes what the document holds', async () => {
  const secret = 'SECRET-VALUE';
  const documents = [`{"format": "${secret}"`, `{"format": "${secret}"}`, `{"version": "${secret}"}`];
  for (const document of documents) {
    const refusal = await refusalOf(() => readManifest(toUtf8(document)));
    expect(`${refusal.message} ${refusal.hint}`).not.toContain(secret);
  }
});
