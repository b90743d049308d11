import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelName } from '../../electron/contract/channels.ts';
import { channels, isChannel } from '../../electron/contract/channels.ts';
import { type Expected, passGate, type Sender } from '../../electron/main/gate.ts';
import { ChosenPaths } from '../../electron/main/modules/files.ts';
import { forbiddenSwitch } from '../../electron/main/modules/refuse-debugging.ts';

// What a window could send that is not the ceremony window of our own pages: all of it is refused.

const expected: Expected = { contents: 7, origin: 'app://quorate' };
const ours: Sender = { contents: 7, frame: { origin: 'app://quorate', isMainFrame: true } };
const good = ['ceremony.confirmDate', { date: '2026-11-20' }] as const;

async function ask(sender: Sender, message: readonly unknown[], window: Expected | null = expected) {
  const reached: unknown[] = [];
  const answer = await passGate(sender, window, message, async (channel, request) => {
    reached.push(channel, request);
    return { ok: true, value: 'handled' };
  });
  return { answer, reached };
}

it('lets through what was agreed, as it was parsed', async () => {
  expect(await ask(ours, good)).toEqual({ answer: { ok: true, value: 'handled' }, reached: [...good] });
});

describe('refuses by its sender', () => {
  it.each<[string, Sender, Expected | null]>([
    ['while there is no window', ours, null],
    ['other web contents', { ...ours, contents: 8 }, expected],
    ['a frame that is gone', { ...ours, frame: null }, expected],
    ['a frame inside', { ...ours, frame: { origin: 'app://quorate', isMainFrame: false } }, expected],
    ['another host', { ...ours, frame: { origin: 'app://evil', isMainFrame: true } }, expected],
    [
      'a host that ends like ours',
      { ...ours, frame: { origin: 'app://evil.quorate', isMainFrame: true } },
      expected,
    ],
    [
      'a host that begins like ours',
      { ...ours, frame: { origin: 'app://quorate.evil', isMainFrame: true } },
      expected,
    ],
    ['no origin', { ...ours, frame: { origin: '', isMainFrame: true } }, expected],
    ['an opaque origin', { ...ours, frame: { origin: 'null', isMainFrame: true } }, expected],
    ['a file', { ...ours, frame: { origin: 'file://', isMainFrame: true } }, expected],
  ])('%s', async (_, sender, window) => {
    const { answer, reached } = await ask(sender, good, window);
    expect(answer).toMatchObject({ ok: false, code: 'message-sender' });
    expect(reached).toEqual([]);
  });
});

/** Eleven bytes on the way, ten million places for whoever walks it. */
function longList(): unknown[] {
  const list: unknown[] = [];
  list.length = 10_000_000;
  return list;
}

describe('refuses by its form', () => {
  const deep = (depth: number): unknown => (depth === 0 ? {} : { a: deep(depth - 1) });
  it.each<[string, readonly unknown[]]>([
    ['nothing at all', []],
    ['a list that claims to be long', ['ceremony.draftPlan', { draft: { witnesses: longList() } }]],
    ['an unknown channel', ['ceremony.everything', {}]],
    ['a channel of every object', ['__proto__', {}]],
    ['another', ['constructor', {}]],
    ['a channel that is no text', [['ceremony.look'], {}]],
    ['no request', ['ceremony.look']],
    ['one argument more', [...good, 1]],
    ['a member too many', ['ceremony.look', { more: 1 }]],
    ['a member too few', ['ceremony.confirmDate', {}]],
    ['a wrong type', ['ceremony.confirmDate', { date: 20261120 }]],
    ['a text that is too long', ['ceremony.confirmDate', { date: '2'.repeat(21) }]],
    [
      'a card text of a megabyte',
      ['ceremony.readCard', { card: 1, text: 'q'.repeat(2 ** 20), how: 'typed', isAccepted: false }],
    ],
    ['a card number below one', ['ceremony.deliver', { stick: 0 }]],
    ['a broken number', ['ceremony.deliver', { stick: 1.5 }]],
    ['no number', ['ceremony.deliver', { stick: Number.NaN }]],
    ['a path for a handle', ['ceremony.writeStick', { stick: 1, file: '/etc/passwd', declaration: null }]],
    [
      'a handle of another shape',
      ['ceremony.writeStick', { stick: 1, file: `handle:${'A'.repeat(32)}`, declaration: null }],
    ],
    ['a prototype as a member', ['ceremony.look', JSON.parse('{"__proto__":{"date":"x"}}')]],
    ['an object of a class', ['ceremony.look', new Date()]],
    ['a map', ['ceremony.look', new Map()]],
    ['bytes', ['ceremony.look', new Uint8Array(4)]],
    ['a function', ['ceremony.look', () => 1]],
    [
      'a getter',
      [
        'ceremony.confirmDate',
        Object.defineProperty({}, 'date', { get: () => '2026-11-20', enumerable: true }),
      ],
    ],
    ['a symbol for a member', ['ceremony.look', { [Symbol('a')]: 1 }]],
    ['too deep', ['ceremony.look', deep(40)]],
    ['too wide', ['ceremony.importKeys', { sources: Array.from({ length: 5000 }, () => 1) }]],
  ])('%s', async (_, message) => {
    const { answer, reached } = await ask(ours, message);
    expect(answer).toMatchObject({ ok: false, code: expect.stringMatching(/^message-(form|channel)$/) });
    expect(reached).toEqual([]);
  });

  it('a refusal never repeats what was sent', async () => {
    const card = 'QS1SECRETSECRETSECRET';
    const { answer } = await ask(ours, [
      'ceremony.readCard',
      { card: 1, text: card, how: card, isAccepted: false },
    ]);
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  });

  it('fails closed when the handler throws', async () => {
    const answer = await passGate(ours, expected, good, async () => {
      throw new Error('QS1SECRET');
    });
    expect(answer).toMatchObject({ ok: false, code: 'unexpected' });
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  });

  it('stays standing under 20 000 hostile messages, and handles none of them that does not fit', async () => {
    const names = fc.oneof(
      fc.constantFrom(...Object.keys(channels)),
      fc.string(),
      fc.constantFrom('toString', '__proto__'),
    );
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withTypedArray: true,
      withNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(names, anything, async (name, request) => {
        const { answer, reached } = await ask(ours, [name, request]);
        if (reached.length === 0) expect(answer.ok).toBe(false);
        else expect(isChannel(name)).toBe(true);
      }),
      { numRuns: 20_000, seed: 20261121 },
    );
  });
});

it('every channel refuses a request with a member that was not agreed', async () => {
  for (const channel of Object.keys(channels)) {
    const { answer } = await ask(ours, [channel, { 'not agreed': true }]);
    expect(answer).toMatchObject({ ok: false, code: 'message-form' });
  }
});

describe('handles', () => {
  it('stand for what was chosen, and for nothing else', () => {
    const paths = new ChosenPaths();
    const { handle, name } = paths.add('/media/import/home', 'folder');
    expect(name).toBe('home');
    expect(handle).not.toContain('media');
    const sources = { sources: [{ name: 'a', file: handle }] };
    expect(paths.resolve('ceremony.importKeys', sources)).toEqual({ [handle]: '/media/import/home' });
    expect(paths.resolve('ceremony.importKeys', { file: `handle:${'0'.repeat(32)}` })).toBeNull();
    paths.clear();
    expect(paths.resolve('ceremony.importKeys', sources)).toBeNull();
  });

  it('are taken as what they were chosen for: no key is written where somebody pointed at a stick', () => {
    const paths = new ChosenPaths();
    const { handle: stick } = paths.add('/media/stick', 'stick');
    const { handle: destination } = paths.add('/dev/shm', 'destination');
    const plugged = `handle:${'ab'.repeat(16)}`;
    const inPort = (handle: string) => (handle === plugged ? '/media/other' : undefined);
    const resolve = (channel: ChannelName, request: unknown) => paths.resolve(channel, request, inPort);
    expect(resolve('attempt.takeStick', { file: stick })).toEqual({ [stick]: '/media/stick' });
    expect(resolve('attempt.takeStick', { file: plugged })).toEqual({ [plugged]: '/media/other' });
    expect(resolve('recovery.plan', { destination })).toEqual({ [destination]: '/dev/shm' });
    for (const handle of [stick, plugged]) {
      expect(resolve('recovery.plan', { destination: handle })).toBeNull();
      expect(resolve('drill.begin', { sandbox: handle })).toBeNull();
      expect(resolve('attempt.saveReport', { file: handle })).toBeNull();
    }
    expect(resolve('care.copy', { file: destination })).toBeNull();
    expect(resolve('recovery.plan', { only: [destination] })).toBeNull();
  });
});

describe('the program does not start', () => {
  it.each([
    ['--inspect'],
    ['--inspect=0'],
    ['--inspect-brk=127.0.0.1:9229'],
    ['--remote-debugging-port=9222'],
    ['--remote-debugging-pipe'],
    ['--Remote-Debugging-Port=1'],
    ['--no-sandbox'],
    ['--disable-web-security'],
    // One dash is enough for Chromium, and nobody knows all of its switches.
    ['-remote-debugging-port=9222'],
    ['-no-sandbox'],
    ['--renderer-cmd-prefix=gdb'],
    ['--single-process'],
    ['--enable-logging'],
    ['--a-switch-of-tomorrow'],
  ])('with %s', (word) => {
    expect(forbiddenSwitch(['quorate', word])).toBe(word.split('=')[0]);
  });

  it('on Windows with a slash, which elsewhere begins a path', () => {
    expect(forbiddenSwitch(['/remote-debugging-port=1'], 'win32')).toBe('/remote-debugging-port');
    expect(forbiddenSwitch(['/opt/quorate/app'], 'linux')).toBeNull();
  });

  it('for nothing that shows the window', () => {
    const words = ['.', '--ozone-platform-hint=auto', '--force-device-scale-factor=2', 'inspect'];
    expect(forbiddenSwitch(words)).toBeNull();
  });
});
