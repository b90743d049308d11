import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { bip39Words } from '@quorate/crypto-core/passphrase/words';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { entropyToMnemonic } from '@scure/bip39';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../custody/drill/files-below.ts';
import { samplePlan } from '../sample-plan.ts';
import { type Outcome, repository, run } from '../tools.ts';
import { quorate } from './program.ts';
import { Draw, type Secret } from './secret-draw.ts';
import type { Sample } from './secret-samples/sample.ts';
import { samplesOf } from './secret-samples/samples.ts';
import { SecretSearch } from './secret-search.ts';

// Random keys of every format that is recognised go through inspect, seal, verify, drill and recover, and through
// what each refuses; then everything that was printed or written is searched for every secret, in any spelling.

const seed = process.env['SECRECY_SEED'] ?? `${Date.now() % 2 ** 31}`;
const again = `to see it again: SECRECY_SEED=${seed} npx vitest run test/cli/secrecy-formats.test.ts`;

const words = (entropy: Uint8Array) => entropyToMnemonic(Uint8Array.from(entropy), [...bip39Words]);
const draw = new Draw(seed);
const samples = samplesOf(draw, words);
const sources = [...new Set(samples.map(({ path }) => path.split('/')[0] as string))].sort();
const secrets = samples.flatMap((sample) => sample.secrets);

describe('the search', () => {
  const search = new SecretSearch(secrets, bip39Words);

  it('has a sample of every format that is recognised', () => {
    const list = readFileSync(join(repository, 'crypto-core/keys/recognise.ts'), 'utf8');
    const [, inner = ''] = /recognisers: readonly Recogniser\[\] = \[([^\]]*)\]/.exec(list) ?? [];
    const known = inner.match(/\w+/g) ?? [];
    expect(known.length).toBeGreaterThan(10);
    expect(known.filter((name) => !samples.some(({ by }) => by === name))).toEqual([]);
  });

  it.each<[string, (bytes: Buffer) => string]>([
    ['raw', (bytes) => `x${bytes.toString('latin1')}x`],
    ['hex', (bytes) => `<Buffer ${bytes.toString('hex')}>`],
    ['hex in capitals with colons', (bytes) => bytes.toString('hex').toUpperCase().replace(/../g, '$&:')],
    [
      'the middle of the hex, in groups',
      (bytes) => bytes.toString('hex').slice(9, 29).replace(/..../g, '$& '),
    ],
    ['base64', (bytes) => `{"value":"${Buffer.concat([Buffer.of(1), bytes]).toString('base64')}"}`],
    ['base64 in lines', (bytes) => bytes.toString('base64').replace(/.{7}/g, '$&\r\n')],
    ['base64url', (bytes) => `token=${bytes.toString('base64url')}`],
    ['a number', (bytes) => `d = ${BigInt(`0x${bytes.toString('hex')}`)}n`],
    ['JSON of an array', (bytes) => JSON.stringify({ key: new Uint8Array(bytes) })],
    ['JSON of a buffer', (bytes) => JSON.stringify(bytes, null, 2)],
    ['words', (bytes) => words(bytes).replaceAll(' ', '\n')],
    ['the first words of the project', (bytes) => words(bytes).split(' ').slice(0, 12).join('-')],
  ])('finds a secret as %s', (_, print) => {
    const [key] = secrets.filter(({ bytes }) => bytes.length === 32);
    expect(
      search.in(`before ${print(Buffer.from((key as Secret).bytes))} after`).map(({ secret }) => secret),
    ).toEqual([(key as Secret).what]);
    expect(search.in(print(createHash('sha256').update('another').digest()))).toEqual([]);
  });

  it('finds every secret where it stands: in its own file, if that is not encrypted', () => {
    for (const { path, file, secrets: own, isSealed } of samples) {
      const found = own.filter((secret) => new SecretSearch([secret], bip39Words).in(file).length > 0);
      expect([path, found]).toEqual([path, isSealed ? [] : own]);
    }
  });
});

describe('no secret', () => {
  let root: string;
  const at = (...parts: string[]) => join(root, ...parts);
  /** Everything that was printed, by the command that did. */
  const printed: [string, string][] = [];
  const withCards: Secret[] = [];

  beforeAll(() => {
    console.info(`random keys of every format: ${again}`);
    root = mkdtempSync(join(tmpdir(), 'quorate-formats-'));
    for (const name of ['a', 'b', 'c', 'd', 'reports', 'temporary', 'user']) mkdirSync(at(name));
    for (const { path, file } of samples) writeAt(at('in', path), file);
    damagedHomes();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function writeAt(path: string, bytes: Uint8Array | string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes, { mode: 0o600 });
  }

  /** The same files cut off, with a bit turned over, and with claims that are not true. */
  function damagedHomes(): void {
    for (const { path, file } of samples) {
      const cut = Math.max(1, draw.below(file.length));
      writeAt(at('broken', 'cut', path), file.subarray(0, cut));
      const turned = Uint8Array.from(file);
      const where = draw.below(file.length);
      const byte = (file[where] as number) ^ (1 << draw.below(8));
      // A sign that makes a name of what stands before it would have that shown, and rightly.
      turned[where] = byte === 0x3d || byte === 0x3a ? 0x20 : byte;
      writeAt(at('broken', 'turned', path), turned);
    }
    const [key] = samples.filter(({ path }) => path === 'val/config/priv_validator_key.json');
    const { file, secrets: own } = key as Sample;
    const members = JSON.parse(Buffer.from(file).toString()) as Record<
      string,
      { type: string; value: string }
    >;
    const [hex = '', value = ''] = [
      Buffer.from((own[0] as Secret).bytes).toString('hex'),
      members['priv_key']?.value,
    ];
    const other = samples.find(({ path }) => path === 'old/priv_validator.json') as Sample;
    const { address, pub_key } = JSON.parse(Buffer.from(other.file).toString()) as Record<string, unknown>;
    for (const [name, changes] of Object.entries({
      'of another': { address, pub_key },
      'its own secret': { address: hex, pub_key: { type: 'x', value } },
      'type and value': { priv_key: { type: value, value: 'tendermint/PrivKeyEd25519' } },
      'as a name': { [value]: 1, [hex]: 2 },
      'in the state': { height: value, round: hex, step: hex },
    })) {
      const json = JSON.stringify({ ...members, ...changes });
      writeAt(at('broken', 'claims', name, 'priv_validator_key.json'), json);
      writeAt(at('broken', 'claims', name, 'node_key.json'), json.replace('"pub_key"', '"id"'));
      writeAt(at('broken', 'claims', name, 'priv_validator_state.json'), json.replace('priv_key', 'x'));
    }
  }

  /** Runs the command as on a machine of its own, and keeps what it prints. */
  function say(...given: readonly string[]): Outcome {
    const [folder, user] = [at('temporary'), at('user')];
    const env = {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      TMPDIR: folder,
      HOME: user,
      XDG_RUNTIME_DIR: folder,
      QUORATE_DEBUG: '1',
    };
    const outcome = quorate(given, { env, cwd: user });
    printed.push([given.join(' '), outcome.stdout + outcome.stderr]);
    return outcome;
  }
  function expectCode(code: number, outcome: Outcome): Outcome {
    expect([outcome.code, outcome.stderr.split('\n').slice(-12), again]).toEqual([
      code,
      expect.anything(),
      again,
    ]);
    return outcome;
  }

  const wanted = (names: readonly string[], expected: Readonly<Record<string, string[]>> = {}) =>
    names.map((name) => {
      const role = name === 'marked' ? 'validator' : null;
      return { name, role, host: null, created: null, expect: expected[name] ?? [] };
    });
  function seal(plan: string, given: readonly string[], sticks: readonly string[], cards: string): Outcome {
    const to = sticks.flatMap((stick) => ['--to', at(stick)]);
    return say('seal', ...given, '--plan', plan, ...to, '--cards', at(cards));
  }
  const homesIn = (folder: string, names: readonly string[]) =>
    names.map((name) => `${name}=${at(folder, name)}`);

  it('is in what is printed or written of random keys of every format', async () => {
    await wholeCeremony();
    brokenCeremony();
    const search = new SecretSearch([...secrets, ...withCards], bip39Words);
    for (const [command, text] of printed)
      expect([command, again, search.in(text)]).toEqual([command, again, []]);
    const published = writtenFiles();
    expect(published.length).toBeGreaterThan(20);
    for (const path of published)
      expect([path, again, search.in(readFileSync(path))]).toEqual([path, again, []]);
    // Of a file that could be guessed not even a hash: the operator alone may see it.
    const hashes = samples.map(({ path, file }) => ({
      what: `hash of ${path}`,
      bytes: createHash('sha256').update(file).digest(),
    }));
    const hashSearch = new SecretSearch(hashes, bip39Words);
    for (const path of published)
      expect([path, again, hashSearch.in(readFileSync(path))]).toEqual([path, again, []]);
    for (const [command, text] of printed) {
      // These two tell the operator the hash, to compare.
      if (/^(inspect|recover.py)/.test(command)) continue;
      expect([command, again, hashSearch.in(text)]).toEqual([command, again, []]);
    }
  }, 300_000);

  /** Everything goes well, and what is refused of it is refused in time. */
  async function wholeCeremony(): Promise<void> {
    const all = homesIn('in', sources);
    const inspected = expectCode(0, say('inspect', ...all, '--json'));
    expectCode(0, say('inspect', ...all));
    const { files } = JSON.parse(inspected.stdout) as { files: { path: string; type: string }[] };
    const types = Object.fromEntries(files.map(({ path, type }) => [path, type]));
    expect([again, types]).toEqual([
      again,
      Object.fromEntries(samples.map(({ path, type }) => [path, type])),
    ]);

    const refused = at('refused.plan.json');
    const expected = { val: ['ab'.repeat(20)] };
    writeFileSync(refused, samplePlan({ sources: wanted(sources, expected) }));
    expectCode(5, seal(refused, all, ['a', 'b'], 'refused'));
    expect(readdirSync(at('a'))).toEqual([]);
    const plan = at('all.plan.json');
    writeFileSync(plan, samplePlan({ sources: wanted(sources) }));
    expectCode(0, seal(plan, all, ['a', 'b'], 'cards'));
    await addCards('cards');
    const folder = at('a', readdirSync(at('a'))[0] as string);
    const other = at('b', readdirSync(at('b'))[0] as string);
    const [one, two] = [1, 2].map((card) => ['--share', at('cards', `card-${card}.png`)]) as [
      string[],
      string[],
    ];
    const opened = [...one, ...two];
    const only = (...names: string[]) => names.flatMap((name) => ['--only', name]);
    const settled = ['--original-stopped', '--min-height', '9000000'];
    const unmet = ['--expect', 'cd'.repeat(32)];
    let places = 0;
    const recover = (...given: string[]) => say('recover', folder, '--to', at(`back-${++places}`), ...given);

    expectCode(0, say('verify', folder));
    expectCode(0, say('verify', other, '--json'));
    const reports = ['--report', at('reports'), '--operator', 'Ada'];
    expectCode(0, say('drill', folder, '--kind', 'restore', ...opened, ...reports));
    expectCode(5, say('drill', other, '--kind', 'restore', '--json', ...opened, ...unmet, ...reports));
    const sandbox = mkdtempSync('/dev/shm/quorate-secrecy-');
    try {
      const full = ['--kind', 'full', '--sandbox', join(sandbox, 'keys'), '--remove-sandbox'];
      expectCode(0, say('drill', folder, ...full, ...opened, ...reports));
    } finally {
      rmSync(sandbox, { recursive: true, force: true });
    }
    expectCode(0, recover(...opened, ...only(...plain)));
    for (const { path, file } of samples.filter((one) => plain.includes(one.path.split('/')[0] as string)))
      expect([path, readFileSync(at('back-1', path)).equals(Buffer.from(file))]).toEqual([path, true]);
    expectCode(6, say('recover', folder, '--to', at('back-1'), ...opened, ...only(...plain)));
    expectCode(0, recover(...opened, ...only('val'), ...settled, '--as', 'pkcs8-der', '--json'));
    expectCode(5, recover(...opened, ...only('bls')));
    expectCode(5, recover(...opened, ...only('bls'), ...settled, ...unmet, '--json'));
    expectCode(4, recover(...one, ...only('pem')));
    const damaged = at('damaged', 'folder');
    cpSync(folder, damaged, { recursive: true });
    const bundle = readFileSync(join(damaged, 'bundle.quorate'));
    bundle[bundle.length - 100] = (bundle[bundle.length - 100] as number) ^ 1;
    writeFileSync(join(damaged, 'bundle.quorate'), bundle);
    expectCode(3, say('recover', damaged, '--to', at('never'), ...opened, ...only('pem')));

    const texts = withCards.filter(({ what }) => what.startsWith('text'));
    const typed = texts.slice(0, 2).flatMap(({ bytes }, index) => {
      writeAt(at(`text-${index}`), bytes);
      return ['--share', at(`text-${index}`)];
    });
    for (const [code, words] of [
      [0, only(...plain)],
      [5, only('val')],
    ] as const) {
      const script = join(other, 'recover/recover.py');
      const outcome = run('python3', [script, other, '--to', at(`python-${code}`), ...typed, ...words]);
      printed.push([`recover.py, which ended with ${code}`, outcome.stdout + outcome.stderr]);
      expectCode(code, outcome);
    }
  }
  const plain = sources.filter((name) =>
    ['pem', 'ssh', 'apps', 'pgp', 'age', 'ring', 'cosigner'].includes(name),
  );

  /** Files that were cut off, altered or lie: they are taken as they are, and whoever looks is told. */
  function brokenCeremony(): void {
    const names = readdirSync(at('broken')).sort();
    const all = homesIn('broken', names);
    expectCode(0, say('inspect', ...all, '--json'));
    expectCode(0, say('inspect', ...all));
    expectCode(6, say('inspect', at('nowhere')));
    expectCode(2, say('inspect', ...all, `${names[0]}=${at('in')}`));
    const plan = at('broken.plan.json');
    writeFileSync(plan, samplePlan({ sources: wanted(names) }));
    expectCode(0, seal(plan, all, ['c', 'd'], 'cards-of-broken'));
    const folder = at('c', readdirSync(at('c'))[0] as string);
    const shares = [1, 3].flatMap((card) => ['--share', at('cards-of-broken', `card-${card}.png`)]);
    expectCode(0, say('drill', folder, ...shares, '--report', at('reports')));
    expectCode(5, say('recover', folder, '--to', at('broken-back'), ...shares));
  }

  async function addCards(cards: string): Promise<void> {
    const texts = [1, 2, 3].map((number) =>
      readCardImage(new Uint8Array(readFileSync(at(cards, `card-${number}.png`))), 'card'),
    );
    const shares = texts.map((text) => readQrText(text).share);
    withCards.push({ what: 'passphrase', bytes: await combineShares(shares.slice(0, 2), 2) });
    for (const [index, share] of shares.entries()) {
      withCards.push({ what: `share ${index + 1}`, bytes: share });
      withCards.push({ what: `text of card ${index + 1}`, bytes: Buffer.from(texts[index] as string) });
    }
  }

  /** All that was left anywhere but at the destinations: on the sticks, in reports, beside the cards, in passing. */
  function writtenFiles(): string[] {
    const places = [
      'a',
      'b',
      'c',
      'd',
      'reports',
      'temporary',
      'user',
      'refused',
      'cards',
      'cards-of-broken',
      'damaged',
    ];
    const kit = join(repository, 'cli/dist/kit');
    const isKit = (path: string) => {
      const [, name] = /\/recover\/([^/]+)$/.exec(path) ?? [];
      return (
        name !== undefined &&
        existsSync(join(kit, name)) &&
        readFileSync(join(kit, name)).equals(readFileSync(path))
      );
    };
    return places
      .flatMap((place) => (existsSync(at(place)) ? filesBelow(at(place)).map((path) => at(place, path)) : []))
      .filter((path) => !/\/bundle\.quorate$|\/cards[^/]*\/card-\d/.test(path) && !isKit(path));
  }
});
