import { amounts } from './amounts.ts';

const { room, whole } = amounts;

/** What is plugged in, wherever a stick is chosen, and what is due on it. */
export const plugged = {
  title: 'Plugged in',
  notYetTried: 'Finding sticks is not yet tried on this system: hold each against the stick in your hand.',
  none: 'No stick is plugged in yet. It appears here by itself.',
  coming: 'A stick was plugged in; the system is still looking at it.',
  unnamed: 'A stick that does not say what it is',
  serial: (serial: string | null) => (serial === null ? 'no serial number' : `serial number ${serial}`),
  size: (bytes: number, free: number | null) =>
    free === null ? room(bytes) : `${room(free)} free of ${room(bytes)}`,
  encrypted: 'encrypted',
  notEncrypted: 'not encrypted',
  encryptionUnknown: 'encrypted or not: nobody can tell',
  readOnly: 'read-only',
  at: 'Mounted at',
  device: 'Device',
  take: 'Take this stick',
  takeOf: (what: string) => `Take this stick: ${what}`,
  taken: 'Chosen',
  isStick: (number: number) => `This is stick ${number} of this ceremony.`,
  locked: 'It is locked.',
  lockedText:
    'Unlock it with the sticks’ phrase: open it in the file manager, or, on a command line, as root:',
  unmounted: 'It is not mounted.',
  unmountedText: 'Open it in the file manager, or, on a command line, as root:',
  blank: 'Nothing on it can be read: it is blank, or not a stick of ours.',
  blankText:
    'A blank stick is prepared on the command line: it asks for the serial number to be typed, and erases everything. As root:',
  blankOther:
    'Is it a VeraCrypt stick? Open it there, and it appears here. Else take another stick of the ceremony: all of them hold the same. If the system offers to format it, say no.',
  foreign: 'It holds no ceremony.',
  foreignText:
    'Plug in a stick of the ceremony. Should this be one? Write nothing onto it, and take another: all of them hold the same.',
  elsewhere: 'Unlock and open it in the file manager.',
  holds: (label: string, day: string) => `Holds the ceremony “${label}” of ${day}`,
  holdsUnread: (folder: string) => `Holds a ceremony whose manifest was not read: ${folder}`,
  beingRead: 'Reading what is on it',
  rehearsal: 'Rehearsal',
  more: (count: number) =>
    count === 1 ? 'and one more ceremony folder' : `and ${whole(count)} more ceremony folders`,
  home: {
    title: 'On the sticks that are plugged in',
    set: 'Card set',
    duty: {
      integrity: 'Check the sticks',
      opening: 'Open with cards, in memory',
      restore: 'Restore with cards',
    },
    overdue: (what: string, days: number) =>
      `OVERDUE for ${days === 1 ? '1 day' : `${whole(days)} days`}: ${what}`,
    dueToday: (what: string) => `Due today: ${what}`,
    dueOn: (what: string, day: string) => `${what}: due on ${day}`,
    neverDone: 'not done since the ceremony',
    lastDone: (day: string) => `last done on ${day}`,
    unclosed:
      'It was never closed: its ceremony did not end, or this stick was taken away before. Compare with another stick, or with a receipt.',
    notRead: 'What is due could not be read. A drill tells more.',
    believed: 'The stick says so, and nobody has checked it yet.',
    drill: 'Hold the drill',
    drillOf: (label: string) => `Hold the drill: ${label}`,
    recover: 'Recover from this stick',
    recoverOf: (label: string) => `Recover from this stick: ${label}`,
  },
  write: {
    plug: 'Plug the stick in and unlock it. It appears here: press “Take this stick”.',
    other: 'Is it not in the list? Then choose where it is mounted.',
    gone: 'The stick that was chosen is not plugged in any more.',
    pulled: (number: number) => `Stick ${number} was taken out while it was written`,
    pulledText:
      'Plug it in again, choose it, and write it anew: what is unfinished on it is deleted. It is not a bad stick for that.',
  },
  replug: {
    steps: 'From written to verified',
    out: (number: number) => `Take it out, and mark it ${number}`,
    again: 'Plug it in again, and unlock it',
    verify: 'Verify it',
    state: {
      in: 'It is still plugged in.',
      out: 'It is not seen any more. Plug it in again.',
      off: 'It is switched off, and is not seen any more. Take it out, and plug it in again.',
      closed: 'It is plugged in again, and not open yet: unlock and mount it.',
      back: 'It is plugged in again, and open.',
    },
  },
  deliver: {
    in: 'plugged in',
    back: 'plugged in',
    out: 'not seen: plug it in',
    closed: 'plugged in: unlock it',
  },
};
