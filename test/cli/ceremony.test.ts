import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePlan } from '../sample-plan.ts';
import { repository, requireRoot, requireTool, run } from '../tools.ts';
import { quorate, quorateOnTerminal, type Typed } from './program.ts';

// A whole ceremony that is no rehearsal: on real file systems, without a network, with people at a terminal.

const canRun =
  requireRoot('mounting sticks') &&
  requireTool('mkfs.ext4') &&
  requireTool('zbarimg') &&
  requireTool('unshare');

describe.skipIf(!canRun)('a real ceremony at a terminal', () => {
  let root: string;
  let home: string;
  const sticks: string[] = [];
  const withoutNetwork = ['unshare', '--net'];
  const needles = join(repository, 'test/cli/needles.ts');

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'quorate-ceremony-'));
    home = join(root, 'home');
    for (const { path, bytes } of sampleHome()) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), bytes, { mode: 0o600 });
    }
    for (const name of ['a', 'b']) {
      const [image, stick] = [join(root, `${name}.img`), join(root, name)];
      mkdirSync(stick);
      expect(run('truncate', ['--size', '24M', image]).code).toBe(0);
      expect(run('mkfs.ext4', ['-q', image])).toMatchObject({ code: 0 });
      expect(run('mount', ['-o', 'loop', image, stick])).toMatchObject({ code: 0 });
      sticks.push(stick);
    }
  });
  afterAll(() => {
    for (const stick of sticks) run('umount', [stick]);
    rmSync(root, { recursive: true, force: true });
  });

  // Every fresh ext4 has a folder of its own, which may be read by root alone.
  const foldersOn = (stick: string) => readdirSync(stick).filter((name) => name !== 'lost+found');
  /** Takes a stick out and plugs it in again, as far as a file can; then presses Return. */
  const replug = (index: number, place = index): Typed => {
    const [stick, at] = [sticks[index] as string, sticks[place] as string];
    return { run: ['sh', '-c', 'umount "$1" && mount -o loop "$2" "$1"', 'sh', at, `${stick}.img`] };
  };
  const today = () => {
    const now = new Date();
    const pad = (value: number) => String(value).padStart(2, '0');
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  };
  const names: [string, Typed][] = [
    ['Operator, type your name:', 'Operator\r'],
    ['Witness, type your name:', 'Witness\r'],
  ];

  function planFile(name: string): { path: string; sha256: string } {
    const plan = samplePlan({ purpose: 'backup', witnesses: ['Witness', 'Another Witness'] });
    const path = join(root, `${name}.plan.json`);
    writeFileSync(path, plan);
    return { path, sha256: toHex(nodePrimitives.sha256(plan)) };
  }

  function words(plan: string, cards: string, more: readonly string[] = []): string[] {
    const to = sticks.flatMap((stick) => ['--to', stick]);
    return ['seal', `validator=${home}`, '--plan', plan, ...to, '--cards', cards, ...more];
  }

  it('refuses the stick that the key files come from, before anybody types', () => {
    const from = join(sticks[0] as string, 'import');
    mkdirSync(from);
    writeFileSync(join(from, '.env'), 'TOKEN=x\n');
    const [, , ...rest] = words(planFile('import').path, join(root, 'no-cards'));
    const ended = quorateOnTerminal(['seal', `validator=${from}`, ...rest], []);
    rmSync(from, { recursive: true });
    expect(ended.stdout).toMatch(/stick 1, at .* is the stick the key files came from/);
    expect(ended.stdout).toMatch(/nothing was sealed/);
  });

  it('goes through: date, plan hash, sticks plugged in again, every card typed from its picture, sign-off', () => {
    const plan = planFile('good');
    const cards = mkdtempSync('/dev/shm/quorate-cards-');
    const scan = join(root, 'scan.json');
    const key = JSON.parse(readFileSync(join(home, 'config/priv_validator_key.json'), 'utf8')) as {
      priv_key: { value: string };
    };
    const secret = Buffer.from(key.priv_key.value, 'base64');
    const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    writeFileSync(
      scan,
      JSON.stringify({
        'the label, which is no secret': hexOf(toUtf8('Validators Q4')),
        'the key as it stands in its file': hexOf(toUtf8(key.priv_key.value)),
        'the key as 32 bytes': hexOf(secret.subarray(0, 32)),
      }),
    );
    // What a person types stands in a file too, so that the memory can be searched for it.
    const typed = mkdtempSync('/dev/shm/quorate-typed-');
    const picture = (card: number) => {
      const [from, to] = [join(cards, `card-${card}.png`), join(typed, `card-${card}.txt`)];
      return ['sh', '-c', 'zbarimg --quiet --raw "$1" | tee "$2"', 'sh', from, to];
    };
    const ended = quorateOnTerminal(
      words(plan.path, cards, ['--plan-hash', plan.sha256]),
      [
        ['have none):', 'open sesame\r'],
        ['from a watch', '1999-01-01\r'],
        ['from a watch', `${today()}\r`],
        ...names,
        ['Type hardware', 'Cy wants it so\r'],
        ['Type hardware', 'hardware\r'],
        ['Use this stick', 'yes\r'],
        ['Type hardware', 'no other stick was to be had\r'],
        ['Use this stick', 'yes\r'],
        ['Was every node', 'yes\r'],
        ['Seal these', 'yes\r'],
        ['Take stick 1 out', '\r'],
        ['Take stick 1 out', replug(0)],
        // The first one in the place of the second: neither has a serial number, and they hold the same.
        ['Take stick 2 out', replug(0, 1)],
        ['Take stick 2 out', replug(1)],
        ['Card 1: print it', { run: picture(1) }],
        ['Card 2: print it', { run: ['cat', join(typed, 'card-1.txt')] }],
        ['Card 2: print it', '\r'],
        ['Type reprint', 'reprint\r'],
        ['once more?', 'the ink ran\r'],
        ...names,
        ['Card 2: print it', { run: picture(2) }],
        ['Card 3: print it', { run: picture(3) }],
        ['the sign-off', ''],
        [
          'Operator, type your name:',
          { scan, before: [process.execPath, needles, scan, typed], type: 'Operator\r' },
        ],
        ['Witness, type your name:', 'Somebody else\r'],
        ...names,
        ['Next witness', 'Witness\r'],
        ['Next witness', 'Another Witness\r'],
      ],
      withoutNetwork,
    );
    expect(ended.stdout).toMatch(/BLOCKED: .* is not encrypted/);
    expect(ended.stdout).toMatch(/names the custodian/);
    expect(ended.stdout).toMatch(/was not taken out since it was written/);
    expect(ended.stdout).toMatch(/is stick 1, not stick 2/);
    expect(ended.stdout).toMatch(/Witness has signed off already/);
    expect(ended.stdout).toMatch(/date-differs|the watch says/);
    expect(ended.stdout).toMatch(/not proved: this is card 1, card 2 is due/);
    expect(ended.stdout).toMatch(/needs the name of a witness/);
    expect(ended.stdout).toMatch(/roll call: 3 of 3 cards proved/);
    expect(ended.stdout).toMatch(/closing record delivered to every stick/);
    expect(ended.code).toBe(0);

    const [label, ...secrets] = Object.entries(
      JSON.parse(readFileSync(scan, 'utf8')) as Record<string, number>,
    );
    expect(processesNaming(cards)).toEqual([]);
    // The scan itself is proved by what it must find. Of the secrets we promise nothing but to look, and to say.
    expect(label?.[1]).toBeGreaterThan(0);
    expect(secrets).toHaveLength(10);
    console.info(
      `memory after the roll call: ${secrets.map(([what, times]) => `${what}: ${times} ×`).join(', ')}`,
    );

    const folders = sticks.map((stick) => join(stick, foldersOn(stick)[0] as string));
    for (const folder of folders) {
      const verified = quorate(['verify', folder, '--json']);
      expect(verified.code).toBe(0);
      expect(JSON.parse(verified.stdout)).toMatchObject({
        closingHead: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    const [one, other] = folders.map((folder) => readFileSync(join(folder, 'records/closing.jsonl'), 'utf8'));
    expect(one).toBe(other);
    const journal = `${readFileSync(join(folders[0] as string, 'journal.jsonl'), 'utf8')}${one}`;
    const { custodians } = readPlan(samplePlan());
    for (const text of custodians.flatMap(({ name, location }) => [`"${name}"`, location])) {
      expect(journal).not.toContain(text);
    }
    expect(journal.match(/"event":"stick.verified"/g)).toHaveLength(2);
    expect(journal.match(/"replugged":true/g)).toHaveLength(2);
    // Only what is to be printed and kept is left: cards are gone as soon as each is proved.
    expect(readdirSync(cards).sort()).toEqual(['receipt.html', 'transcript.html']);
    for (const folder of [cards, typed, ...folders]) rmSync(folder, { recursive: true });
  });

  /** Processes, other than ours, with a text among their arguments. */
  function processesNaming(text: string): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((name) => {
        try {
          return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
        } catch {
          return false;
        }
      });
  }

  it('refuses another plan than the one on paper, before anything is sealed', () => {
    const plan = planFile('other');
    const cards = mkdtempSync('/dev/shm/quorate-cards-');
    const ended = quorateOnTerminal(
      words(plan.path, cards, ['--plan-hash', 'ab'.repeat(32)]),
      [['have none):', '\r'], ['from a watch', `${today()}\r`], ...names],
      withoutNetwork,
    );
    expect(ended.stdout).toMatch(/not the one that was reviewed/);
    expect(ended.code).toBe(5);
    expect(sticks.flatMap((stick) => foldersOn(stick))).toEqual([]);
    rmSync(cards, { recursive: true });
  });

  it('asks whether the node was stopped, with the age and height of its state, and seals nothing without a yes', () => {
    const plan = planFile('running');
    const cards = mkdtempSync('/dev/shm/quorate-cards-');
    const state = join(home, 'data/priv_validator_state.json');
    utimesSync(state, new Date(), new Date(Date.now() - 5.5 * 3_600_000));
    const ended = quorateOnTerminal(
      words(plan.path, cards),
      [
        ['have none):', '\r'],
        ['from a watch', `${today()}\r`],
        ...names,
        ['Type hardware', 'hardware\r'],
        ['Use this stick', 'yes\r'],
        ['Type hardware', 'hardware\r'],
        ['Use this stick', 'yes\r'],
        ['Was every node', 'no\r'],
      ],
      withoutNetwork,
    );
    expect(ended.stdout).toMatch(
      /priv_validator_state.json: signed up to height 4711042, round 0, step 3; written 20.*Z, 5 hours ago/,
    );
    expect(ended.stdout).toMatch(/nobody said that the nodes were stopped/);
    expect(ended.code).toBe(5);
    expect(sticks.flatMap((stick) => foldersOn(stick))).toEqual([]);
    rmSync(cards, { recursive: true });
  });

  it('refuses a folder for a stick, and names what was left when it is stopped at the cards', () => {
    const plan = planFile('stopped');
    const folder = join(root, 'folder');
    mkdirSync(folder);
    const cards = mkdtempSync('/dev/shm/quorate-cards-');
    const start: [string, Typed][] = [['have none):', '\r'], ['from a watch', `${today()}\r`], ...names];
    const given = [
      'seal',
      `validator=${home}`,
      '--plan',
      plan.path,
      '--to',
      sticks[0] as string,
      '--to',
      folder,
    ];
    const refused = quorateOnTerminal([...given, '--cards', cards], [], withoutNetwork);
    expect(refused.stdout).toMatch(
      /stick 2, at .*: no stick is mounted at .*folder.* is a folder|stick 2, at .*no stick is mounted/,
    );
    expect(refused.code).toBe(5);

    const stopped = quorateOnTerminal(
      words(plan.path, cards),
      [
        ...start,
        ['Type hardware', 'hardware\r'],
        ['Use this stick', 'yes\r'],
        ['Type hardware', 'hardware\r'],
        ['Use this stick', 'yes\r'],
        ['Was every node', 'yes\r'],
        ['Seal these', 'yes\r'],
        ['Take stick 1 out', replug(0)],
        ['Take stick 2 out', replug(1)],
        ['Card 1: print it', '\u0003'],
      ],
      withoutNetwork,
    );
    expect(stopped.stdout).toMatch(/UNFINISHED: ceremony [0-9a-f]{8} was not closed/);
    const [, set] = /destroy every card of set ([0-9a-f]{8})/.exec(stopped.stdout) ?? [];
    const folders = sticks.map((stick) => join(stick, foldersOn(stick)[0] as string));
    for (const left of folders) expect(stopped.stdout).toContain(`delete ${left}`);
    rmSync(cards, { recursive: true });

    // The next start says what is to be destroyed.
    const again = mkdtempSync('/dev/shm/quorate-cards-');
    const warned = quorateOnTerminal(
      words(plan.path, again),
      [...start, ['Type hardware', 'hardware\r'], ['Type yes:', 'no\r']],
      withoutNetwork,
    );
    expect(warned.stdout).toContain(`only if that ceremony was aborted, destroy every card of set ${set}`);
    expect(warned.code).toBe(5);
    rmSync(again, { recursive: true });
    for (const left of folders) rmSync(left, { recursive: true });
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGHUP'])(
    'says what must be destroyed when %s ends it at the cards',
    (signal) => {
      const plan = planFile(signal.toLowerCase());
      const cards = mkdtempSync('/dev/shm/quorate-cards-');
      const ended = quorateOnTerminal(
        words(plan.path, cards),
        [
          ['have none):', '\r'],
          ['from a watch', `${today()}\r`],
          ...names,
          ['Type hardware', 'hardware\r'],
          ['Use this stick', 'yes\r'],
          ['Type hardware', 'hardware\r'],
          ['Use this stick', 'yes\r'],
          ['Was every node', 'yes\r'],
          ['Seal these', 'yes\r'],
          ['Take stick 1 out', replug(0)],
          ['Take stick 2 out', replug(1)],
          ['Card 1: print it', { signal }],
        ],
        withoutNetwork,
      );
      expect(ended.stdout).toMatch(/UNFINISHED: ceremony [0-9a-f]{8} was not closed/);
      expect(ended.stdout).toMatch(/destroy every card of set [0-9a-f]{8}/);
      expect(ended.code).toBe(1);
      expect(readdirSync(cards)).toEqual([]);
      rmSync(cards, { recursive: true });
      for (const stick of sticks)
        for (const name of foldersOn(stick)) rmSync(join(stick, name), { recursive: true });
    },
  );

  it('is refused where a network is up, and the plan does not say why not', () => {
    const plan = planFile('network');
    const cards = mkdtempSync('/dev/shm/quorate-cards-');
    const veth = [
      'sh',
      '-c',
      'ip link add one type veth peer name two && ip link set one up && exec "$@"',
      'sh',
    ];
    const ended = quorateOnTerminal(
      words(plan.path, cards),
      [
        ['have none):', '\r'],
        ['from a watch', `${today()}\r`],
      ],
      [...withoutNetwork, ...veth],
    );
    expect(ended.stdout).toMatch(/BLOCK.*can reach a network/);
    expect(ended.stdout).toMatch(/not fit for a ceremony: interfaces/);
    expect(ended.code).toBe(5);
    rmSync(cards, { recursive: true });
  });
});
