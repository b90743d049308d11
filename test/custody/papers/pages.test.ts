import { createHash } from 'node:crypto';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { wordsOf } from '@quorate/custody/papers/printed-hash';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderScript } from '@quorate/custody/papers/script-page';
import { scriptSteps } from '@quorate/custody/papers/script-steps';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import type { CeremonyPapers } from '@quorate/custody/papers/types';
import { describe, expect, it } from 'vitest';
import { fonts, journalOf, plan, samplePapers } from './sample-papers.ts';

const papers = samplePapers();

function pagesOf(changed: CeremonyPapers): [string, string][] {
  return [
    ['script', renderScript(changed.plan, changed.planSha256, fonts, changed.paper)],
    ['transcript', renderTranscript(changed)],
    ['receipt', renderReceipt(changed)],
  ];
}

function shown(html: string): string {
  return html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<\/span><span>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
}

const transcript = shown(renderTranscript(papers));

describe.each(pagesOf(papers))('the %s', (_, html) => {
  it('runs nothing, fetches nothing, and its policy says so', () => {
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|https?:|<link|<iframe|@import/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');
    expect(html).toContain(
      `default-src 'none'; style-src 'sha256-${styleHash}'; font-src data:; img-src data:`,
    );
    expect(html).toContain('<title>Document</title>');
    expect(html).toContain('<html lang="en">');
  });
});

describe('text from outside', () => {
  const hostile = `</td></bdi><img src=x onerror="alert(1)">'&\u202egnp.\u0007`;
  const person = { name: hostile, location: hostile, openpgp: null };
  const hostilePlan: Plan = {
    ...plan,
    label: hostile,
    operator: hostile,
    witnesses: [hostile],
    custodians: [person, person],
    threshold: 2,
    sources: [{ name: hostile, role: null, host: null, created: null, expect: [] }],
    stickLocations: [hostile, hostile, hostile],
  };
  const key = { name: hostile, path: hostile, type: hostile, algorithm: hostile };
  const changed = samplePapers({
    plan: hostilePlan,
    folderName: hostile,
    software: { name: hostile, version: hostile },
    overrides: [{ check: 'radios', reason: hostile, witness: hostile }],
    keys: [{ ...key, fingerprint: hostile, address: hostile, bytes: 1 }],
    preflight: {
      ...papers.preflight,
      results: papers.preflight.results.map((result) => ({ ...result, finding: hostile })),
    },
    journal: journalOf([
      ['ceremony.opened', { ceremonyId: hostile, software: hostile }],
      ['preflight.overridden', { check: hostile, reason: hostile }],
      ['stick.failed', { stick: 1, code: hostile }],
      [hostile, { anything: hostile }],
    ]),
  });

  it.each(pagesOf(changed))('stays text on the %s', (_, html) => {
    expect(html).not.toMatch(/<img|onerror="/);
    expect(html).not.toContain('\u202e');
    expect(html).not.toContain('\u0007');
    expect(html).toContain('\\u{202e}');
    // Nothing was opened or closed by it.
    expect((html.match(/<td[ >]/g) ?? []).length).toBe((html.match(/<\/td>/g) ?? []).length);
  });
});

describe('the script', () => {
  it('has a box to initial for the operator and one for the witness at every step', () => {
    const html = renderScript(plan, papers.planSha256, fonts, 'a4');
    expect(html.match(/<span class="box">/g)).toHaveLength(2 * scriptSteps(plan).length);
  });

  it('shows the plan, its hash, everybody, every step, and what it survives', () => {
    const text = shown(renderScript(plan, papers.planSha256, fonts, 'a4'));
    for (const said of ['Validators Q4', 'Grace Hopper', 'Ada Lovelace', 'Katherine Johnson', 'דוד המלך'])
      expect(text).toContain(said);
    expect(text.replaceAll(' ', '')).toContain(papers.planSha256);
    expect(text).toContain('Any 2 cards may be lost.');
    expect(text).toContain('Only Emmy Noether looks at the printer. Print card 3 of 5.');
  });

  it('shows warnings where there are some', () => {
    const text = shown(renderScript({ ...plan, threshold: 2 }, papers.planSha256, fonts, 'a4'));
    expect(text).toContain('Warnings');
    expect(text).toMatch(/two cards are enough: any two custodians/i);
  });
});

describe('the transcript', () => {
  it('shows what failed, was done again, or was overridden, with time, reason and names', () => {
    for (const said of [
      '14:13:54 stick 2 failed (medium-differs) 14:15:08 stick 2 verified after re-plugging',
      '14:20:04 card 3 printed 14:20:41 card 3 reprinted',
      'card 3 reprinted by decision of Grace Hopper and Željko Šćepanović: the paper jammed and tore',
      'one step back, from keys to people',
      'Overridden, Željko Šćepanović as witness:',
      'the radio chip was desoldered; the kernel still lists it',
      'Without the closing record: stick 2.',
    ]) {
      expect(transcript).toContain(said);
    }
    expect(transcript).toMatch(/Deliver the closing record[^.]*\. not delivered/);
    expect(transcript).not.toContain('not done');
    expect(transcript).not.toContain('Not in the script');
  });

  it('shows all hashes in full, the counts, and when drills are due', () => {
    const digits = transcript.replaceAll(' ', '');
    for (const hash of [papers.planSha256, papers.folderHash, papers.chainHead, papers.closingHead]) {
      expect(digits).toContain(hash);
      expect(transcript).toContain(wordsOf(hash));
    }
    for (const said of ['5 cards', '3 sticks verified', '2 with closing record', '2026-11-27', '2026-12-20'])
      expect(transcript).toContain(said);
    expect(transcript).toContain('2027-02-18');
  });

  it('keeps what the script did not ask for', () => {
    const journal = journalOf([['stick.written', { stick: 4 }]]);
    const text = shown(renderTranscript({ ...papers, journal }));
    expect(text).toMatch(/Not in the script.*stick 4 written and read back/);
    expect(text).toContain('1 line of the journal beside the script');
  });

  it('says of a step without evidence that it was not done', () => {
    const without = papers.journal.filter(({ event }) => event !== 'date.confirmed');
    expect(shown(renderTranscript({ ...papers, journal: without }))).toMatch(
      /Look at your watch[^.]*\.[^.]*\. not done/,
    );
  });

  it('counts a stick as verified only when nothing failed afterwards', () => {
    const cut = papers.journal.findIndex(({ event }) => event === 'stick.failed');
    const text = shown(
      renderTranscript({ ...papers, journal: papers.journal.slice(0, cut + 1), undelivered: [] }),
    );
    expect(text).toContain('1 of 3 planned sticks verified');
    expect(text).toContain('1 stick failed');
  });

  it('lists the first 200 keys of many', () => {
    const [key] = papers.keys;
    const keys = Array.from({ length: 10_000 }, (_, index) => ({ ...key, path: `v/key-${index}` }));
    const text = shown(renderTranscript({ ...papers, keys: keys as CeremonyPapers['keys'] }));
    expect(text).toContain('v/key-199 ');
    expect(text).not.toContain('v/key-200 ');
    expect(text).toContain('and 9 800 more: manifest.json in the bundle');
    expect(text).toContain('10 000 key files');
  });
});

it('the ceremony before is compared with its receipt, on the script and on the transcript; none is said too', () => {
  const previousClosingHead = '5e'.repeat(32);
  const following = { ...plan, previousClosingHead };
  const script = (given: Plan) => shown(renderScript(given, papers.planSha256, fonts, 'a4'));
  for (const text of [script(following), shown(renderTranscript({ ...papers, plan: following }))]) {
    expect(text).toContain('Closing head of the ceremony before');
    expect(text).toContain(wordsOf(previousClosingHead));
    expect(text.replaceAll(' ', '')).toContain(previousClosingHead);
    expect(text).toContain('Lay the receipt of the ceremony before this one beside this paper.');
  }
  for (const text of [script(plan), transcript]) {
    expect(text).not.toContain('Closing head of the ceremony before');
    expect(text).toContain('This plan names no ceremony before it.');
  }
});

it('the receipt names the closing head and what to ask for', () => {
  const text = shown(renderReceipt(papers));
  expect(text).toContain(wordsOf(papers.closingHead));
  expect(text).toContain('Ask for this at the next ceremony: it names this closing head');
  expect(text.replaceAll(' ', '')).toContain(papers.closingHead);
  expect(text.replaceAll(' ', '')).toContain(papers.folderHash);
});

it('a hash or an id of another shape is refused', () => {
  expect(() => renderReceipt({ ...papers, closingHead: 'AB' })).toThrow(RangeError);
  expect(() => renderTranscript({ ...papers, ceremonyId: '"}*{' })).toThrow(RangeError);
  expect(() => renderScript(plan, '', fonts, 'a4')).toThrow(RangeError);
});
