import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorGroups } from '@quorate/crypto-core/errors';
import type { KeyFileType, KeyNoteCode } from '@quorate/crypto-core/keys/key-description';
import type { EventName } from '@quorate/custody/ceremony/machine/event';
import type { ObjectionId } from '@quorate/custody/drives/judge';
import { resilienceOf } from '@quorate/custody/people/resilience';
import { concernInWords, survivalInWords } from '@quorate/custody/people/told';
import { checkIds } from '@quorate/custody/preflight/check';
import { preflightTable } from '@quorate/custody/preflight/table';
import { describe, expect, it } from 'vitest';
import type { CheckView } from '../../electron/contract/views.ts';
import { planRemarks } from '../../electron/worker/plan-remarks.ts';
import { checks, unchecked } from '../../renderer/strings/de/checks.ts';
import { faults } from '../../renderer/strings/de/faults/index.ts';
import { events, steps } from '../../renderer/strings/de/journal.ts';
import { keyNotes, keyTypes } from '../../renderer/strings/de/keys.ts';
import { objections } from '../../renderer/strings/de/sticks.ts';
import { told as german } from '../../renderer/strings/de/told.ts';
import { keyTypes as englishKeyTypes } from '../../renderer/strings/en/keys.ts';
import { told as inEnglish } from '../../renderer/strings/en/told.ts';
import { plainPlan } from '../sample-plan.ts';
import { repository } from '../tools.ts';

// Everything that custody and main tell in English has German words by id and code. A new id or code fails here, or
// does not compile, until it has them.

/** What the sources of main and the worker name where a pattern finds it. */
function namedInTheShell(pattern: RegExp): string[] {
  return ['electron/main', 'electron/worker'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [...readFileSync(join(repository, folder, path), 'utf8').matchAll(pattern)])
      .map(([, name = '']) => name),
  );
}

/** Codes that main and the worker refuse with by themselves. */
const codesOfTheShell = () => namedInTheShell(/refuse\(\s*'([a-z-]+)'/g);

/** Codes of notes that the worker adds to those of crypto-core. */
const notesOfTheShell = () => namedInTheShell(/\bcode: '([a-z-]+)', text\b/g);

const objectionIds = {
  'not-mounted': true,
  system: true,
  network: true,
  unlisted: true,
  'import-stick': true,
  'bad-stick': true,
  folder: true,
  'read-only': true,
  'not-writable': true,
  'card-reader': true,
  'too-small': true,
  'not-removable': true,
  'same-stick': true,
  'loses-modes': true,
  'unknown-file-system': true,
  'not-encrypted': true,
  'encryption-unknown': true,
  'holds-ceremony': true,
  'not-yet-tried': true,
} satisfies Record<ObjectionId, true>;

const types = {
  'cometbft-priv-validator-key': true,
  'cometbft-node-key': true,
  'cometbft-priv-validator-state': true,
  'cometbft-priv-validator-legacy': true,
  'cosmos-keyring-item': true,
  'substrate-keystore-key': true,
  'pem-private-key': true,
  'openssh-private-key': true,
  'x509-certificate': true,
  'eip2335-keystore': true,
  'json-key': true,
  'secrets-file': true,
  'openpgp-secret-key': true,
  'encrypted-file': true,
  opaque: true,
} satisfies Record<KeyFileType, true>;

const noteCodes = {
  'too-large': true,
  'not-json': true,
  'byte-order-mark': true,
  'duplicate-member': true,
  'too-deep': true,
  'unknown-shape': true,
  'private-key-unreadable': true,
  'private-key-length': true,
  'private-key-range': true,
  'public-half-differs': true,
  'public-key-not-derived': true,
  'key-type-unknown': true,
  'claimed-public-key-differs': true,
  'claimed-address-differs': true,
  'told-by-name': true,
  'state-inside': true,
  'signing-state-unreadable': true,
  'other-signer': true,
  encrypted: true,
  plaintext: true,
  'no-secret': true,
  'public-key': true,
  'certificate-damaged': true,
  'certificate-of-another-key': true,
  'several-keys': true,
  'old-form': true,
  'key-inconsistent': true,
  'private-key': true,
  configuration: true,
  'line-unreadable': true,
} satisfies Record<KeyNoteCode, true>;

const eventNames = {
  'preflight.done': true,
  'preflight.overridden': true,
  'date.confirmed': true,
  'preflight.passed': true,
  'plan.confirmed': true,
  'keys.imported': true,
  'keys.released': true,
  'keys.confirmed': true,
  'bundle.sealed': true,
  'folder.sealed': true,
  'stick.written': true,
  'stick.verified': true,
  'stick.failed': true,
  'sticks.finished': true,
  'card.printed': true,
  'card.reprinted': true,
  'card.proved': true,
  'cards.finished': true,
  'vault.wiped': true,
  'signed.off': true,
  'ceremony.closed': true,
  'stick.delivered': true,
  'delivery.ended': true,
  'step.back': true,
  'ceremony.aborted': true,
} satisfies Record<EventName, true>;

/** Ids that have no words. */
const missing = (words: object, ids: readonly string[]) => ids.filter((id) => !Object.hasOwn(words, id));

describe('What custody tells has German words', () => {
  it('for every code of a refusal', () => {
    const codes = [...Object.keys(errorGroups), ...codesOfTheShell()];
    expect(codes).toEqual(expect.arrayContaining(['message-form', 'ceremony-lost', 'card-checksum']));
    expect(missing(faults, codes)).toEqual([]);
    for (const [code, { text, remedy }] of Object.entries(faults)) {
      expect([code, /[^.!]$/.test(text), text.length < 110]).toEqual([code, true, true]);
      expect([code, remedy.length > 15, remedy.length < 190]).toEqual([code, true, true]);
    }
  });

  it('for every check', () => {
    expect(Object.keys(checks)).toEqual([...checkIds]);
    const commands = /\b(?:systemctl|swapoff|sysctl|rfkill|lpadmin|NODE_OPTIONS|TMPDIR=\S+)\b/g;
    for (const { id, remedy } of preflightTable) {
      // What is typed at a prompt is the same in every language.
      const own = checks[id]?.remedy ?? '';
      expect([id, (remedy.match(commands) ?? []).filter((command) => !own.includes(command))]).toEqual([
        id,
        [],
      ]);
    }
  });

  it('for every objection against a stick, kind of key, note and event', () => {
    expect(missing(objections, [...Object.keys(objectionIds), 'unfinished'])).toEqual([]);
    expect(missing(keyTypes, Object.keys(types))).toEqual([]);
    expect(missing(englishKeyTypes, Object.keys(types))).toEqual([]);
    expect(notesOfTheShell()).toEqual(expect.arrayContaining(['signing-state-age', 'left-out']));
    expect(missing(keyNotes, [...Object.keys(noteCodes), ...notesOfTheShell()])).toEqual([]);
    expect(missing(events, [...Object.keys(eventNames), 'ceremony.opened', 'key.imported'])).toEqual([]);
  });

  it('for every step of sealing and writing', () => {
    const sources = ['custody/ceremony/seal.ts', 'custody/folder/write.ts'].map((path) =>
      readFileSync(join(repository, path), 'utf8'),
    );
    const said = sources
      .flatMap((source) => [...source.matchAll(/(?:onStep\(|at\(|const step = )(?:'([^']+)'|`([^`]+)`)/g)])
      .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]+\}/g, '/media/a b/name'));
    expect(said.length).toBeGreaterThan(8);
    expect(said.filter((step) => !steps.some(([pattern]) => pattern.test(step)))).toEqual([]);
    expect(german.progress('writing bundle.qrte')).toBe('Geschrieben wird bundle.qrte');
    expect(german.progress('something new')).toBe('Arbeitet');
  });

  it('for everything that the worker says it is doing, without English in it', () => {
    const sources = readdirSync(join(repository, 'electron/worker'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(repository, 'electron/worker', name), 'utf8'));
    const said = sources
      .flatMap((source) => [...source.matchAll(/\bprogress\((?:'([^']+)'|`([^`]+)`)/g)])
      .flatMap(([, plain, template]) =>
        plain === undefined
          ? ['writing', 'reading back'].map((step) => (template ?? '').replace(/\$\{step\}/, step))
          : [plain],
      );
    expect(said).toEqual(
      expect.arrayContaining(['opening the bundle', 'writing and reading back', 'comparing the sticks']),
    );
    for (const step of said) {
      expect([step, german.progress(step)]).toEqual([
        step,
        expect.not.stringMatching(/^Arbeitet$|\b(?:and|back|the|reading|writing)\b|\$/),
      ]);
    }
  });
});

describe('What is told in German', () => {
  it('keeps the worker’s own words where they say more', () => {
    const fault = { code: 'card-other-set', message: 'card 3 belongs to set 5cace74f', hint: 'take another' };
    expect(german.fault(fault)).toEqual({
      text: 'Diese Karte gehört zu einem anderen Satz',
      remedy: 'Die Kennung des Satzes auf der Karte vergleichen; die Karte des richtigen Satzes holen.',
      original: 'card 3 belongs to set 5cace74f',
    });
    expect(inEnglish.fault(fault)).toEqual({ text: fault.message, remedy: fault.hint, original: null });
    // The worker's remedy is shown where the German one points at it, and never where it is of the command line.
    const linked = { code: 'folder-several', message: 'two', hint: 'give one of: a, b' };
    expect(german.fault(linked).original).toBe('two · give one of: a, b');
    const guard = { code: 'guard-original-running', message: 'not said', hint: 'then --original-stopped' };
    expect(german.fault(guard).original).toBe('not said');
    for (const [code, words] of Object.entries(faults)) {
      expect([code, words.isHintShown === true]).toEqual([code, /\bunten\b/.test(words.remedy)]);
    }
  });

  it('tells apart what has one code', () => {
    const source = (path: string) => readFileSync(join(repository, path), 'utf8');
    const quorum = 'crypto-core/cards/quorum.ts';
    expect(source(quorum)).toContain(' belongs to the superseded set ${');
    const text = (code: string, message: string) => german.fault({ code, message, hint: null }).text;
    const superseded = 'card 3 belongs to the superseded set 62a40d5c (ceremony c0ffee00, 2026-02-01)';
    expect(text('card-other-set', superseded)).toBe('Diese Karte gehört zu einem abgelösten Satz');
    const sentence = 'the sentence was not typed as it stands';
    for (const host of ['drill-host', 'recovery-host']) {
      expect(source(`electron/worker/${host}.ts`)).toContain(`'${sentence}'`);
    }
    expect(source('electron/worker/care-host.ts')).toContain('}" was not typed; nothing was done`');
    for (const message of [sentence, '"repair 1 file" was not typed; nothing was done']) {
      expect(text('not-confirmed', message)).toBe('Der Satz ist nicht genau getippt');
    }
    expect(text('not-confirmed', 'nobody has agreed yet to what is renamed')).toBe(
      'Es wurde nicht bestätigt',
    );
  });

  it('says that it knows no better for a code that nobody foresaw', () => {
    for (const code of ['brand-new', 'constructor', '__proto__', 'toString']) {
      const said = german.fault({ code, message: 'the message', hint: null });
      expect(said).toEqual({ text: 'Abgelehnt; warum, steht unten', remedy: null, original: 'the message' });
    }
    expect([german, inEnglish].map(({ keyType }) => keyType('constructor'))).toEqual([
      'constructor',
      'constructor',
    ]);
    expect(german.event('toString')).toBeNull();
  });

  it('says of a check what its verdict means, and how to look where nobody could', () => {
    const check = (more: Partial<CheckView>): CheckView => ({
      id: 'power',
      title: 'power',
      verdict: 'warn',
      isUnchecked: false,
      finding: 'BAT0 is below half',
      evidence: [],
      confirm: null,
      remedy: 'plug the machine in',
      wouldBlock: false,
      override: null,
      ...more,
    });
    const { power } = checks;
    expect(german.check(check({}))).toMatchObject({
      title: 'Strom',
      text: power?.found,
      remedy: power?.remedy,
    });
    expect(german.check(check({ isUnchecked: true }))).toMatchObject({
      text: unchecked,
      remedy: power?.look,
    });
    expect(german.check(check({ verdict: 'pass' }))).toMatchObject({ text: power?.pass, remedy: null });
    expect(german.check(check({ verdict: 'overridden' })).text).toBe(power?.found);
    const clock = german.check(check({ id: 'clock', confirm: 'compare: it is 11:08' }));
    expect([clock.confirm, clock.original]).toEqual([
      'Datum und Uhrzeit mit einer Armbanduhr',
      'BAT0 is below half · compare: it is 11:08',
    ]);
  });

  it('names the same places, people and numbers as the English sentences', () => {
    const plan = (places: readonly string[], threshold: number, stickLocations: string[]) => ({
      custodians: places.map((location, index) => ({
        name: index < 2 ? 'Ada' : `P${index}`,
        location,
        openpgp: null,
      })),
      threshold,
      sticks: 2,
      stickLocations,
      operator: 'Ada',
    });
    const plans = [
      plan(['Bern', 'Bern', 'Uri', 'Zug'], 2, ['Bern', 'Bern']),
      plan(['Bern', 'Uri', 'Zug'], 3, ['Chur']),
      plan(['Bern', 'Uri', 'Zug', 'Chur', 'Genf'], 3, []),
      plan(['Bern', 'Uri', 'Zug', 'Chur', 'Genf'], 4, ['Chur', 'Genf']),
    ];
    const kinds = new Set<string>();
    for (const { survivals, concerns } of plans.map(resilienceOf)) {
      const pairs = [
        ...survivals.map((told) => [
          told.kind,
          survivalInWords(told),
          german.survival({ ...told, text: '' }),
        ]),
        ...concerns.map((told) => [told.kind, concernInWords(told), german.concern({ ...told, text: '' })]),
      ];
      for (const [kind = '', inWords = '', said = ''] of pairs) {
        kinds.add(kind);
        const named = (text: string) => [...new Set(text.match(/\b(Bern|Uri|Zug|Chur|Genf|Ada)\b/g))].sort();
        expect([inWords, named(said)]).toEqual([inWords, named(inWords)]);
        // In words where there is one of them: "eine Karte", "einziger".
        const numbers = (text: string) => [...new Set(text.match(/\b([2-9])\b/g))].sort();
        expect([inWords, numbers(said)]).toEqual([inWords, numbers(inWords)]);
      }
    }
    expect([...kinds].sort()).toEqual([
      'all-are-needed',
      'can-block',
      'can-recover',
      'cards-beside-sticks',
      'loss-of-cards',
      'loss-of-sticks',
      'loss-survived',
      'one-person',
      'operator-holds',
      'place-is-needed',
      'place-restores',
      'restores',
      'spare',
      'stick-places-unsaid',
      'sticks-together',
      'two-are-enough',
    ]);
  });

  it('says what a plan file brings that nobody expects', () => {
    const supersedes = { id: '5cace74f', closingHead: 'ab'.repeat(32) };
    const changes = { publishNames: true, supersedes, stickPhrase: 'in the vault' };
    const remarks = planRemarks({ ...plainPlan, ...changes });
    expect(remarks.map(({ text: words }) => words)).toContain('it takes the place of card set 5cace74f');
    expect(remarks.map((told) => german.remark(told))).toEqual([
      'Verwahrer und ihre Orte stehen auf jedem Stick: Wer einen findet, weiß, wen er nach den Karten fragen muss',
      'Er tritt an die Stelle des Kartensatzes 5cace74f',
      'Die Phrase, die die Sticks entsperrt, wird verwahrt: in the vault',
    ]);
  });
});
