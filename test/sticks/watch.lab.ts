import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../tools.ts';
import { StickFactory } from './lab/factory.ts';
import { type Equipment, noMore } from './lab/initramfs.ts';
import { Machine } from './lab/machine.ts';
import type { Program } from './lab/program.ts';
import { requireLab } from './lab/requirements.ts';
import type { Stick } from './lab/stick.ts';

// `stick list --watch` beside real sticks that come and go: what the native module tells of USB, and the drives. Once as
// the lab's machine is, without udev, so that nobody hands USB's events on; and once with it, as a desktop has it.

const kernel = requireLab();
const nativeModule = 'node_modules/@node-usb/usb-linux-x64-gnu/usb.linux-x64-gnu.node';
const equipment: Equipment = {
  ...noMore,
  programs: ['udevadm', 'dmsetup'],
  // The native module lies beside the command line too; here for the libraries it asks for.
  trees: ['/usr/bin/lsblk', '/usr/lib/udev/rules.d', join(repository, nativeModule)],
};
const startUdev = `
  mkdir -p /lib /sbin
  test -e /lib/udev || ln -s /usr/lib/udev /lib/udev
  ln -s /bin/dmsetup /sbin/dmsetup
  ln -s /bin/udevadm /bin/systemd-udevd
  systemd-udevd --daemon
  udevadm trigger --action=add
  udevadm settle`;

type Line = Readonly<Record<string, unknown>> & { readonly drive?: Readonly<Record<string, unknown>> };

/** `stick list --watch --json` in a machine. */
class Watching {
  readonly #machine: Machine;
  readonly program: Program;

  private constructor(machine: Machine, program: Program) {
    this.#machine = machine;
    this.program = program;
  }

  static async start(machine: Machine): Promise<Watching> {
    const command = ['node', '/quorate/quorate.mjs', 'stick', 'list', '--watch', '--json'];
    const shell = ['sh', '-c', 'echo $$ > /tmp/watching; exec "$@"', 'sh'];
    const watching = new Watching(machine, machine.start([...shell, ...command]));
    expect(await watching.line()).toEqual({ what: 'watching', hasUsb: true, drives: [] });
    return watching;
  }

  async line(): Promise<Line> {
    return JSON.parse(await this.program.line()) as Line;
  }

  /** The lines up to those that tell all of these; USB and drives tell each in its own time. */
  async until(...wanted: readonly string[]): Promise<Map<unknown, Line>> {
    const seen = new Map<unknown, Line>();
    while (!wanted.every((what) => seen.has(what))) {
      const line = await this.line();
      seen.set(line['what'], line);
    }
    return seen;
  }

  async end(): Promise<void> {
    await this.#machine.must(['sh', '-c', 'kill -INT "$(cat /tmp/watching)"']);
    expect(await this.line()).toEqual({ ok: true, endedBy: 'SIGINT' });
    const said = expect.stringMatching(/^watching what is plugged in.*\n$/);
    expect(await this.program.ended()).toMatchObject({ code: 0, stderr: said });
  }
}

const usb = ({ serial }: Stick) => ({ vendor: 'QEMU', model: 'QEMU USB HARDDRIVE', serial, id: '46f4:0001' });
const drive = ({ serial }: Stick, more: Line) =>
  expect.objectContaining({ vendor: 'QEMU', model: 'QEMU HARDDISK', serial, isRemovable: true, ...more });

describe.skipIf(kernel === null)('watching sticks', () => {
  let machine: Machine;
  let factory: StickFactory;
  beforeAll(async () => {
    if (kernel === null) return;
    machine = await Machine.boot(kernel, equipment);
    factory = new StickFactory(machine);
    // Before anybody watches: the first encrypted one is formatted in the machine.
    await factory.make('luks');
  });
  afterAll(() => machine?.off());

  /** A plain stick from plug to pull. */
  async function plain(watching: Watching): Promise<void> {
    const stick = await factory.make('vfat');
    const device = await machine.plug(stick);
    const came = await watching.until('plugged', 'appeared');
    expect(came.get('plugged')).toEqual({ what: 'plugged', usb: usb(stick) });
    expect(came.get('appeared')).toMatchObject({ drive: drive(stick, { device, mountPoint: null }) });
    await machine.mount(stick, device);
    const mounted = (await watching.until('mounted')).get('mounted');
    const facts = { device, encryption: 'none', mountPoint: stick.folder, fileSystem: 'vfat' };
    expect(mounted).toEqual({ what: 'mounted', drive: drive(stick, facts) });
    await machine.unmount(stick);
    const unmounted = { what: 'unmounted', drive: drive(stick, { mountPoint: stick.folder }) };
    expect((await watching.until('unmounted')).get('unmounted')).toEqual(unmounted);
    await machine.pull(stick);
    const went = await watching.until('pulled', 'disappeared');
    expect(went.get('pulled')).toEqual({ what: 'pulled', usb: usb(stick) });
    expect(went.get('disappeared')).toMatchObject({ drive: drive(stick, { device }) });
  }

  it('without udev: USB is looked at whenever something changes', async () => {
    const watching = await Watching.start(machine);
    try {
      await plain(watching);
    } finally {
      await watching.end();
    }
  });

  describe('with udev', () => {
    let watching: Watching;
    beforeAll(async () => {
      if (kernel === null) return;
      await machine.must(['sh', '-ec', startUdev]);
      watching = await Watching.start(machine);
    });

    it('plug, mount, unmount and pull of a plain stick, with what it says of itself', async () => {
      await plain(watching);
    });

    it('an encrypted stick is locked, is unlocked, and is gone when it is pulled while mounted', async () => {
      const stick = await factory.make('luks');
      const device = await machine.plug(stick);
      const came = await watching.until('plugged', 'appeared');
      const known = came.get('appeared')?.['drive']?.['isLocked'] === true;
      const seen = known ? came.get('appeared') : (await watching.until('recognised')).get('recognised');
      const locked = { device, encryption: 'luks', isLocked: true, mountPoint: null };
      expect(seen).toMatchObject({ drive: drive(stick, locked) });
      await machine.mount(stick, device);
      const open = await watching.until('unlocked', 'mounted');
      const facts = { encryption: 'luks', isLocked: false, fileSystem: 'ext4', mountPoint: stick.folder };
      expect(open.get('mounted')).toMatchObject({ drive: drive(stick, facts) });
      await machine.pull(stick);
      const went = await watching.until('pulled');
      expect(went.get('pulled')).toEqual({ what: 'pulled', usb: usb(stick) });
      await machine.unmount(stick);
    });

    it('Ctrl-C is its end, not a failure', async () => {
      await watching.until('disappeared');
      await watching.end();
    });
  });
});
