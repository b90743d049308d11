import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab } from './lab/lab.ts';
import { type Fault, MediumError } from './lab/medium.ts';
import { bundleOn } from './lab/outcomes.ts';
import { requireLab } from './lab/requirements.ts';
import { type Format, Stick } from './lab/stick.ts';
import { Table } from './lab/table.ts';

// Sticks that have less room than they say, and sticks that are dying, as the built command line meets them.

const kernel = requireLab();
const megabyte = 1024 * 1024;
const formats: readonly Format[] = ['ext4', 'luks', 'vfat', 'exfat'];

/** How controllers lie: what is beyond the real end lies below it, or nowhere. */
const lies = {
  'wraps around': (end: number) => (offset: number) => offset % end,
  'drops what is beyond its end': (end: number) => (offset: number) => (offset < end ? offset : null),
} satisfies Record<string, (end: number) => NonNullable<Fault['place']>>;

/** What `quorate stick probe --json` said. */
interface Probed {
  readonly code: number | null;
  readonly json: Record<string, unknown> & {
    readonly error?: { readonly code: string; readonly message: string; readonly hint: string | null };
  };
}

describe.skipIf(kernel === null)('a stick that is not to be trusted', () => {
  const table = new Table();
  let lab: Lab;
  beforeAll(async () => {
    if (kernel === null) return;
    lab = await Lab.open(kernel);
    // Where Linux has it; the machine's own is another program.
    await lab.machine.must(['mkdir', '-p', '/usr/sbin']);
    await lab.machine.must(['ln', '-sf', '/bin/fallocate', '/usr/bin/fallocate']);
    await lab.machine.must(['ln', '-sf', '/bin/filefrag', '/usr/sbin/filefrag']);
  });
  afterAll(async () => {
    console.info([table, ...table.lost].join('\n'));
    await lab?.close();
  });

  async function probe(stick: Stick, ...options: string[]): Promise<Probed> {
    const command = ['node', '/quorate/quorate.mjs', 'stick', 'probe', stick.folder, '--json', ...options];
    // It says nothing until it is done.
    const { code, stdout, stderr } = await lab.machine.start(command).ended(300);
    try {
      return { code, json: JSON.parse(stdout) as Probed['json'] };
    } catch {
      throw new Error(`no JSON came (${code}): ${stdout}${stderr}`);
    }
  }

  /** A large stick: nothing but what is written takes memory. */
  async function insertLarge(format: 'ext4' | 'vfat', size: number, fault: Fault): Promise<Stick> {
    const stick = new Stick(`large-${format}-${++large}`, format, new Uint8Array(size));
    // FAT has all it needs at the front, and is made on a stick that lies. ext4 is not: it could not be mounted.
    if (format === 'vfat') stick.medium.fault = fault;
    const device = await lab.machine.plug(stick);
    await lab.machine.must(
      format === 'ext4'
        ? ['/bin/mke2fs', '-q', '-t', 'ext4', '-E', 'nodiscard', device]
        : ['/bin/mkfs.vfat', '-I', '-F', '32', device],
    );
    await lab.machine.mount(stick, device);
    stick.medium.fault = fault;
    return stick;
  }
  let large = 0;

  /** What is said of a stick that lies, as a person needs it. */
  function faultsOf({ code, json: { error } }: Probed, stick: Stick): string[] {
    const faults: string[] = [];
    if (code !== 6 || error?.code !== 'medium-fake')
      faults.push(`not found out: ${code} ${JSON.stringify(error)}`);
    if (error?.message.includes(stick.folder) !== true)
      faults.push(`the stick is not named: ${error?.message}`);
    if ((error?.hint ?? null) === null) faults.push('no remedy');
    return faults;
  }

  async function takeOut(stick: Stick): Promise<void> {
    stick.medium.fault = {};
    await lab.eject(stick);
  }

  describe.each(formats)('%s', (format) => {
    it.each(Object.entries(lies))('that %s is found out', async (name, place) => {
      const stick = await lab.insert(format);
      stick.medium.fault = { place: place(stick.medium.flash.length / 2) };
      const probed = await probe(stick);
      const faults = faultsOf(probed, stick);
      table.add(name, faults, format);
      await takeOut(stick);
      expect(faults).toEqual([]);
      expect(probed.json.error?.message).toMatch(/it seems to hold about 0\.0\d+ GB/);
    });

    it('that is what it says passes, and is as it was', async () => {
      const stick = await lab.insert(format);
      const before = await lab.machine.must(['df', stick.folder]);
      const probed = await probe(stick);
      expect(probed).toMatchObject({ code: 0, json: { reach: 'all', isPastCache: true, rereads: [] } });
      expect(probed.json['tested']).toBeGreaterThan(0.85 * (probed.json['free'] as number));
      expect(await lab.namesOn(stick)).toEqual([]);
      expect(await lab.machine.must(['df', stick.folder])).toBe(before);
      await lab.eject(stick);
      table.add('a good stick passes', []);
    });
  });

  describe.each(['ext4', 'vfat'] as const)('a large stick, %s', (format) => {
    const size = 512 * megabyte;

    it.each(Object.entries(lies))('that %s is found out by samples', async (name, place) => {
      for (const end of [size / 2, size / 8]) {
        const stick = await insertLarge(format, size, { place: place(end) });
        const faults = faultsOf(await probe(stick), stick);
        table.add(`${name}, samples`, faults, format);
        await takeOut(stick);
        expect(faults).toEqual([]);
      }
    });

    it('that is what it says passes', async () => {
      const stick = await insertLarge(format, size, {});
      const probed = await probe(stick);
      expect(probed).toMatchObject({ code: 0, json: { reach: 'spread', isPastCache: true } });
      expect(await lab.namesOn(stick)).toEqual([]);
      await lab.eject(stick);
      table.add('a good stick passes, samples', []);
    });
  });

  describe.each(['ext4', 'exfat'] as const)('a stick that is dying, %s', (format) => {
    /** A place within the bundle fails so many times, then is read. */
    async function verifyFailing(
      times: number,
    ): Promise<{ code: number | null; said: string; failed: number }> {
      const stick = await lab.written(format);
      const broken = bundleOn(stick) + 100_000;
      let failed = 0;
      stick.medium.fault = {
        onRead: ({ offset, length }) => {
          if (offset > broken || broken >= offset + length || failed >= times) return;
          failed++;
          throw new MediumError('broken sector');
        },
      };
      await lab.mount(stick);
      const { folderHash } = lab.writer.ceremony;
      const ended = await lab.machine.quorate(['verify', stick.folder, '--folder-hash', folderHash]);
      await lab.eject(stick);
      return { code: ended.code, said: `${ended.stdout}${ended.stderr}`, failed };
    }

    it('is read all the same, and that is said; or the place is', async () => {
      const always = await verifyFailing(Number.POSITIVE_INFINITY);
      expect(always.code).toBe(3);
      expect(always.said).toMatch(
        /bundle\.quorate cannot be read: the medium reports an error at byte \d+ \(sector \d+ of the file\), at 3 tries/,
      );
      const place = Number(/error at byte (\d+)/.exec(always.said)?.[1]);
      expect(place).toBeLessThanOrEqual(100_000);
      expect(place).toBeGreaterThan(100_000 - 4096);
      table.add('read error with its place', []);
      // The kernel itself asks some times, and reads ahead: so that the last of our tries is the one that works.
      const once = await verifyFailing(always.failed - 1);
      expect(once.said).toMatch(/bundle\.quorate was read only at try \d, at byte \d+ .*dying/);
      expect(once.code).toBe(0);
      table.add('read at a second try, and said', []);
    });
  });

  it('a probe that meets a broken sector says where', async () => {
    const stick = await lab.insert('exfat');
    stick.medium.fault = {
      onRead: ({ offset, length }) => {
        const broken = 12 * megabyte;
        if (offset <= broken && broken < offset + length) throw new MediumError('broken sector');
      },
    };
    const { code, json } = await probe(stick);
    expect([code, json.error?.code]).toEqual([6, 'medium-failed']);
    expect(json.error?.message).toMatch(/sample cannot be read: .* at byte \d+ \(sector \d+ of the file\)/);
    expect(await lab.namesOn(stick)).toEqual([]);
    await takeOut(stick);
  });

  it('a probe that is given back a flipped bit does not trust the stick', async () => {
    const stick = await lab.insert('vfat');
    stick.medium.fault = {
      onRead: ({ offset }, bytes) => {
        const at = 12 * megabyte + 77 - offset;
        if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] as number) ^ 2;
      },
    };
    const { code, json } = await probe(stick);
    expect([code, json.error?.code]).toEqual([6, 'medium-differs']);
    expect(json.error?.message).toContain(stick.folder);
    await takeOut(stick);
  });

  it('a probe whose stick is pulled says so', async () => {
    const stick = await lab.insert('vfat');
    let pulling: Promise<void> | null = null;
    stick.medium.fault = {
      onWrite: () => {
        if (stick.medium.writes > 40) pulling ??= lab.machine.pull(stick);
      },
    };
    const { code, json } = await probe(stick);
    await pulling;
    expect([code, json.error?.code]).toEqual([6, 'medium-failed']);
    expect(json.error?.message).toBe(
      `the stick at ${stick.folder} is gone: it was pulled or unmounted, or it failed`,
    );
    await lab.machine.unmount(stick);
  });
});
