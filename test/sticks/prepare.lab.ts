import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { repository, requireTool } from '../tools.ts';
import { noMore } from './lab/initramfs.ts';
import { Machine } from './lab/machine.ts';
import { requireLab } from './lab/requirements.ts';
import { Stick } from './lab/stick.ts';
import { atTerminal, type Habit } from './lab/terminal.ts';

// `quorate stick prepare` and `eject` with the real programs, a real kernel and emulated sticks, at a terminal. The
// commands are those of docs/sticks.md that need root and a stick.

const page = readFileSync(join(repository, 'docs/sticks.md'), 'utf8');
const commands = [...page.matchAll(/^```console root stick\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/^sudo (npx quorate )?/, ''));
const [luks, another, exfat] = commands as [string, string, string];
const [byHand, eject] = [commands.slice(3, -1), commands.at(-1) as string];

/** Where the product looks for them, and where Debian puts them. */
const trees = [
  ...['/usr/sbin/blockdev', '/usr/sbin/cryptsetup', '/usr/sbin/mke2fs', '/usr/sbin/mkfs.exfat'],
  ...['/usr/sbin/sfdisk', '/usr/sbin/wipefs', '/usr/bin/mount', '/usr/bin/umount', '/usr/bin/setpriv'],
];
const kernel = ['sfdisk', 'wipefs', 'mkfs.exfat'].every(requireTool) ? requireLab() : null;

/** The screen of its own where a phrase is shown: entered, left. */
const [enter, leave] = ['\u001b[?1049h', '\u001b[?1049l'];
const shownPhrase = /Write it down(?:[\s\S]*?\d\. [a-z]+){6}[\s\S]*?written down\. /;

it('the page on sticks holds the commands that are run here', () => {
  expect([luks, another, exfat].map((line) => line.slice(0, 25))).toEqual(
    Array(3).fill('stick prepare /dev/sdX --'),
  );
  expect([byHand.length, eject]).toEqual([3, 'stick eject /mnt/stick']);
});

describe.skipIf(kernel === null)('a stick that is made anew', () => {
  let machine: Machine;
  let count = 0;
  const plugged = new Set<Stick>();
  beforeAll(async () => {
    if (kernel !== null) machine = await Machine.boot(kernel, { ...noMore, trees });
  });
  afterAll(() => machine?.off());
  afterEach(async () => {
    for (const stick of plugged) await machine.pull(stick, () => true);
    plugged.clear();
  });

  /** A stick that holds something, plugged in. */
  async function insert(bytes = 64 * 1024 * 1024) {
    const flash = new Uint8Array(bytes);
    for (let at = 0; at < 4_000_000; at++) flash[at] = (at * 2_654_435_761) >>> 13;
    const stick = new Stick(`AA-${++count}`, 'ext4', flash);
    plugged.add(stick);
    return { stick, device: await machine.plug(stick) };
  }

  /** Pulled so that nothing lasts but what was flushed, and plugged in again. */
  async function replug(stick: Stick): Promise<string> {
    await machine.pull(stick);
    const device = await machine.plug(stick);
    // Its partition comes a moment later.
    await must('until [ -b "$1" ]; do :; done', `${device}1`);
    return device;
  }

  async function must(script: string, ...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await machine.run(['sh', '-c', script, 'sh', ...words]);
    expect([script, code, stderr]).toEqual([script, 0, '']);
    return stdout;
  }

  /** Holds `quorate stick prepare` at a terminal, where a person writes the words down and types them back. */
  async function prepare(device: string, command: string, serial: string, more: readonly Habit[] = []) {
    const paper = { phrase: '' };
    const ended = await atTerminal(machine, command.replace('/dev/sdX', device).split(' '), [
      ...more,
      [/type the serial number of the stick:/, `${serial}\r`],
      [
        shownPhrase,
        ([screen]) => {
          paper.phrase = [...screen.matchAll(/\d\. ([a-z]+)/g)].map(([, word]) => word).join(' ');
          return '\r';
        },
      ],
      [/Type the unlock phrase from the paper[^:]*:/, () => `${paper.phrase}\r`],
    ]);
    return { ...ended, phrase: paper.phrase };
  }

  /** The product leaves no mapper and no mount behind. */
  const nothingLeft = async () =>
    expect(await must('ls /dev/mapper /run; cat /proc/mounts')).not.toMatch(/quorate-/);

  /** Unlocks and mounts a stick as the page says; who asks gets the phrase. */
  async function open(device: string, phrase: string): Promise<void> {
    for (const line of byHand)
      await must(`printf '%s\\n' "$1" | ${line.replace('/dev/sdX', device)}`, phrase);
  }

  /** Writes a file at the root of a mounted stick as another user. */
  const asNobody = (folder: string) =>
    must(
      'cd "$1" && /usr/bin/setpriv --reuid 65534 --clear-groups sh -c "echo keys > by-nobody"; cat by-nobody; stat -c %u by-nobody',
      folder,
    );

  it('is LUKS2 with ext4: opened by the words on the paper, and written to by any user', async () => {
    const { stick, device } = await insert();
    const { code, shown, phrase } = await prepare(device, luks, stick.serial);
    expect([code, shown]).toEqual([0, expect.stringContaining(`prepared      ${device}1`)]);
    await nothingLeft();
    expect(phrase).toMatch(/^([a-z]{3,8} ){5}[a-z]{3,8}$/);
    // The words stood on the screen that was left, and nowhere else; what was typed back was not shown.
    const screen = shown.slice(shown.indexOf(enter), shown.indexOf(leave));
    const elsewhere = shown.replace(screen, '');
    for (const word of phrase.split(' ')) expect(screen).toContain(` ${word}\n`);
    expect(phrase.split(' ').filter((word) => elsewhere.includes(` ${word}\n`))).toEqual([]);
    expect(elsewhere).not.toContain(phrase);

    const again = await replug(stick);
    const dump = await must('cryptsetup luksDump "$1"', `${again}1`);
    expect(dump).toMatch(/Version:\s+2\n/);
    expect(dump).toMatch(/PBKDF:\s+argon2id\n/);
    expect(dump).toMatch(/cipher: aes-xts-plain64\n/);
    expect(dump).toMatch(/Key:\s+512 bits\n/);
    await open(again, phrase);
    expect((await must('stat -c "%a %u" /mnt/stick')).trim()).toBe('1777 0');
    expect(await asNobody('/mnt/stick')).toBe('keys\n65534\n');

    const ejected = await machine.quorate(eject.split(' '));
    expect([ejected.code, ejected.stdout]).toEqual([
      0,
      `powered-off   ${again} is off: take the stick out\n`,
    ]);
    expect(await must('ls /dev/mapper')).toBe('control\n');
    const third = await replug(stick);
    await open(third, phrase);
    expect(await must('cat /mnt/stick/by-nobody')).toBe('keys\n');
    await must('umount /mnt/stick; cryptsetup close stick');
  });

  it('is exFAT; one in use is not ejected, and says by whom', async () => {
    const { stick, device } = await insert();
    const { code, shown } = await prepare(device, exfat, stick.serial);
    expect([code, shown]).toEqual([0, expect.stringContaining('NOT encrypted')]);
    await nothingLeft();
    const again = await replug(stick);
    await must('mkdir -p /mnt/x; mount -t exfat -o uid=65534 "$1" /mnt/x', `${again}1`);
    expect(await asNobody('/mnt/x')).toBe('keys\n65534\n');

    const standing = machine.start(['sh', '-c', 'cd /mnt/x && echo there && exec sleep 1000']);
    await standing.line();
    const busy = await machine.quorate(['stick', 'eject', again]);
    expect([busy.code, busy.stderr]).toEqual([
      6,
      expect.stringMatching(/\/mnt\/x is in use: sleep \(\d+\) stands in it/),
    ]);
    standing.kill();
    await standing.ended();
    const ejected = await machine.quorate(['stick', 'eject', again]);
    expect([ejected.code, ejected.stdout]).toEqual([0, expect.stringMatching(/^powered-off/)]);
  });

  it('opens with the phrase of another stick, typed twice', async () => {
    const { stick, device } = await insert();
    const phrase = 'zoo abandon lemon advice cage absurd';
    const { code, shown } = await prepare(device, another, stick.serial, [
      [/Type the unlock phrase of the other stick[^:]*:/, `${phrase.toUpperCase()}\r`],
      [/Type it again:/, `${phrase}\r`],
    ]);
    expect([code, shown]).toEqual([0, expect.not.stringContaining('Write it down')]);
    await open(device, phrase);
    await must('umount /mnt/stick; cryptsetup close stick');
  });

  it('stays as it is when another serial number is typed', async () => {
    const { stick, device } = await insert();
    const before = stick.hash();
    const { code, shown } = await prepare(device, luks, 'AA-999');
    expect([code, shown]).toEqual([5, expect.stringMatching(/was not typed; nothing was done/)]);
    expect(shown).toContain(`serial        ${stick.serial}\n`);
    await machine.pull(stick, () => true);
    plugged.delete(stick);
    expect([stick.hash() === before, stick.medium.writes]).toEqual([true, 0]);
  });

  it('stays as it is when it is mounted, in use, a partition, or holds a ceremony', async () => {
    const { stick, device } = await insert();
    expect((await prepare(device, `${exfat} --label OLD`, stick.serial)).code).toBe(0);
    const refused = async (path: string, says: RegExp) => {
      const { code, stderr } = await machine.quorate(['stick', 'prepare', path]);
      expect([code, stderr]).toEqual([5, expect.stringMatching(says)]);
    };
    await refused(`${device}1`, /is a part of a disk/);
    await must(
      'mkdir -p /mnt/m; mount -t exfat "$1" /mnt/m; mkdir /mnt/m/keys-2026; echo x > /mnt/m/keys-2026/SHA256SUMS',
      `${device}1`,
    );
    const writes = stick.medium.writes;
    await refused(device, /is mounted at \/mnt\/m/);
    await must('umount /mnt/m');
    await refused(device, /holds a ceremony: keys-2026/);
    await must('mount -t exfat -o ro "$1" /mnt/m', `${device}1`);
    // Another mount namespace hides the mount; the kernel does not let the disk be opened all the same.
    const hidden = await machine.run([
      'unshare',
      '-m',
      'sh',
      '-c',
      `umount /mnt/m; node /quorate/quorate.mjs stick prepare ${device}`,
    ]);
    expect([hidden.code, hidden.stderr]).toEqual([5, expect.stringMatching(/is in use, says the kernel/)]);
    await must('umount /mnt/m; sync');
    expect(stick.medium.writes - writes).toBeLessThan(20);
    await must('mount -t exfat "$1" /mnt/m; rm -r /mnt/m/keys-2026; umount /mnt/m', `${device}1`);
    const { code, shown } = await prepare(device, exfat, stick.serial);
    expect([code, shown]).toEqual([0, expect.stringMatching(/on it now {5}\S+1: exfat, label "OLD"/)]);
  });

  it('that is pulled meanwhile ends in an error that says how it stands; a second try ends well', async () => {
    const { stick, device } = await insert();
    const pull: Habit = [/type the serial number of the stick:/, `${stick.serial}\r`];
    let isPulled = false;
    stick.medium.fault = {
      onWrite: () => {
        if (isPulled || stick.medium.writes < 10) return;
        isPulled = true;
        plugged.delete(stick);
        void machine.pull(stick);
      },
    };
    const { code, shown } = await prepare(device, exfat, stick.serial, [pull]);
    expect([code, shown]).toEqual([
      expect.any(Number),
      expect.stringMatching(/what was on it is lost, and it is not ready: prepare it again/),
    ]);
    expect([5, 6]).toContain(code);
    await nothingLeft();
    stick.medium.fault = {};
    plugged.add(stick);
    const again = await machine.plug(stick);
    expect((await prepare(again, exfat, stick.serial)).code).toBe(0);
  });

  it('that is pulled while it is unlocked is not left unlocked', async () => {
    const { stick, device } = await insert();
    const { code, shown } = await prepare(device, luks, stick.serial, [
      [
        /making ext4/,
        async () => {
          plugged.delete(stick);
          await machine.pull(stick);
          return '';
        },
      ],
    ]);
    expect([code, shown]).toEqual([
      expect.any(Number),
      expect.stringMatching(/it is not ready: prepare it again/),
    ]);
    expect([5, 6]).toContain(code);
    await nothingLeft();
  });

  it('is given up with Ctrl-C between two steps', async () => {
    const { stick, device } = await insert();
    const { code, shown } = await prepare(device, luks, stick.serial, [[/encrypting/, '\u0003']]);
    expect([code, shown]).toEqual([
      1,
      expect.stringMatching(
        /stopped at the keyboard\nhint: \S+: what was on it is lost, and it is not ready/,
      ),
    ]);
    await nothingLeft();
  });

  it('is made by root only', async () => {
    const { stick, device } = await insert();
    const { code, stderr } = await machine.run([
      'setpriv',
      '--reuid',
      '65534',
      '--clear-groups',
      'node',
      '/quorate/quorate.mjs',
      'stick',
      'prepare',
      device,
    ]);
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(/preparing a stick needs root\nhint: sudo \S*node \S+ stick prepare \/dev\/sd/),
    ]);
    expect(stick.medium.writes).toBe(0);
  });
});
