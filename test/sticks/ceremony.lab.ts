import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdCeremony, stickHabits } from './lab/ceremony.ts';
import { Chance } from './lab/chance.ts';
import { judgeRefusal, outcomeOf, saidOf } from './lab/judge.ts';
import { Lab } from './lab/lab.ts';
import { bundleOn } from './lab/outcomes.ts';
import { requireLab } from './lab/requirements.ts';
import type { Format, Stick } from './lab/stick.ts';
import { Table } from './lab/table.ts';
import { atTerminal } from './lab/terminal.ts';
import { type Counts, countRequests, Trap, type Trigger } from './lab/trap.ts';

// The built command line at a terminal: a real ceremony, undisturbed, and one whose sticks are pulled while it writes
// and while it delivers; then a stick copied and a stick repaired, and pulled meanwhile.

const kernel = requireLab();

describe.skipIf(kernel === null)('a real ceremony', () => {
  const chance = Chance.fromEnvironment();
  const table = new Table();
  const lost: string[] = [];
  let lab: Lab;
  /** Both hold the undisturbed ceremony, and are taken out. */
  let [encrypted, plain]: Stick[] = [];
  let folderHash: string;
  /** What an undisturbed ceremony asks of each of the two, until it is written and while it is closed. */
  let asked: { writing: Counts; closing: Counts }[];

  beforeAll(async () => {
    if (kernel !== null) lab = await Lab.open(kernel);
  });
  afterAll(async () => {
    console.info([table, ...table.lost].join('\n'));
    await lab?.close();
  });

  function judged(name: string, faults: readonly string[], where: string): void {
    table.add(name, faults, where);
    lost.push(...faults.map((fault) => `${name}, ${where}: ${fault}`));
  }

  /** `quorate verify` on a mounted stick. */
  const verify = (stick: Stick, hash = folderHash) =>
    lab.machine.quorate(['verify', stick.folder, '--folder-hash', hash]);

  async function replug(stick: Stick): Promise<void> {
    await lab.machine.unmount(stick);
    await lab.mount(stick);
  }

  /** A stick that was pulled holds the whole folder under its final name, or none. */
  async function judgeLeft(stick: Stick, hash: string) {
    const isThere = (await lab.namesOn(stick)).some((name) => name.startsWith('quorate-'));
    if (!isThere) return { isThere, isClosed: false, faults: [] };
    const { code, stdout, stderr } = await verify(stick, hash);
    const faults = code === 0 ? [] : [`a folder under its final name: ${stdout}${stderr}`];
    return { isThere, isClosed: /^closing head/m.test(stdout), faults };
  }

  it('goes through on two sticks', async () => {
    [encrypted, plain] = [await lab.insert('luks'), await lab.insert('exfat')];
    const sticks = [encrypted, plain] as Stick[];
    const ends = new Map<Stick, () => Counts>();
    const writing = new Map<Stick, Counts>();
    const begin = (stick: Stick) => ends.set(stick, countRequests(stick));
    const end = (stick: Stick) => (ends.get(stick) as () => Counts)();
    const held = await holdCeremony(lab, 'undisturbed', sticks, {
      begun: begin,
      written: (stick) => writing.set(stick, end(stick)),
      beforeDelivery: () => sticks.forEach(begin),
    });
    const closing = sticks.map(end);
    expect(held.shown).toMatch(/roll call: 3 of 3 cards proved/);
    expect(held.shown).toMatch(/closing record delivered to every stick/);
    expect(held.code, held.shown).toBe(0);
    folderHash = held.folderHash;
    asked = sticks.map((stick, index) => ({
      writing: writing.get(stick) as Counts,
      closing: closing[index] as Counts,
    }));
    for (const stick of sticks) {
      await lab.eject(stick);
      await lab.mount(stick);
      const verified = await verify(stick);
      expect(verified.stdout).toMatch(/verified: every file is as it was sealed/);
      expect(verified.code).toBe(0);
      await lab.eject(stick);
    }
    table.add('a ceremony, undisturbed', []);
  });

  it('goes on when sticks are pulled while it writes and while it delivers', async () => {
    const trigger = (on: Trigger['on'], counts: Counts, from: number, to: number): Trigger => ({
      on,
      time: Math.max(1, Math.ceil(counts[on] * (from + chance.next() * (to - from)))),
    });
    const [luks, exfat] = asked as [(typeof asked)[number], (typeof asked)[number]];
    // The last flushes are those around the renaming.
    const plans: readonly { at: string; format: Format; trigger: Trigger; during: 'writing' | 'delivery' }[] =
      [
        {
          at: 'copying',
          format: 'luks',
          trigger: trigger('write', luks.writing, 0.2, 0.8),
          during: 'writing',
        },
        {
          at: 'flushing',
          format: 'luks',
          trigger: trigger('flush', luks.writing, 0.1, 0.9),
          during: 'writing',
        },
        {
          at: 'reading back',
          format: 'luks',
          trigger: trigger('read', luks.writing, 0.2, 0.9),
          during: 'writing',
        },
        {
          at: 'renaming',
          format: 'luks',
          trigger: trigger('flush', luks.writing, 0.95, 1),
          during: 'writing',
        },
        ...(['luks', 'exfat', 'luks'] as const).map((format) => {
          const { closing } = format === 'luks' ? luks : exfat;
          const drawn = trigger(chance.of(['write', 'flush']), closing, 0, 1);
          return { at: 'closing record', format, trigger: drawn, during: 'delivery' } as const;
        }),
      ];
    const sticks: Stick[] = [];
    for (const { format } of plans) sticks.push(await lab.insert(format));
    const good = await lab.insert('luks');
    const traps: Trap[] = [];
    const set = (stick: Stick, during: 'writing' | 'delivery') => {
      const index = sticks.indexOf(stick);
      const plan = plans[index];
      // At a second try it is left in peace.
      if (plan?.during === during)
        traps[index] ??= new Trap(lab.machine, stick, plan.trigger, chance.survival());
    };
    const held = await holdCeremony(lab, 'disturbed', [...sticks, good], {
      begun: (stick) => set(stick, 'writing'),
      written: (stick) => traps[sticks.indexOf(stick)]?.disarm(),
      beforeDelivery: () => {
        for (const stick of sticks) set(stick, 'delivery');
      },
      plugAgain: async (stick) => {
        await traps[sticks.indexOf(stick)]?.spring();
        await replug(stick);
      },
    });
    expect(held.code, held.shown).toBe(0);
    expect(held.shown).toMatch(/closing record delivered to every stick/);
    expect((await verify(good, held.folderHash)).stdout).toMatch(/verified: every file is as it was sealed/);

    for (const [index, { at, format, trigger, during }] of plans.entries()) {
      const stick = sticks[index] as Stick;
      const trap = traps[index] as Trap;
      const begin = `stick ${index + 1} ${during === 'writing' ? 'FAILED: ' : 'did not take the closing record: '}`;
      const faults = trap.isSprung ? judgeRefusal(saidOf(held.shown, begin), stick) : [];
      // One whose moment never came is pulled now; one that was pulled is in again, and taken out with care.
      await (trap.isSprung ? lab.eject(stick) : trap.spring());
      await replug(stick);
      const left = await judgeLeft(stick, held.folderHash);
      faults.push(...left.faults);
      if (!left.isClosed) faults.push('the closing record that was delivered is not there');
      judged(`pulled in a ceremony: ${at}`, faults, `${format}, ${trigger.on} ${trigger.time}`);
      await lab.eject(stick);
    }
    await lab.eject(good);
    expect(lost).toEqual([]);
  });

  it('is copied onto another stick, and that one is pulled meanwhile', async () => {
    const good = encrypted as Stick;
    await lab.mount(good);
    // The copy goes onto an encrypted stick; what becomes of other file systems, `pulls.lab.ts` shows.
    const first = await lab.insert('luks');
    const end = countRequests(first);
    expect(refusalOf(await copy(good, first))).toEqual([]);
    const counts = end();
    await lab.eject(first);
    for (const on of ['write', 'write', 'flush', 'read'] as const) {
      const stick = await lab.insert('luks');
      // Copying comes last, after the probe.
      const time = Math.max(1, counts[on] - chance.upTo(Math.ceil(counts[on] / 4)) + 1);
      const trigger = { on, time };
      const trap = new Trap(lab.machine, stick, trigger, chance.survival());
      const outcome = outcomeOf(await copy(good, stick));
      const faults = judgeRefusal(outcome, stick);
      await trap.spring();
      await replug(stick);
      const left = await judgeLeft(stick, folderHash);
      faults.push(...left.faults);
      if ('done' in outcome && !left.isThere) faults.push('a copy that was told as done is gone');
      if (left.isThere) await lab.machine.must(['sh', '-c', 'rm -r "$1"/quorate-*', 'sh', stick.folder]);
      const again = await copy(good, stick);
      // What a probe that was cut short left there fills the stick, and the remedy says how it goes.
      const isFull = refusalOf(again).some((fault) => fault.includes('quorate stick probe takes away'));
      if (isFull) await lab.machine.quorate(['stick', 'probe', stick.folder]);
      faults.push(...refusalOf(isFull ? await copy(good, stick) : again));
      judged('pulled while copied', faults, `${on} ${trigger.time}`);
      await lab.eject(stick);
    }
    expect((await verify(good)).code).toBe(0);
    await lab.eject(good);
    expect(lost).toEqual([]);
  });

  it('is repaired from another stick, and the damaged one is pulled meanwhile', async () => {
    const good = plain as Stick;
    await lab.mount(good);
    const rotten = (number: number) => {
      const stick = good.twin(`rotten-${number}`);
      const at = bundleOn(stick) + 500;
      const { flash } = stick.medium;
      flash[at] = (flash[at] as number) ^ 1;
      return stick;
    };
    const first = rotten(0);
    await lab.mount(first);
    const end = countRequests(first);
    expect(refusalOf(await repair(good, first))).toEqual([]);
    const counts = end();
    await lab.eject(first);
    for (const number of [1, 2, 3]) {
      const stick = rotten(number);
      await lab.mount(stick);
      const trigger = { on: 'write', time: chance.upTo(counts.write) } as const;
      const trap = new Trap(lab.machine, stick, trigger, chance.survival());
      const faults = judgeRefusal(outcomeOf(await repair(good, stick)), stick);
      await trap.spring();
      await replug(stick);
      faults.push(...refusalOf(await repair(good, stick)));
      await lab.eject(stick);
      await lab.mount(stick);
      const { code, stdout, stderr } = await verify(stick);
      if (code !== 0) faults.push(`after the repair: ${stdout}${stderr}`);
      judged('pulled while repaired', faults, `write ${trigger.time}`);
      await lab.eject(stick);
    }
    expect((await verify(good)).code).toBe(0);
    await lab.eject(good);
    expect(lost).toEqual([]);
  });

  const people = ['--operator', 'Operator', '--json'];
  const copy = (from: Stick, to: Stick) =>
    atTerminal(lab.machine, ['stick', 'copy', from.folder, '--to', to.folder, ...people], stickHabits);
  const repair = (from: Stick, to: Stick) =>
    atTerminal(
      lab.machine,
      ['stick', 'check', from.folder, to.folder, '--repair', ...people],
      [[/Type repair:/, 'repair\r']],
    );
  const refusalOf = (ended: Parameters<typeof outcomeOf>[0]): string[] => {
    const outcome = outcomeOf(ended);
    return 'done' in outcome ? [] : [`a second try: ${outcome.refused.message} (${outcome.refused.hint})`];
  };
});
