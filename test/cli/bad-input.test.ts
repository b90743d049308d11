import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePayload, encodePayload } from '@quorate/crypto-core/cards/payload';
import { readQrText } from '@quorate/crypto-core/cards/text';
import type { Manifest } from '@quorate/crypto-core/documents/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { samplePlan } from '../sample-plan.ts';
import {
  type CeremonyOnStick,
  copyOf,
  edit,
  makeConsistent,
  onStick,
  textOf,
  writeCard,
  writeSumsAgain,
} from './ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from './program.ts';

// What a person or an attacker does wrong, and the one answer each gets. The ceremony: any 2 of 3 cards.

let root: string;
let good: CeremonyOnStick;
let other: CeremonyOnStick;
const settled = ['--original-stopped', '--min-height', '5000000'];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-bad-input-'));
  good = await onStick(await sealSample(), root);
  other = await onStick(await sealSample(), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let destinations = 0;
const newDestination = () => join(root, `restored-${++destinations}`);
const shares = (...paths: string[]) => paths.flatMap((path) => ['--share', path]);
const twoCards = () => shares(good.cards[0] as string, good.cards[2] as string);

/** Runs a recovery that must be refused, and checks that nothing was written. */
function refusedRecovery(
  folder: string,
  words: readonly string[],
): { code: string; message: string; hint: string | null; exit: number | null; said: string } {
  const to = newDestination();
  const outcome = quorate(['recover', folder, '--to', to, '--json', ...settled, ...words]);
  expect(existsSync(to)).toBe(false);
  return { ...errorOf(outcome), exit: outcome.code, said: outcome.stderr };
}

const card = (index: number) => readQrText(good.texts[index] as string);
const typedWrong = (text: string, places: readonly number[]) =>
  [...text].map((letter, at) => (places.includes(at) ? (letter === 'Q' ? 'P' : 'Q') : letter)).join('');

describe('cards', () => {
  it('given as an argument: refused, not repeated, and the shell history named', () => {
    const text = good.texts[0] as string;
    for (const words of [
      ['combine', text],
      ['recover', good.folder, '--share', text.toLowerCase()],
      ['verify', `--share=${text}`],
      ['combine', ...(text.match(/.{1,4}/g) ?? [])],
    ]) {
      const outcome = quorate([...words, '--json']);
      expect(outcome.code).toBe(2);
      expect(errorOf(outcome)).toMatchObject({
        code: 'secret-in-arguments',
        hint: expect.stringContaining('history'),
      });
      expect(outcome.stdout + outcome.stderr).not.toContain(text.slice(10, 30));
    }
    const words = 'toilet coach opera moral fat hole baby because husband law clean patrol'.split(' ');
    expect(errorOf(quorate(['combine', '--json', ...words])).code).toBe('secret-in-arguments');
  });

  it('given in the environment: refused', () => {
    const outcome = quorate(['combine', '--json'], { env: { ...process.env, CARD: good.texts[0] } });
    expect(outcome.code).toBe(2);
    expect(errorOf(outcome)).toMatchObject({
      code: 'secret-in-environment',
      message: expect.stringContaining('CARD'),
    });
  });

  it.each<[string, () => string[], string, RegExp]>([
    [
      'one too few',
      () => shares(good.cards[0] as string),
      'cards-too-few',
      /1 of 2 cards read, 1 more needed/,
    ],
    [
      'the same card twice',
      () => shares(good.cards[0] as string, good.cards[0] as string),
      'card-twice',
      /card 1/,
    ],
    [
      'a card of another set',
      () => shares(good.cards[0] as string, other.cards[1] as string),
      'card-other-set',
      /card 2 belongs to set [0-9a-f]{8}; this stick needs set/,
    ],
    [
      'a card with five typos',
      () => shares(writeCard(root, 'five.txt', typedWrong(good.texts[0] as string, [10, 22, 40, 55, 70]))),
      'card-checksum',
      /five.txt/,
    ],
    [
      'a card cut short',
      () => shares(writeCard(root, 'short.txt', (good.texts[0] as string).slice(0, 80))),
      'card-text',
      /80 characters/,
    ],
    ['a web address', () => shares(writeCard(root, 'web.txt', 'https://example.org/')), 'card-text', /web/],
    ['a file that is not there', () => shares(join(root, 'nowhere.txt')), 'file-not-found', /nowhere.txt/],
  ])('%s', (_, words, code, message) => {
    const refusal = refusedRecovery(good.folder, words());
    expect(refusal).toMatchObject({
      code,
      exit: code.startsWith('file') ? 6 : 4,
      message: expect.stringMatching(message),
    });
  });

  it('whose x is 0: refused, though its checksum is right', () => {
    const vector = (
      JSON.parse(readFileSync(new URL('../vectors/shares.json', import.meta.url), 'utf8')) as {
        invalid: { why: string; text: string }[];
      }
    ).invalid.find(({ why }) => why === 'x = 0');
    const refusal = refusedRecovery(good.folder, shares(writeCard(root, 'x0.txt', vector?.text ?? '')));
    expect(refusal).toMatchObject({ code: 'card-x-zero', exit: 4 });
  });

  it('altered with a valid checksum: named when more than K are there, refused by its digest else', () => {
    const altered = card(1);
    altered.share[3] = (altered.share[3] as number) ^ 0x40;
    const path = writeCard(root, 'altered.txt', textOf(altered));
    expect(refusedRecovery(good.folder, shares(good.cards[0] as string, path))).toMatchObject({
      code: 'card-unlisted',
      exit: 4,
      message: expect.stringContaining('card 2'),
    });
    const all = shares(good.cards[0] as string, path, good.cards[2] as string);
    const outcome = quorateOnTerminal(
      ['combine', ...all],
      [
        ['Operator', 'Ada\r'],
        ['Witness', 'Ben\r'],
      ],
    );
    expect(outcome.stdout).toMatch(/card 2 is the odd one/);
    expect(outcome.code).toBe(4);
  });

  it('of a superseded set: refused by the name of its ceremony', () => {
    const folder = copyOf(good, root);
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      supersededSets: [{ setId: other.setId, ceremonyId: '0badf00d', date: '2025-02-01T00:00:00Z' }],
    }));
    const refusal = refusedRecovery(folder, shares(other.cards[0] as string));
    expect(refusal).toMatchObject({
      code: 'card-other-set',
      exit: 4,
      message: expect.stringMatching(/superseded set .*0badf00d, 2025-02-01/),
    });
  });

  it.each<[string, (text: string) => string]>([
    ['four typos', (text) => typedWrong(text, [10, 22, 40, 55])],
    [
      'eight unreadable characters',
      (text) => text.replace(/^(.{5})(.)(.{8})(.)(.{6})(.{3})(.{11})(.{3})/, '$1?$3?$5???$7???'),
    ],
    [
      'lower case, spaces, dashes and line breaks',
      (text) => (text.toLowerCase().match(/.{1,4}/g) ?? []).join(' - ').replace(/ - (.{20})/g, '\n$1'),
    ],
    [
      'mixed case',
      (text) => text.replace(/[A-Z]/g, (letter, at) => (at % 2 ? letter.toLowerCase() : letter)),
    ],
  ])('typed with %s: read', (_, change) => {
    const typed = writeCard(root, `typed-${_.length}.txt`, change(good.texts[0] as string));
    const to = newDestination();
    const outcome = quorate([
      'recover',
      good.folder,
      '--to',
      to,
      ...settled,
      ...shares(typed, good.cards[1] as string),
      '--yes-correct',
    ]);
    expect(outcome.stderr + outcome.stdout).toContain('restored and read back');
    expect(outcome.code).toBe(0);
  });

  it('corrected without a yes: refused where nobody can be asked, accepted after a yes at a terminal', () => {
    const typed = writeCard(root, 'corrected.txt', typedWrong(good.texts[0] as string, [10, 22]));
    expect(refusedRecovery(good.folder, shares(typed, good.cards[1] as string))).toMatchObject({
      code: 'card-correction',
      exit: 4,
    });
    const to = newDestination();
    const words = ['recover', good.folder, '--to', to, ...settled, ...shares(typed, good.cards[1] as string)];
    expect(quorateOnTerminal(words, [['Type yes:', 'no\r']])).toMatchObject({ code: 4 });
    expect(existsSync(to)).toBe(false);
    expect(quorateOnTerminal(words, [['Type yes:', 'yes\r']])).toMatchObject({ code: 0 });
  });

  it('typed at a terminal, a wrong one among them: named, asked for again, cleared afterwards', () => {
    const to = newDestination();
    const outcome = quorateOnTerminal(
      ['recover', good.folder, '--to', to, ...settled],
      [
        ['the next card, ', `${good.texts[0]}\r`],
        ['next card (1 more), ', `${other.texts[1]}\r`],
        ['belongs to set', ''],
        ['next card (1 more), ', `${good.texts[2]}\r`],
      ],
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/not taken: card 2 belongs to set/);
    for (const text of [...good.texts, ...other.texts]) expect(outcome.stdout).not.toContain(text);
    expect(readdirSync(to)).toEqual(['validator']);
  });
});

describe('folders', () => {
  const tampered: [string, (folder: string) => void, RegExp][] = [
    [
      'a bundle with a flipped bit',
      (f) => edit(f, 'bundle.quorate', (b) => b.fill((b[900] as number) ^ 1, 900, 901)),
      /bundle.quorate was changed/,
    ],
    ['a truncated bundle', (f) => truncateSync(join(f, 'bundle.quorate'), 500), /bundle.quorate was changed/],
    ['a missing RECOVERY.txt', (f) => rmSync(join(f, 'RECOVERY.txt')), /RECOVERY.txt does not exist/],
    ['a missing journal', (f) => rmSync(join(f, 'journal.jsonl')), /journal.jsonl does not exist/],
    ['a missing SHA256SUMS', (f) => rmSync(join(f, 'SHA256SUMS')), /SHA256SUMS does not exist/],
    [
      'two files swapped',
      (f) => {
        const [a, b] = [readFileSync(join(f, 'journal.jsonl')), readFileSync(join(f, 'RECOVERY.txt'))];
        writeFileSync(join(f, 'journal.jsonl'), b);
        writeFileSync(join(f, 'RECOVERY.txt'), a);
      },
      /was changed/,
    ],
    [
      'a file replaced by a link',
      (f) => {
        rmSync(join(f, 'RECOVERY.txt'));
        symlinkSync('/etc/hostname', join(f, 'RECOVERY.txt'));
      },
      /RECOVERY.txt is a link/,
    ],
    [
      'the bundle of another ceremony',
      (f) => writeFileSync(join(f, 'bundle.quorate'), readFileSync(join(other.folder, 'bundle.quorate'))),
      /bundle.quorate was changed/,
    ],
    [
      'a changed kit program',
      (f) => edit(f, 'recover/words.txt', () => 'trojan'),
      /recover\/words.txt was changed/,
    ],
    [
      'a damaged closing record',
      (f) => edit(f, 'records/closing.jsonl', (b) => `${b.toString()}x`),
      /closing.jsonl/,
    ],
  ];
  it.each(tampered)('%s: verify and recover say so and stop', (_, damage, message) => {
    const folder = copyOf(good, root);
    damage(folder);
    const verified = quorate(['verify', folder]);
    expect(verified.code).toBe(3);
    expect(verified.stderr).toMatch(message);
    const refusal = refusedRecovery(folder, twoCards());
    expect(refusal.exit).toBe(3);
    expect(refusal.said).toMatch(message);
  });

  it('an added file: verify fails, a recovery only says so', () => {
    const folder = copyOf(good, root);
    writeFileSync(join(folder, 'README.exe'), 'x');
    expect(quorate(['verify', folder])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ADDED FILE: README.exe'),
    });
    const outcome = quorate(['recover', folder, '--to', newDestination(), ...settled, ...twoCards()]);
    expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining('README.exe is not listed') });
  });

  it('every member of the manifest changed: caught by SHA256SUMS, and rewritten consistently by the sealed copy', () => {
    const changes: [RegExp, (manifest: Manifest) => Manifest][] = [
      [/ceremony.label/, (m) => ({ ...m, ceremony: { ...m.ceremony, label: 'Other' } })],
      [/ceremony.purpose/, (m) => ({ ...m, ceremony: { ...m.ceremony, purpose: 'backup' } })],
      [/shareSet.threshold/, (m) => ({ ...m, shareSet: { ...m.shareSet, threshold: 3 } })],
      [
        /keys.0.path/,
        (m) => ({
          ...m,
          keys: m.keys.map((key, at) => (at === 0 ? { ...key, path: 'validator/config/a.json' } : key)),
        }),
      ],
      [
        /keys.1.address/,
        (m) => ({
          ...m,
          keys: m.keys.map((key, at) => (at === 1 ? { ...key, address: 'F'.repeat(40) } : key)),
        }),
      ],
      [/verification.restoreDays/, (m) => ({ ...m, verification: { ...m.verification, restoreDays: 900 } })],
      [/software.version/, (m) => ({ ...m, software: { ...m.software, version: '9' } })],
    ];
    for (const [member, change] of changes) {
      const folder = copyOf(good, root);
      makeConsistent(folder, change);
      // Nothing inside the folder contradicts the forgery …
      expect(quorate(['verify', folder]).code).toBe(0);
      // … but paper does, before any card is read,
      expect(refusedRecovery(folder, ['--folder-hash', good.folderHash, ...twoCards()])).toMatchObject({
        exit: 3,
        message: expect.stringContaining('folder hash is not the one on paper'),
      });
      // and so does the copy in the bundle once it is open.
      expect(refusedRecovery(folder, twoCards())).toMatchObject({
        code: 'folder-tampered',
        exit: 3,
        message: expect.stringMatching(member),
      });
    }
  });

  it('a trojan in the kit with a matching SHA256SUMS: caught by the folder hash', () => {
    const folder = copyOf(good, root);
    edit(folder, 'recover/words.txt', () => 'trojan');
    writeSumsAgain(folder);
    rmSync(join(folder, 'records'), { recursive: true });
    expect(quorate(['verify', folder]).code).toBe(0);
    expect(quorate(['verify', folder, '--folder-hash', good.folderHash])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is not the one on paper'),
    });
  });

  it('no manifest, bundle and cards good: recovered after a sentence typed in full, never without', () => {
    const folder = copyOf(good, root);
    rmSync(join(folder, 'manifest.json'));
    expect(refusedRecovery(folder, twoCards())).toMatchObject({ code: 'folder-tampered', exit: 3 });
    expect(refusedRecovery(folder, ['--despite-tampering', ...twoCards()])).toMatchObject({
      code: 'terminal-needed',
      exit: 5,
    });
    const to = newDestination();
    const words = ['recover', folder, '--to', to, ...settled, ...twoCards(), '--despite-tampering'];
    expect(quorateOnTerminal(words, [['type "go on despite', 'yes\r']])).toMatchObject({ code: 5 });
    expect(existsSync(to)).toBe(false);
    expect(quorateOnTerminal(words, [['type "go on despite', 'go on despite tampering\r']])).toMatchObject({
      code: 0,
    });
    expect(readdirSync(to)).toEqual(['validator']);
  });

  it('a missing closing record is told, no more', () => {
    const folder = copyOf(good, root);
    rmSync(join(folder, 'records'), { recursive: true });
    expect(quorate(['verify', folder])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('never seen after it was written'),
    });
  });

  it('a hostile header: refused in a moment, whatever it asks for', () => {
    const header = (change: (text: string) => string) => (bytes: Buffer) => {
      const length = bytes.readUInt32BE(17);
      const changed = Buffer.from(change(bytes.subarray(21, 21 + length).toString()));
      const size = Buffer.alloc(4);
      size.writeUInt32BE(changed.length);
      return Buffer.concat([bytes.subarray(0, 17), size, changed, bytes.subarray(21 + length)]);
    };
    const hostile: [RegExp, (bytes: Buffer) => Buffer][] = [
      [/kdf.N is above/, header((text) => text.replace('"N":1024', '"N":1073741824'))],
      [/__proto__ is unknown/, header((text) => text.replace('{', '{"__proto__":{"a":1},'))],
      [/extra is unknown/, header((text) => text.replace('{', '{"extra":1,'))],
      [
        /ends after|claims/,
        (bytes) =>
          Buffer.concat([bytes.subarray(0, 17), Buffer.from([0, 0, 15, 255]), bytes.subarray(21, 60)]),
      ],
    ];
    for (const [message, change] of hostile) {
      const folder = copyOf(good, root);
      edit(folder, 'bundle.quorate', change);
      const start = performance.now();
      const refusal = refusedRecovery(folder, twoCards());
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(refusal).toMatchObject({ exit: 3, message: expect.stringMatching(message) });
    }
  });

  it('a folder with nothing in it, a file, a path that is not there', () => {
    expect(errorOf(quorate(['verify', root, '--json'])).code).toBe('folder-not-found');
    expect(errorOf(quorate(['verify', good.cards[0] as string, '--json'])).code).toBe('folder-not-found');
    expect(errorOf(quorate(['verify', join(root, 'nowhere'), '--json'])).code).toBe('file-not-found');
  });

  it('two ceremonies on one stick: both are named', () => {
    const stick = join(root, 'two');
    mkdirSync(stick);
    execFileSync('cp', ['-r', good.folder, other.folder, `${stick}/`]);
    expect(errorOf(quorate(['verify', stick, '--json']))).toMatchObject({
      code: 'folder-several',
      hint: expect.stringContaining(stick),
    });
  });
});

describe('destinations', () => {
  it.each<[string, () => string, string]>([
    [
      'a link',
      () => {
        const path = newDestination();
        symlinkSync(root, path);
        return path;
      },
      'file-is-link',
    ],
    [
      'a file',
      () => {
        const path = newDestination();
        writeFileSync(path, '');
        return path;
      },
      'file-not-regular',
    ],
    [
      'a folder that holds such a file',
      () => {
        const path = newDestination();
        mkdirSync(join(path, 'validator/config'), { recursive: true });
        writeFileSync(join(path, 'validator/config/node_key.json'), 'mine');
        return path;
      },
      'restore-conflict',
    ],
    [
      'a folder with a link below',
      () => {
        const path = newDestination();
        mkdirSync(path);
        symlinkSync('/tmp', join(path, 'validator'));
        return path;
      },
      'file-is-link',
    ],
    ['the ceremony folder', () => join(good.folder, 'restored'), 'restore-onto-stick'],
    ['a folder in a folder that is not there', () => join(root, 'not', 'there'), 'file-not-found'],
  ])('%s', (_, make, code) => {
    const to = make();
    const found = () => execFileSync('find', [to, '-ls'], { encoding: 'utf8' });
    const before = existsSync(to) ? found() : null;
    const outcome = quorate(['recover', good.folder, '--to', to, '--json', ...settled, ...twoCards()]);
    expect(errorOf(outcome).code).toBe(code);
    expect(outcome.code).toBe(code === 'restore-onto-stick' ? 5 : 6);
    expect(existsSync(to) ? found() : null).toBe(before);
  });
});

describe('key files', () => {
  const seal = (source: string) => {
    const plan = join(root, 'bad.plan.json');
    writeFileSync(plan, samplePlan());
    const [stickA, stickB, cards] = ['a', 'b', 'cards'].map((name) =>
      join(root, `${name}-${++destinations}`),
    ) as [string, string, string];
    mkdirSync(stickA);
    mkdirSync(stickB);
    const outcome = quorate([
      'seal',
      `validator=${source}`,
      '--plan',
      plan,
      '--to',
      stickA,
      '--to',
      stickB,
      '--cards',
      cards,
      '--json',
    ]);
    expect([...readdirSync(stickA), ...readdirSync(stickB)]).toEqual([]);
    return { ...errorOf(outcome), exit: outcome.code };
  };
  it.each<[string, (path: string) => void, string, RegExp]>([
    ['empty', (path) => writeFileSync(path, ''), 'file-empty', /is empty/],
    [
      'of 300 MB',
      (path) => {
        writeFileSync(path, '');
        truncateSync(path, 300e6);
      },
      'file-too-large',
      /300000000 bytes/,
    ],
    ['a FIFO', (path) => execFileSync('mkfifo', [path]), 'file-not-regular', /not a regular file/],
    ['a link', (path) => symlinkSync('/etc/hostname', path), 'file-is-link', /is a link/],
    ['a dangling link', (path) => symlinkSync('/nowhere', path), 'file-is-link', /is a link/],
    [
      'a folder with a link',
      (path) => {
        mkdirSync(path);
        symlinkSync('/etc/hostname', join(path, 'key'));
      },
      'file-empty',
      /left out: validator\/key \(a link/,
    ],
    ['an empty folder', (path) => mkdirSync(path), 'file-empty', /no file/],
    ['not there', () => {}, 'file-not-found', /does not exist/],
    [
      'with a name that cannot be archived',
      (path) => {
        mkdirSync(path);
        writeFileSync(join(path, 'a\nb'), 'x');
      },
      'archive-name',
      /control character/,
    ],
  ])('%s', (what, make, code, message) => {
    const path = join(root, `key-${what.replace(/\W/g, '')}`);
    make(path);
    const refusal = seal(path);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(refusal.exit).toBe(code === 'archive-name' ? 3 : 6);
  });
});

it('no refusal repeats a card', () => {
  const payload = encodePayload(card(0));
  expect(decodePayload(payload).number).toBe(1);
  const refusal = refusedRecovery(good.folder, shares(good.cards[0] as string));
  for (const secret of [
    good.texts[0],
    Buffer.from(payload).toString('hex'),
    Buffer.from(payload).toString('base64'),
  ]) {
    expect(refusal.said + refusal.message).not.toContain(secret);
  }
});
