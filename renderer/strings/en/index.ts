import type { Pace } from '../../logic/pace.ts';
import { stepsAfter } from './after-seal.ts';
import { amounts } from './amounts.ts';
import { attempt } from './attempt.ts';
import { stepsBefore } from './before-seal.ts';
import { care } from './care.ts';
import { drill } from './drill.ts';
import { keyStep } from './key-step.ts';
import { plugged } from './plugged.ts';
import { reading } from './reading.ts';
import { recovery } from './recovery.ts';
import { sampleForm } from './sample-plan.ts';
import { script } from './script.ts';
import { told } from './told.ts';

const { whole, tenths } = amounts;
const count = (number: number, one: string, many: string) => `${whole(number)} ${number === 1 ? one : many}`;

/** Every word on the screens, in English. Another language has the same members: they do not compile without. */
export const en = {
  languageNames: { en: 'English', de: 'Deutsch' },
  script,
  told,
  sampleForm,
  keyStep,
  plugged,
  reading,
  attempt,
  care,
  drill,
  recovery,
  ...stepsBefore,
  ...stepsAfter,
  common: {
    back: 'Back',
    remove: (what: string) => `Remove ${what}`,
    operatorName: 'Operator confirms: full name',
    witnessName: 'Witness confirms: full name',
    operator: 'Operator',
    witness: 'Witness',
    reason: 'Reason',
    reasonHelp: 'One sentence. It stays in the journal for good, so it names no custodian and no place.',
    bothNames: 'Both type their own name, in full.',
    wait: 'One moment',
    words: 'Twelve words',
    error: 'Not done',
    remedy: 'What to do',
    byteCount: (bytes: number) => count(bytes, 'byte', 'bytes'),
    done: 'Done',
    now: 'Now',
    next: 'Next',
    stopped: 'Stopped here',
    unreached: 'Not reached',
    stop: 'Stop',
    original: 'In English:',
    day: amounts.day,
    leave: 'Back to the first screen',
    quit: 'End the program',
    pace: ({ megabytes, ofMegabytes, megabytesPerSecond, secondsLeft }: Pace) =>
      [
        `${tenths(megabytes)} of ${tenths(ofMegabytes)} MB`,
        ...(megabytesPerSecond === null ? [] : [`${tenths(megabytesPerSecond)} MB a second`]),
        ...(secondsLeft === null ? [] : [`${count(secondsLeft, 'second', 'seconds')} left`]),
      ].join(', '),
  },
  home: {
    product: 'Quorate',
    title: 'Key ceremony',
    lead: 'Seals keys into one bundle, deals its passphrase to custodians as cards, and proves each part by reading it back.',
    newTitle: 'New ceremony',
    newText: 'With real keys, on a machine without any network. Takes about an hour with five custodians.',
    works: {
      drill: {
        title: 'Quarterly drill',
        text: 'Shows that sticks and cards still bring the keys back. Nothing is restored but in memory.',
      },
      recovery: {
        title: 'Recover',
        text: 'Brings the keys back from a stick and enough cards, past the guard against double-signing.',
      },
      care: {
        title: 'Sticks and cards',
        text: 'Check or copy a stick, hand cards over, note a lost card.',
      },
    },
    restore: 'To restore keys without this program: open RECOVERY.txt on a stick.',
    rehearseTitle: 'Rehearse',
    rehearseText:
      'The same steps on sample keys. Every screen and every card says REHEARSAL. Nothing of value is at risk.',
    unpackaged:
      'This was started from its sources: its window can be inspected. Hold a real ceremony with the packed app.',
    remembers: 'This machine remembers nothing: what lasts is on the sticks and on paper.',
    version: (version: string) => `Version ${version}`,
  },
  bar: {
    airGap: {
      unchecked: 'Air gap: not checked yet',
      holds: 'Air gap: holds',
      doubtful: 'Air gap: look at the checks',
      broken: 'Air gap: BROKEN',
      overridden: 'Air gap: overridden by a witness',
    },
    rehearsal: 'REHEARSAL',
    rehearsalText: 'sample keys only',
    unnamed: 'Ceremony without a label yet',
    ceremonyId: (id: string) => `Ceremony ${id}`,
    elapsed: 'Time since start',
    themeTurn: 'press for the next one',
    themeShort: { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' },
    abort: 'Abort…',
    resumed:
      'The window was loaded anew. The ceremony goes on where it was; what was typed and not sent is gone.',
    resumedClose: 'Understood',
  },
  side: {
    script: 'Script',
    journal: 'Journal',
    head: 'Chain head',
    lines: (lines: number) => count(lines, 'line', 'lines'),
    empty: 'Nothing has happened yet.',
  },
  abort: {
    title: 'Abort this ceremony?',
    text: 'It ends here and cannot be taken up again. Starting over is always safe.',
    nothing: 'Nothing has left this machine: there is nothing to wipe.',
    wipe: 'Then do this:',
    cards: (setId: string) => `Destroy every card of set ${setId}, also what is still in the printer`,
    folder: 'Delete this folder',
    confirm: 'Abort the ceremony',
    stay: 'Go on with the ceremony',
    reasonLabel: 'Why the ceremony is aborted',
  },
  close: {
    title: 'A ceremony is going on',
    text: 'Ending the program ends the ceremony: what is in memory is gone, and it cannot be taken up again.',
    stay: 'Go on with the ceremony',
    end: 'End the program and the ceremony',
  },
  boundary: {
    title: 'This screen could not be shown',
    text: 'The ceremony is as it was: another process holds it. What was typed and not sent is gone.',
    again: 'Show it again',
  },
  lost: {
    title: 'The ceremony was lost',
    gone: 'The process that held it ended by itself, and the secret with it. This ceremony cannot go on: start over.',
    partial:
      'A stick that was being written may hold an unfinished folder whose name begins with .quorate-partial-: delete it.',
    safe: 'The keys in production are as they were. A stick that was written is complete or marked as unfinished, but it belongs to no finished ceremony.',
  },
  lostLate: {
    title: 'The program stopped after the ceremony was closed',
    gone: 'The process that held it ended by itself. Sticks that are without the closing record stay without it, and no papers can be printed any more.',
    safe: 'The ceremony is closed: cards and sticks are good. Destroy nothing. A stick restores the keys without the closing record too.',
  },
  aborted: {
    title: 'This ceremony was aborted',
    text: 'What was in memory is wiped. The keys in production are as they were.',
    nothing: 'Nothing had left this machine: there is nothing to wipe.',
    thenDo: 'Do this before anybody leaves the room',
  },
};

/** What every catalogue has: the members of the English one, with any words. */
export type Strings = Worded<typeof en>;

/** The same members, and words of any language in place of the very words. */
type Worded<Member> = Member extends string
  ? string
  : Member extends (...given: infer Given) => infer Result
    ? (...given: Given) => Worded<Result>
    : { readonly [Name in keyof Member]: Worded<Member[Name]> };
