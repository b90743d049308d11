import { spanIn } from '../../logic/span.ts';
import { stickLetter } from '../../logic/stick-letter.ts';
import { amounts } from './amounts.ts';
import { attemptLine } from './attempt-lines.ts';

const { list, whole } = amounts;
const count = (number: number, one: string, many: string) => `${whole(number)} ${number === 1 ? one : many}`;

/** What a drill and a recovery share: stick, cards, report. */
export const attempt = {
  span: spanIn(amounts, '\u00a0'),
  /** A line of custody's in the language of the screen; null where its own words are taken. */
  told: attemptLine,
  noStick: 'No stick yet',
  unknownCeremony: 'a ceremony that cannot be read',
  stick: (number: number) => `Stick ${stickLetter(number)}`,
  card: (number: number) => `Card ${number}`,
  resumed: 'The window was loaded anew. Everything is where it was; what was typed and not sent is gone.',
  taken: {
    unchanged: 'read, unchanged since the ceremony',
    corrected: 'read after a correction, unchanged since the ceremony',
    unlisted: 'used all the same, though not listed',
  },
  refused: {
    'other-set': 'A card of another set',
    superseded: 'A card of a set that was replaced',
    unknown: 'A card that is not listed',
    'given-twice': 'A card that was read already',
  },
  severity: { high: 'Serious', medium: 'Look', low: 'Note' },
  side: {
    title: 'Found so far',
    issueCount: (issues: number) => count(issues, 'matter', 'matters'),
    time: 'Time',
    ofObjective: (objective: string) => `of ${objective} hours`,
    within: 'within the objective',
    past: 'past the objective',
    stick: 'Stick in use',
    onPaper: 'as on paper',
    notOnPaper: 'not compared with paper',
    cards: 'Cards',
    missing: (cards: number) => `${count(cards, 'card', 'cards')} to go`,
    issues: 'To know of',
  },
  end: {
    button: 'End here…',
    title: 'End it here?',
    text: 'What is open in memory is gone then, and the cards must be read anew another time.',
    recorded: 'Cards were read: a record of what was tried is left on the stick, where it can be written.',
    notRecorded: 'No card was read: nothing is recorded.',
    stay: 'Go on',
    do: 'End it',
  },
  close: {
    title: 'Something is going on',
    text: 'Ending the program ends it: what is open in memory is gone, and no record is left.',
    over: 'It is over. A report that was not printed or saved is gone with the program.',
    stay: 'Stay',
  },
  sticks: {
    title: 'Which stick?',
    titleOne: 'Is this the stick?',
    titleSeveral: 'Which of these sticks?',
    text: 'Plug the stick in and unlock it. Then choose where it is mounted, or the ceremony’s folder on it.',
    another: 'Choose another stick…',
    anotherText: 'Are several at hand? Choose each: the one that was tested longest ago is proposed.',
    proposed: 'tested longest ago',
    use: (stick: number) => `Use stick ${stickLetter(stick)}`,
    several: 'Choose by hand below: the folder of the one ceremony that is meant, on this stick.',
    drop: (stick: number) => `Put stick ${stickLetter(stick)} aside`,
    reading: 'Reading every file on the stick',
  },
  facts: {
    place: 'Lies in',
    model: 'Maker and model',
    serial: 'Serial number',
    made: 'Made on',
    set: 'Card set',
    cards: 'Cards',
    anyOf: ({ threshold, count: cards }: { readonly threshold: number; readonly count: number }) =>
      `any ${threshold} of ${cards}`,
    keys: 'Files',
    keysOf: ({ keys, sources }: { readonly keys: number; readonly sources: readonly string[] }) =>
      `${whole(keys)} of ${list(sources)}`,
    records: 'Records on it',
    lastDrill: 'Last drill',
    never: 'never',
  },
  noManifest: 'Its manifest cannot be read: nobody can say from this stick which ceremony it is of.',
  noBundle: 'There is no bundle on this stick: nothing can be opened.',
  noBundleText: 'Take another stick of the same ceremony: all of them hold the same.',
  notClosed: 'This stick has no closing record.',
  notClosedText:
    'Nothing here shows how the ceremony ended. It restores the keys all the same. Compare with another stick, or with a receipt.',
  paper: {
    summary: (isSame: boolean) =>
      isSame ? 'Folder hash: the one on paper' : 'Compare the folder hash with a card…',
    title: 'Folder hash',
    label: 'Folder hash, from a card',
    help: 'All 64 digits, as they stand on any card of this ceremony. Show no card to the camera here.',
    matchText: 'The folder hash on paper is that of this stick. Have it noted below.',
    mismatchText: (at: number) =>
      `From digit ${at} on, it is another value. Check the typing first. If it is typed right: this stick was changed, or is of another ceremony.`,
    pairLegend: (given: string, own: string) =>
      `Above, the value from paper: ${given}. Below, this stick: ${own}.`,
    do: 'Compare with this stick',
    blocks:
      'Another hash than this stick’s was typed. Type it right, or press “Compare with this stick”: then it is noted.',
    chooseAgain:
      'This window no longer knows how the stick was chosen. To compare it, put it aside, and choose it once more.',
    same: 'The folder hash is the one on paper',
  },
  findings: {
    tampering: 'This folder is not as it was sealed',
    addition: 'There are files that the ceremony did not write',
    note: 'To know',
  },
  findingsText: {
    tampering:
      'A file was changed, taken away, or put in its place. Run nothing from this stick. Better: take another stick.',
    addition: 'Systems leave such files behind. Open none of them.',
    note: 'Nothing of this stands in the way.',
  },
  duties: {
    overdue: 'OVERDUE',
    overdueBy: (duty: string, days: number) => `${duty}: ${count(days, 'day', 'days')} late`,
    late: (days: number) => `${count(days, 'day', 'days')} late`,
    none: 'Nothing is overdue',
    duty: 'What',
    last: 'Last done',
    next: 'Due on',
    ceremony: 'at the ceremony',
    names: {
      integrity: 'Check the folder',
      opening: 'Open the bundle',
      restore: 'Restore in memory',
    },
  },
  tampering: {
    title: 'This stick was tampered with',
    text: 'What lies around the bundle is not what the ceremony wrote. Bundle and cards vouch for themselves; nothing else on this stick is to be believed.',
    todo: [
      'Better: end here, and take another stick of the same ceremony. All of them hold the same.',
      'Run nothing from this stick, and open no file on it.',
      'Keep it as evidence, and report it.',
    ],
    goOn: 'Go on all the same',
    type: 'Type this sentence. From then on bundle and cards alone count.',
    label: 'The sentence',
    do: 'Go on with bundle and cards alone',
  },
  times: {
    title: 'When it was noticed, and begun…',
    text: 'Time counts from when the loss was noticed, if that is typed; else from the start; else from now.',
    detected: 'Loss noticed, in UTC',
    started: 'Work begun, in UTC',
    help: 'As 2027-02-18 09:00. Empty: not said.',
  },
  cards: {
    title: 'Read the first card',
    titleNext: 'Read the next card',
    anyNumber: (threshold: number | null) =>
      threshold === null
        ? 'Any card of the set. The first one tells how many are needed.'
        : `Any card of the set. The stick says that ${whole(threshold)} are needed; the first card tells for sure.`,
    more: (missing: number, taken: number) =>
      taken === 0
        ? `${count(missing, 'card is', 'cards are')} needed, in any order.`
        : `${count(missing, 'more card is', 'more cards are')} needed.`,
    proposed: (cards: readonly string[]) => `Tested longest ago: ${list(cards)}.`,
    taken: (card: string, how: string) => `${card}: ${how}.`,
    faceDown: 'Back to its custodian, face down.',
    list: 'Cards of this set',
    lost: 'reported lost',
    gone: 'Lost',
    open: 'Not read',
    neverTested: 'never tested',
    tested: (day: string) => `tested ${day}`,
  },
  keyDiffers: 'This file is not what is written of it',
  height: 'Signed up to height',
  report: {
    title: 'Report',
    print: 'Print the report',
    save: 'Save the report…',
    saved: 'Saved:',
  },
  record: {
    title: 'Bring it next time: the hash of this record',
    text: 'It stands at the end of the report. Next time it shows whether a record was taken from the stick.',
    code: 'QR code of the record’s hash',
    none: 'No record was left on the stick',
  },
  lost: {
    title: 'The program stopped in the middle',
    gone: 'The process that held it ended by itself, and what was open in memory is gone with it. Start again.',
    safe: 'Sticks and cards are as they were: nothing of them is used up.',
  },
};
