import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { samplePlan } from '../../sample-plan.ts';
import type { Lab } from './lab.ts';
import type { Stick } from './stick.ts';
import { atTerminal, type Habit, type Shown } from './terminal.ts';

/** What is done to sticks while a ceremony is held. */
export interface Meanwhile {
  /** A stick was probed, and its folder is begun. */
  readonly begun?: (stick: Stick) => void;
  /** A stick was written and read back; it is ejected next. */
  readonly written?: (stick: Stick) => void;
  /** Just before the closing record goes out. */
  readonly beforeDelivery?: () => void;
  /** A stick that was pulled is to be plugged in again, by whoever pulled it. */
  readonly plugAgain?: (stick: Stick) => Promise<void>;
}

/** What a person answers when a stick that was given to a command is not to its liking. */
export const stickHabits: readonly Habit[] = [
  [/Type hardware if it encrypts itself[^\n]*:/, 'it lies in a locked drawer\r'],
  [/all the same\? Type yes:/, 'yes\r'],
];

const [home, planPath] = ['/import', '/plan.json'];

/** Holds a real ceremony: `quorate seal` at a terminal, with people, on sticks that are mounted. */
export async function holdCeremony(
  lab: Lab,
  name: string,
  sticks: readonly Stick[],
  { begun, written, beforeDelivery, plugAgain }: Meanwhile = {},
): Promise<Shown & { readonly folderHash: string }> {
  const { machine } = lab;
  for (const { path, bytes } of sampleHome()) await machine.put(`${home}/${path}`, bytes);
  const stickLocations = sticks.map((_, index) => `Place ${index + 1}`);
  const plan = samplePlan({ label: name, purpose: 'backup', sticks: sticks.length, stickLocations });
  await machine.put(planPath, plan);
  const cards = `/dev/shm/${name}`;
  const after = (act: (() => void) | undefined, typed: string) => () => {
    act?.();
    return typed;
  };
  const habits: Habit[] = [
    [/have none\):/, '\r'],
    [/from a watch[^\n]*:/, async () => `${(await machine.must(['date', '+%Y-%m-%d'])).trim()}\r`],
    [/Operator, type your name:/, 'Operator\r'],
    [/Witness, type your name:/, 'Witness\r'],
    ...stickHabits,
    [/Was every node[^\n]*:/, 'yes\r'],
    [/Seal these[^\n]*:/, 'yes\r'],
    [
      /creating (\S+?)\/\.quorate-partial/,
      ([, folder]) => {
        begun?.(sticks.find((stick) => stick.folder === folder) as Stick);
        return '';
      },
    ],
    [
      /stick (\d+): written and read back/,
      ([, number]) => {
        written?.(sticks[Number(number) - 1] as Stick);
        return '';
      },
    ],
    [
      /Take stick (\d+) out[^\n]*:/,
      async ([, number]) => {
        const stick = sticks[Number(number) - 1] as Stick;
        await lab.eject(stick);
        await lab.mount(stick);
        return '\r';
      },
    ],
    [
      /Plug stick (\d+) in again[^\n]*:/,
      async ([, number]) => {
        await plugAgain?.(sticks[Number(number) - 1] as Stick);
        return '\r';
      },
    ],
    [/Next witness, type your name[^\n]*:/, '\r'],
    [/Why go on with fewer\?/, 'the others were pulled\r'],
    [
      /Card (\d+): print it[^\n]*:/,
      async ([, number]) => {
        const picture = `${cards}/card-${number}.png`;
        const bytes = Buffer.from(await machine.must(['base64', picture]), 'base64');
        return `${readCardImage(bytes, picture)}\r`;
      },
    ],
    [/Sign-off: [^\n]*/, after(beforeDelivery, '')],
  ];
  const to = sticks.flatMap(({ folder }) => ['--to', folder]);
  const words = ['seal', `validator=${home}`, '--plan', planPath, ...to, '--cards', cards];
  const ended = await atTerminal(machine, words, habits);
  const [, folderHash = ''] = /folder hash +([0-9a-f]{64})/.exec(ended.shown) ?? [];
  return { ...ended, folderHash };
}
