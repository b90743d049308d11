import { basename, join } from 'node:path';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowedView } from '../../electron/contract/drives-views.ts';
import { draft, people } from '../desktop/rehearsal.ts';
import { repository } from '../tools.ts';
import { Desktop } from './lab/desktop.ts';
import { StickFactory } from './lab/factory.ts';
import { type Equipment, noMore } from './lab/initramfs.ts';
import { Machine } from './lab/machine.ts';
import { requireLab } from './lab/requirements.ts';
import type { Stick } from './lab/stick.ts';
import { Trap } from './lab/trap.ts';

// The desktop's stick step and its delivery on emulated sticks: the built worker and the built watcher in the machine,
// asked as main asks them, with sticks chosen by the handles that a window would choose them by.

const kernel = requireLab();
const nativeModule = 'node_modules/@node-usb/usb-linux-x64-gnu/usb.linux-x64-gnu.node';
const equipment: Equipment = {
  ...noMore,
  programs: ['udevadm', 'dmsetup'],
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
const home = '/import';

describe.skipIf(kernel === null)('the desktop on sticks', () => {
  let machine: Machine;
  let desktop: Desktop;
  let sticks: Stick[];
  let folderHash: string;

  beforeAll(async () => {
    if (kernel === null) return;
    machine = await Machine.boot(kernel, equipment);
    const factory = new StickFactory(machine);
    sticks = [await factory.make('luks'), await factory.make('exfat')];
    for (const { path, bytes } of sampleHome()) await machine.put(`${home}/${path}`, bytes);
    await machine.must(['sh', '-ec', startUdev]);
    // Where Debian has it: what ejects a stick looks nowhere else.
    await machine.must(['sh', '-ec', 'mkdir -p /usr/sbin; ln -s /bin/cryptsetup /usr/sbin/cryptsetup']);
    desktop = await Desktop.start(machine);
  });
  afterAll(async () => {
    await desktop?.end();
    await machine?.off();
  });

  const stick = (number: number) => sticks[number - 1] as Stick;
  const mounted = async (number: number) => {
    const { serial, folder } = stick(number);
    const view = await desktop.until(`stick ${number} is mounted`, ({ drives }) =>
      drives.some((drive) => drive.serial === serial && drive.place === folder),
    );
    return view.drives.find((drive) => drive.serial === serial && drive.handle !== null);
  };
  const plugIn = async (number: number) => machine.mount(stick(number), await machine.plug(stick(number)));
  const takeOut = async (number: number) => {
    await machine.unmount(stick(number));
    await machine.pull(stick(number), () => true);
  };
  const isAt = (number: number, state: FollowedView['state']) =>
    desktop.until(`stick ${number} is ${state}`, ({ followed }) =>
      followed.some((one) => one.stick === number && one.state === state),
    );

  /** As main does it: the stick is followed from when it is written. */
  async function write(number: number) {
    const drive = await mounted(number);
    const file = drive?.handle ?? '';
    const facts = await desktop.want('ceremony.lookAtStick', { stick: number, file });
    desktop.drives.unfollow(number);
    const before = desktop.drives.at(drive?.place ?? '');
    const declaration = { kind: 'none', reason: 'it lies in a locked drawer' } as const;
    const answer = await desktop.ask('ceremony.writeStick', {
      stick: number,
      file,
      declaration: facts.objections.some(({ severity }) => severity === 'declare') ? declaration : null,
    });
    const written = answer.ok ? answer.value.sticks.find((one) => one.number === number) : undefined;
    if (written !== undefined && before !== null)
      desktop.drives.follow(number, before, basename(written.folder));
    return { facts, answer, file };
  }

  it('asks whether the node was stopped, and seals', async () => {
    desktop.open();
    const { checks } = await desktop.want('ceremony.preflight', {});
    for (const { id } of checks.filter(({ verdict }) => verdict === 'block')) {
      const reason = 'an emulated machine has nothing of the kind';
      await desktop.want('ceremony.override', { check: id, reason, witness: people.witness });
    }
    const date = (await machine.must(['date', '+%Y-%m-%d'])).trim();
    await desktop.want('ceremony.confirmDate', { date });
    await desktop.want('ceremony.passPreflight', {});
    const { hash } = await desktop.want('ceremony.draftPlan', { draft });
    await desktop.want('ceremony.confirmPlan', { people, planSha256: hash.hex });
    const file = `handle:${'0'.repeat(32)}`;
    const { keys } = await desktop.want(
      'ceremony.importKeys',
      { sources: [{ name: 'validator', file }] },
      { [file]: home },
    );
    const states = keys.flatMap(({ signingState }) => signingState ?? []);
    expect(states).toMatchObject([{ signedUpTo: expect.stringMatching(/^height 4711042/) }]);
    const unsaid = await desktop.ask('ceremony.confirmKeys', {});
    expect(unsaid).toMatchObject({ ok: false, code: 'not-confirmed' });
    await desktop.want('ceremony.confirmKeys', { isStopped: true });
    const sealed = await desktop.want('ceremony.seal', {});
    folderHash = sealed.folderHash?.hex ?? '';
    expect(folderHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('an encrypted stick: plugged in, unlocked, written, ejected, taken out, back, verified', async () => {
    const device = await machine.plug(stick(1));
    const locked = await desktop.until('stick 1 is seen to be locked', ({ drives }) =>
      drives.some(({ isLocked }) => isLocked),
    );
    expect(locked.drives).toMatchObject([
      { device, serial: stick(1).serial, isEncrypted: true, handle: null, place: null },
    ]);
    await machine.mount(stick(1), device);
    const { facts, answer, file } = await write(1);
    expect(facts).toMatchObject({
      serial: stick(1).serial,
      isEncrypted: true,
      fileSystem: 'ext4',
      isFolder: false,
    });
    expect(facts.objections).toEqual([]);
    expect(answer).toMatchObject({
      ok: true,
      value: { ejected: expect.stringMatching(/^(locked|powered-off)$/) },
    });
    await desktop.until('stick 1 is closed', ({ drives }) => drives.every(({ place }) => place === null));
    expect(desktop.drives.pathOf(file)).toBeUndefined();
    const early = await desktop.ask('ceremony.verifyStick', { stick: 1, replugged: true });
    expect(early).toMatchObject({ ok: false, code: 'stick-unfit' });
    await takeOut(1);
    await isAt(1, 'out');
    const again = await machine.plug(stick(1));
    await isAt(1, 'closed');
    await machine.mount(stick(1), again);
    await isAt(1, 'back');
    const verified = await desktop.want('ceremony.verifyStick', { stick: 1, replugged: true });
    expect(verified.sticks).toMatchObject([{ number: 1, state: 'verified' }]);
  });

  it('a stick pulled while it is written says so, and is written when it is plugged in again', async () => {
    await plugIn(2);
    await mounted(2);
    const trap = new Trap(machine, stick(2), { on: 'write', time: 40 }, () => false);
    const { answer, file } = await write(2);
    expect(trap.isSprung).toBe(true);
    expect(answer).toMatchObject({
      ok: false,
      code: 'medium-failed',
      hint: expect.stringMatching(/plug it in again/),
    });
    await trap.spring();
    await machine.unmount(stick(2));
    await desktop.until('stick 2 is gone', ({ drives }) =>
      drives.every(({ serial }) => serial !== stick(2).serial),
    );
    expect(desktop.drives.pathOf(file)).toBeUndefined();
    await plugIn(2);
    const second = await write(2);
    expect(second.facts).toMatchObject({ fileSystem: 'exfat', isEncrypted: false });
    expect(second.answer).toMatchObject({ ok: true });
    await takeOut(2);
    await isAt(2, 'out');
    await plugIn(2);
    await isAt(2, 'back');
    await desktop.want('ceremony.verifyStick', { stick: 2, replugged: true });
    await desktop.want('ceremony.finishSticks', { fewer: null });
  });

  it('delivers to sticks that come back, and names the one that is not there', async () => {
    await desktop.want('ceremony.stickPhrase', { phrase: '' });
    for (const card of draft.custodians.keys()) await proveCard(card + 1);
    await desktop.want('ceremony.finishCards', {});
    await desktop.want('ceremony.letGo', {});
    await desktop.want('ceremony.signOff', { people });
    await desktop.want('ceremony.close', {});
    await takeOut(1);
    await isAt(1, 'out');
    expect(await desktop.ask('ceremony.deliver', { stick: 1 })).toMatchObject({
      ok: false,
      code: 'stick-unfit',
    });
    // The other stick of the ceremony, with the same folder, where this one was.
    const [own, other] = [stick(1).folder, stick(2).folder];
    await machine.must(['mount', '-o', 'bind', other, own]);
    expect(await desktop.ask('ceremony.deliver', { stick: 1 })).toMatchObject({
      ok: false,
      code: 'stick-unfit',
      message: expect.stringContaining('is not the stick that was written there'),
    });
    await machine.must(['umount', own]);
    await desktop.want('ceremony.deliver', { stick: 2 });
    await plugIn(1);
    await isAt(1, 'back');
    const delivered = await desktop.want('ceremony.deliver', { stick: 1 });
    expect(delivered.sticks.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    for (const number of [1, 2]) {
      const { code, stdout } = await machine.quorate([
        'verify',
        stick(number).folder,
        '--folder-hash',
        folderHash,
      ]);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/verified: every file is as it was sealed/)]);
    }
  });

  /** Copied by hand, which gives its text, and typed back. */
  async function proveCard(card: number): Promise<void> {
    await desktop.want('ceremony.printCard', { card, how: 'by-hand', reprint: null });
    const groups: string[] = [];
    for (let row = 1; ; row++) {
      const shown = await desktop.want('ceremony.showRow', { row });
      groups.push(...shown.groups);
      if (row === shown.rows) break;
    }
    const text = groups.join('');
    const request = { card, text, how: 'typed', isAccepted: false } as const;
    expect(await desktop.want('ceremony.readCard', request)).toMatchObject({ status: 'proved' });
  }
});
