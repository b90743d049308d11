import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readManifest } from '@quorate/crypto-core/documents/manifest';
import { readSigningState } from '@quorate/crypto-core/keys/signing-state';
import { neverSigns } from '@quorate/custody/drill/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../custody/drill/files-below.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { repository, requireRoot, run } from '../tools.ts';
import { type CeremonyOnStick, copyOf, edit, makeConsistent, onStick } from './ceremony-folder.ts';
import { quorate, quorateOnTerminal } from './program.ts';

let root: string;
let ceremony: CeremonyOnStick;
let other: CeremonyOnStick;
let address: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-drill-cli-'));
  ceremony = await onStick(await sealSample(), root);
  const { keys } = readManifest(new Uint8Array(readFileSync(join(ceremony.folder, 'manifest.json'))));
  address = keys.find(({ path }) => path.endsWith('validator_key.json'))?.address as string;
  other = await onStick(await sealSample(), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Told {
  ok: boolean;
  report: {
    verdict: string;
    issues: { severity: string; text: string }[];
    keys: { path: string; differs: string[] }[];
    record: { file: string; sha256: string; words: string } | { why: string };
    rto: { from: string; isMet: boolean };
    times: { part: string }[];
  };
  files: string[];
  error?: { code: string };
}
const shares = (...cards: number[]) =>
  cards.flatMap((card) => ['--share', ceremony.cards[card - 1] as string]);
/** Holds a drill without a terminal. */
function drill(folder: string, words: readonly string[]) {
  const outcome = quorate(['drill', folder, '--json', ...words]);
  return { ...outcome, told: (outcome.stdout === '' ? null : JSON.parse(outcome.stdout)) as Told };
}
const stick = () => copyOf(ceremony, root);
const recordsOn = (folder: string) =>
  readdirSync(join(folder, 'records')).filter((name) => name !== 'closing.jsonl');
const issuesOf = ({ told }: { told: Told }) =>
  told.report.issues.map(({ severity, text }) => `${severity} ${text}`).join('\n');

describe('each kind passes', () => {
  it.each<[string, readonly number[], readonly string[]]>([
    ['integrity', [], ['verify']],
    ['opening', [1, 2], ['verify', 'cards', 'open']],
    ['restore', [3, 2], ['verify', 'cards', 'open', 'compare']],
    ['roll-call', [1, 2, 3], ['verify', 'cards']],
  ])('%s', (kind, cards, parts) => {
    const folder = stick();
    const before = filesBelow(folder);
    const outcome = drill(folder, ['--kind', kind, ...shares(...cards), '--operator', 'Ada']);
    expect(outcome.code).toBe(0);
    expect(outcome.told).toMatchObject({ ok: true, files: [], report: { kind, verdict: 'passed' } });
    expect(outcome.told.report.times.map(({ part }) => part)).toEqual(parts);
    expect(filesBelow(folder).filter((path) => !before.includes(path))).toEqual([
      expect.stringMatching(/^records\/0001-drill-\d{8}T\d{6}Z\.json$/),
    ]);
    for (const card of cards) {
      expect(outcome.stderr).toContain(`card ${card} read, unchanged since the ceremony`);
    }
    expect(quorate(['verify', folder, '--folder-hash', ceremony.folderHash]).code).toBe(0);
  });

  it('full: restored in memory, where no key lies without a state that refuses every height', () => {
    const sandbox = join(mkdtempSync('/dev/shm/quorate-drill-'), 'sandbox');
    const words = ['--kind', 'full', '--sandbox', sandbox, ...shares(1, 3)];
    const outcome = drill(stick(), words);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain(`${sandbox} HOLDS KEYS`);
    const state = readFileSync(join(sandbox, 'validator/data/priv_validator_state.json'));
    expect(readSigningState(state)).toEqual(neverSigns);
    expect(filesBelow(sandbox)).toHaveLength(3);
    // Once more: not into a folder that holds something, and taken away where that is asked for.
    expect(drill(stick(), words).told.error?.code).toBe('sandbox-unfit');
    rmSync(sandbox, { recursive: true });
    const removed = drill(stick(), [...words, '--remove-sandbox']);
    expect(removed.code).toBe(0);
    expect(existsSync(sandbox)).toBe(false);
    rmSync(join(sandbox, '..'), { recursive: true });
  });
});

describe('what fails, and leaves a record of it', () => {
  it('a full drill of keys that production is not known by: no copy is made', () => {
    const sandbox = `/dev/shm/quorate-drill-${basename(root)}`;
    const words = ['--kind', 'full', '--sandbox', sandbox, '--expect', 'cd'.repeat(32)];
    const outcome = drill(stick(), [...shares(1, 3), ...words]);
    expect([outcome.code, outcome.told.error?.code]).toEqual([5, 'sandbox-unfit']);
    expect(existsSync(sandbox)).toBe(false);
  });

  it('a bundle that is not there: no card is asked for', () => {
    const folder = stick();
    rmSync(join(folder, 'bundle.quorate'));
    const outcome = drill(folder, shares(1, 2));
    expect([outcome.code, outcome.told.error?.code]).toEqual([3, 'folder-tampered']);
    expect(recordsOn(folder)).toHaveLength(1);
  });

  it('a forged threshold outside: as many cards as really open, and the forgery named', () => {
    const folder = stick();
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      shareSet: { ...manifest.shareSet, threshold: 3 },
    }));
    const outcome = drill(folder, shares(1, 2));
    expect(outcome.code).toBe(3);
    expect(issuesOf(outcome)).toMatch(/member shareSet.threshold is not what was sealed/);
    expect(outcome.told.report.keys).toHaveLength(3);
  });

  it('a fingerprint changed outside, everything else made to agree', () => {
    const folder = stick();
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      keys: manifest.keys.map((key, index) => (index === 1 ? { ...key, fingerprint: 'ab'.repeat(32) } : key)),
    }));
    const outcome = drill(folder, shares(1, 2));
    expect(outcome.code).toBe(3);
    expect(outcome.told.report.keys.filter(({ differs }) => differs.length > 0)).toMatchObject([
      { path: 'validator/config/priv_validator_key.json' },
    ]);
    expect(issuesOf(outcome)).toMatch(/high .*member keys.1.fingerprint is not what was sealed/);
    expect(recordsOn(folder)).toHaveLength(1);
  });

  it('a changed file, in an integrity drill', () => {
    const folder = stick();
    edit(folder, 'RECOVERY.txt', (bytes) => `${bytes} `);
    const outcome = drill(folder, ['--kind', 'integrity']);
    expect(outcome.code).toBe(3);
    expect(issuesOf(outcome)).toMatch(/high TAMPERING: RECOVERY.txt was changed/);
    const record = JSON.parse(
      readFileSync(join(folder, 'records', recordsOn(folder)[0] as string), 'utf8'),
    ) as {
      data: { verdict: string };
    };
    expect(record.data.verdict).toBe('failed');
  });

  it('a changed file, with cards: they are not read', () => {
    const folder = stick();
    edit(folder, 'RECOVERY.txt', (bytes) => `${bytes} `);
    const outcome = drill(folder, shares(1, 2));
    expect([outcome.code, outcome.told.error?.code]).toEqual([3, 'folder-tampered']);
    expect(outcome.stderr).not.toContain('card 1 read');
  });

  it('a key that production is not known by; one that it is known by passes', () => {
    expect(drill(stick(), [...shares(1, 2), '--expect', address]).code).toBe(0);
    const folder = stick();
    const outcome = drill(folder, [...shares(1, 2), '--expect', address, '--expect', 'cd'.repeat(32)]);
    expect(outcome.code).toBe(5);
    expect(issuesOf(outcome)).toContain('high the bundle holds no key cdcdcdcd…');
    expect(recordsOn(folder)).toHaveLength(1);
  });

  it('a card of another set, named; the others are read all the same', () => {
    const folder = stick();
    const wrong = other.cards[1] as string;
    const outcome = drill(folder, [...shares(1), '--share', wrong, ...shares(3)]);
    expect(outcome.code).toBe(4);
    expect(issuesOf(outcome)).toMatch(new RegExp(`high ${wrong}: card 2 belongs to set ${other.setId}`));
    // Two good ones are enough to open, and still the drill did not pass.
    expect(outcome.told.report.keys).toHaveLength(3);
    expect(recordsOn(folder)).toHaveLength(1);
  });

  it('a card too few', () => {
    const folder = stick();
    const outcome = drill(folder, shares(2));
    expect([outcome.code, outcome.told.error?.code]).toEqual([4, 'cards-too-few']);
    expect(recordsOn(folder)).toHaveLength(1);
  });
});

it('goes on despite tampering after the whole sentence, with bundle and cards alone, and has failed all the same', () => {
  const folder = stick();
  edit(folder, 'RECOVERY.txt', (bytes) => `${bytes} `);
  const outcome = quorateOnTerminal(
    ['drill', folder, '--despite-tampering', ...shares(1, 2)],
    [
      ['none at hand):', '\r'],
      ['type "go on despite tampering":', 'go on despite tampering\r'],
    ],
  );
  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toMatch(/same +validator\/config\/priv_validator_key.json/);
  expect(outcome.stdout).toMatch(/DRILL FAILED/);
  expect(recordsOn(folder)).toHaveLength(1);
});

it('a person who ends it before any card held no drill; after one, it has failed', () => {
  const folder = stick();
  const [ask, card] = [['none at hand):', '\r'] as const, 'Return alone ends the drill):'];
  expect(quorateOnTerminal(['drill', folder], [ask, [card, '\u0003']]).code).toBe(1);
  expect(recordsOn(folder)).toEqual([]);
  const begun = quorateOnTerminal(['drill', folder], [ask, [card, `${ceremony.texts[0]}\r`], [card, '\r']]);
  expect(begun.code).toBe(4);
  expect(begun.stdout).toContain('1 card proved, 1 more needed');
  expect(recordsOn(folder)).toHaveLength(1);
});

it('a card file that is not there is no drill: exit code of a medium, no record', () => {
  const folder = stick();
  const outcome = drill(folder, ['--share', join(root, 'nowhere.txt')]);
  expect(outcome.code).toBe(6);
  expect(recordsOn(folder)).toEqual([]);
});

describe('a stick that cannot be written', () => {
  it('counts, and the report says why there is no record', () => {
    if (!requireRoot('a read-only file system')) return;
    const mount = mkdtempSync(join(tmpdir(), 'quorate-read-only-'));
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mount]);
    try {
      cpSync(ceremony.folder, join(mount, basename(ceremony.folder)), { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', mount]);
      const outcome = drill(mount, [...shares(1, 2), '--report', join(root, 'read-only')]);
      expect(outcome.code).toBe(0);
      expect(outcome.told.report.record).toMatchObject({ why: expect.stringMatching(/read-only/) });
      const [markdown, page] = outcome.told.files.map((file) => readFileSync(file, 'utf8'));
      expect(markdown).toMatch(/No record was left on the stick: .*read-only/);
      expect(page).toMatch(/No record was left on the stick:<\/b> .*read-only/);
    } finally {
      execFileSync('umount', [mount]);
      rmSync(mount, { recursive: true });
    }
  });

  it('the same for a user who may not write', () => {
    if (!requireRoot('running as another user')) return;
    const open = mkdtempSync(join(tmpdir(), 'quorate-nobody-'));
    chmodSync(open, 0o755);
    const folder = join(open, basename(ceremony.folder));
    cpSync(ceremony.folder, folder, { recursive: true });
    execFileSync('chmod', ['-R', 'a+rX', open]);
    const outcome = quorate(['drill', folder, '--kind', 'integrity', '--json'], { as: 65534 });
    const told = JSON.parse(outcome.stdout) as Told;
    expect([outcome.code, told.report.verdict]).toEqual([0, 'passed']);
    expect(told.report.record).toMatchObject({ why: expect.stringMatching(/may not be accessed/) });
    rmSync(open, { recursive: true });
  });
});

describe('the last report', () => {
  it('names a record that is there, or one that was taken away', () => {
    const folder = stick();
    const first = drill(folder, ['--kind', 'integrity']).told.report.record as {
      sha256: string;
      file: string;
    };
    const same = drill(folder, ['--kind', 'integrity', '--last-record', first.sha256]);
    expect(issuesOf(same)).not.toMatch(/last report/);
    const newer = drill(folder, ['--kind', 'integrity', '--last-record', first.sha256]);
    expect(newer.stderr).toContain('and newer ones after it');
    const last = newer.told.report.record as { sha256: string; file: string };
    rmSync(join(folder, last.file));
    const outcome = drill(folder, ['--kind', 'integrity', '--last-record', last.sha256]);
    expect(outcome.code).toBe(0);
    expect(issuesOf(outcome)).toMatch(/high the record named by the last report is not on this stick/);
    expect(issuesOf(drill(stick(), ['--kind', 'integrity']))).toMatch(
      /low not compared with the last report/,
    );
  });

  it('is asked for at a terminal, where the words will do', () => {
    const folder = stick();
    const first = drill(folder, ['--kind', 'integrity']).told.report.record as { words: string };
    const outcome = quorateOnTerminal(
      ['drill', folder],
      [
        ['none at hand):', 'abandon ability able\r'],
        ['type it again', `${first.words}\r`],
        ['Return alone ends the drill):', `${ceremony.texts[2]}\r`],
        ['(1 more)', `${ceremony.texts[0]}\r`],
      ],
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('the newest record is the one in the last report');
    expect(outcome.stdout).toContain('DRILL PASSED');
  });
});

describe('what it says first', () => {
  it('cards tested longest ago', () => {
    const folder = stick();
    const first = drill(folder, shares(1, 3));
    expect(first.stderr).toContain('tested longest ago: 1 (never), 2 (never)');
    const day = new Date().toISOString().slice(0, 10);
    expect(drill(folder, shares(1, 2)).stderr).toContain(`tested longest ago: 1 (${day}), 2 (never)`);
  });

  it('what is overdue, loudly', () => {
    const folder = stick();
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      ceremony: { ...manifest.ceremony, date: '2020-01-01T12:00:00Z' },
    }));
    const outcome = drill(folder, ['--kind', 'integrity']);
    for (const due of [
      'integrity     due 2020-01-08',
      'opening       due 2020-01-31',
      'restore       due 2020-03-31',
    ]) {
      expect(outcome.stderr).toMatch(
        new RegExp(`${due}, never since the ceremony {2}OVERDUE by \\d{4} days`),
      );
    }
    expect(issuesOf(outcome)).toMatch(/medium restore was \d{4} days overdue: it was due on 2020-03-31/);
    expect(outcome.code).toBe(0);
  });

  it('of several sticks the one tested longest ago', () => {
    const [a, b] = [stick(), stick()];
    drill(a, ['--kind', 'integrity']);
    const outcome = drill(a, [b, '--kind', 'integrity']);
    expect(outcome.stderr).toContain(`${b}: tested longest ago; its records know of no drill`);
    expect([recordsOn(a).length, recordsOn(b).length]).toEqual([1, 1]);
    expect(drill(a, [other.folder, '--kind', 'integrity']).told.error?.code).toBe('folder-hash-differs');
  });
});

describe('the report', () => {
  it('comes in three forms, nothing else is written, and the recovery time counts from detection', () => {
    const folder = stick();
    const place = join(root, 'reports');
    mkdirSync(place);
    const past = new Date(Date.now() - 2 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const before = filesBelow(root);
    const words = [
      ...shares(1, 2),
      '--report',
      place,
      '--detected',
      past,
      '--operator',
      'Ada',
      '--witness',
      'Ben',
    ];
    const outcome = drill(folder, words);
    expect(outcome.code).toBe(0);
    expect(outcome.told.report.rto).toMatchObject({ from: 'detection', isMet: false });
    const [markdown, page, json] = outcome.told.files as [string, string, string];
    expect(filesBelow(root).filter((path) => !before.includes(path))).toHaveLength(4);
    expect(readFileSync(markdown, 'utf8')).toMatch(/^# Drill report: Validators Q4\n/);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*font\/woff2/);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(outcome.told.report);
    expect(drill(folder, [...shares(1, 2), '--report', join(folder, 'x')]).told.error?.code).toBe(
      'restore-onto-stick',
    );
  });
});

it.each<[string, readonly string[]]>([
  ['a kind nobody knows', ['--kind', 'half']],
  ['fingerprints where no key is compared', ['--kind', 'opening', '--expect', 'ab'.repeat(32)]],
  ['a sandbox without a full drill', ['--sandbox', '/dev/shm/x']],
  ['a full drill without a sandbox', ['--kind', 'full']],
  ['cards for an integrity drill', ['--kind', 'integrity', '--share', 'x']],
  ['a time that is still to come', ['--detected', '2999-01-01 00:00']],
  ['half a hash', ['--kind', 'integrity', '--last-record', 'abcd']],
])('%s is a mistake of usage, and leaves no record', (_, words) => {
  const folder = stick();
  expect(drill(folder, words).code).toBe(2);
  expect(recordsOn(folder)).toEqual([]);
});

it('the kit on a stick holds drills too, without fonts or anything else of ours', () => {
  const kit = join(root, 'recover.mjs');
  cpSync(join(repository, 'cli/dist/kit/recover.mjs'), kit);
  const words = ['drill', stick(), ...shares(1, 3), '--json', '--report', join(root, 'kit-reports')];
  const outcome = run('setsid', ['--wait', process.execPath, kit, ...words]);
  expect(outcome.code).toBe(0);
  expect(readFileSync((JSON.parse(outcome.stdout) as Told).files[1] as string, 'utf8')).not.toContain(
    'woff2',
  );
});
