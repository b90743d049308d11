import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chance } from './lab/chance.ts';
import { judgeRefusal, judgeStick } from './lab/judge.ts';
import { Lab } from './lab/lab.ts';
import { drawMoments, type Moment, momentText } from './lab/moments.ts';
import { Puller } from './lab/pull.ts';
import { requireLab } from './lab/requirements.ts';
import type { Format } from './lab/stick.ts';
import { Table } from './lab/table.ts';

// Sticks are pulled while the product writes them: at every step, and at moments drawn by lot.

const kernel = requireLab();
const formats: readonly Format[] = ['ext4', 'luks', 'vfat', 'exfat'];
/** On each of the four: four at each of ten steps, and eight at random. */
const pulls = { each: 1, random: 2 };

describe.skipIf(kernel === null)('a stick pulled while it is written', () => {
  const { seed } = Chance.fromEnvironment();
  const table = new Table();
  let lab: Lab | null = null;
  beforeAll(async () => {
    if (kernel !== null) lab = await Lab.open(kernel);
  });
  afterAll(async () => {
    console.info([table, ...table.lost].join('\n'));
    await lab?.close();
  });

  /** @returns what is wrong afterwards */
  async function pullOnce(bench: Lab, format: Format, moment: Moment, chance: Chance): Promise<string[]> {
    const stick = await bench.insert(format);
    const { outcome, during } = await new Puller(bench, stick, moment, chance).run();
    const faults = judgeRefusal(outcome, stick);
    await bench.machine.unmount(stick);
    try {
      await bench.mount(stick);
      faults.push(...(await judgeStick(bench, stick, outcome, during)).faults);
    } catch (error) {
      // What the machine itself cannot read any more is lost as well.
      faults.push((error as Error).message.split('\n')[0] as string);
    }
    await bench.eject(stick);
    return faults;
  }

  it.concurrent.each(formats)(
    '%s: the folder is whole or not there; a second try ends well',
    async (format) => {
      const bench = await (lab as Lab).bench();
      const chance = new Chance(seed + formats.indexOf(format));
      const lost: string[] = [];
      // Counts the writes of an undisturbed run, and is the stick that must stay as it is.
      const other = await bench.insert(format);
      expect(await bench.writer.write(other)).toHaveProperty('done');
      const folder = other.medium.writes;
      expect(await bench.writer.deliver(other)).toHaveProperty('done');
      const closing = other.medium.writes - folder;
      await bench.eject(other);
      await bench.mount(other);
      const hash = other.hash();

      for (const moment of drawMoments(chance, pulls, { folder, closing })) {
        const faults = await pullOnce(bench, format, moment, chance);
        if (other.hash() !== hash) faults.push('the other stick has changed');
        table.add(`pulled: ${moment.name}`, faults, `${format}, ${momentText(moment)}`);
        lost.push(...faults.map((fault) => `${momentText(moment)}: ${fault}`));
      }
      await bench.eject(other);
      expect(lost).toEqual([]);
    },
  );
});
