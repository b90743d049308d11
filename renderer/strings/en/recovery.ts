import { capitalised } from '../../logic/capitalised.ts';
import { heightsInGroups } from '../../logic/height.ts';
import { amounts } from './amounts.ts';

const { list, whole } = amounts;
const count = (number: number, one: string, many: string) => `${whole(number)} ${number === 1 ? one : many}`;

/** A span of time as it is said. */
const span = (milliseconds: number) => {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return count(seconds, 'second', 'seconds');
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return count(minutes, 'minute', 'minutes');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${count(hours, 'hour', 'hours')} ${count(minutes % 60, 'minute', 'minutes')}`;
  return `${count(Math.floor(hours / 24), 'day', 'days')} ${count(hours % 24, 'hour', 'hours')}`;
};

/** Bringing keys back. Written for whoever is tired at three in the morning. */
export const recovery = {
  title: 'Recovery',
  parts: {
    sticks: { title: 'Stick', text: 'Any stick of the ceremony. All hold the same.' },
    cards: { title: 'Cards', text: 'Each custodian reads one card, and takes it back face down.' },
    bundle: { title: 'What comes back', text: 'The bundle is open, in memory alone.' },
    where: { title: 'Where it goes', text: 'Nothing is written yet.' },
    guard: { title: 'Double-sign guard', text: 'Two people read it aloud. In doubt, stop and go and look.' },
    plan: { title: 'Plan', text: 'The last look before anything is written.' },
    result: { title: 'Restored', text: 'Compare first. Start nothing before.' },
  },
  begin: {
    title: 'Who recovers?',
    text: 'The names stand in the record that is left on the stick. Time runs from now, or from when the loss was noticed.',
    do: 'Begin: read the cards',
    other: 'Take another stick',
    working: 'Looking at the stick',
  },
  cards: {
    openTitle: 'Enough cards were read',
    openText: 'The bundle is opened in memory. Nothing is written.',
    openDo: 'Open the bundle',
    opening: 'Opening the bundle: the passphrase is slow to check, by intent',
  },
  unlisted: {
    title: 'Use a card that is not listed?',
    text: 'It belongs to this set, but the list on the stick does not name it. Either the list was changed, or the card was.',
    type: (word: string) =>
      `Type “${word}” to use it. If it is wrong, nothing opens, and all cards must be read anew.`,
    word: 'use it',
    label: 'Your yes',
    do: 'Use this card',
    no: 'No: put it away, read another',
  },
  bundle: {
    title: 'What shall come back?',
    text: (files: number) =>
      `The bundle is open, in memory alone. It holds ${count(files, 'file', 'files')}.`,
    choice: 'Files that come back',
    all: 'All of them',
    allText: 'As they were sealed.',
    some: 'Only some',
    someText: 'A key brings its signing state with it.',
    list: 'Files of the bundle',
    bring: (path: string) => `Bring back ${path}`,
    signs: 'signs blocks',
    isState: (height: string) => `signing state, height ${height}`,
    hasState: (height: string) => `had signed up to height ${height}`,
    differs: 'Holds another key than the sealed manifest says',
    differsText: 'What is shown here was derived from the file itself. Ask who sealed it before you use it.',
    nothingPublic: 'nothing to compare',
    compare: 'Compare with what production is known by…',
    compareText:
      'Paste, type or scan fingerprint, address or public key. The same is demanded of what is written.',
    mismatch: 'A key is not the one that was expected: it does not come back before this is settled.',
    none: 'Choose at least one file.',
    go: 'Go on: where they go',
  },
  where: {
    title: 'Where shall the files go?',
    text: 'Best is memory: choose /dev/shm. What lies there is gone when the machine is switched off. Else take an encrypted disk.',
    chosen: 'Folder',
    choose: 'Choose the folder…',
    chooseOther: 'Choose another folder…',
    newFolder: 'New folder in it',
    newFolderHelp: 'It is made for the files, for its owner alone. Empty: right into the chosen folder.',
    newFolderWrong: 'Letters, digits, point, dash and underscore, beginning with a letter or digit.',
    never: 'Never onto the stick. Never into a folder that is backed up or synchronised.',
    layout: 'How they lie there',
    asImported: 'With their folders',
    asImportedText: 'As they were imported: a node finds them at once.',
    flat: 'All in one folder',
    flatText: 'File names alone. Two of one name are refused.',
    form: 'In which form',
    own: 'As backed up',
    ownText: 'Byte for byte the files that were sealed.',
    pkcs8: 'PKCS #8, for an HSM',
    pkcs8Text:
      'Only keys, each as NAME.pkcs8.der: what the tools of HSMs and tokens import. Not encrypted. docs/hsm.md tells the rest.',
    existing: 'What is there already',
    refuse: 'Stays: stop, and say so',
    refuseText: 'Nothing is ever overwritten.',
    move: 'Is renamed',
    moveText:
      'To NAME.old-TIME, after you have seen and typed it. A key that signs is never renamed without.',
    go: 'Go on: the guard',
    plan: 'Work the plan out',
  },
  guard: {
    title: 'May this key sign again?',
    keys: (paths: readonly string[]) => `About ${list(paths)}.`,
    equivocation:
      'A validator that signs two different things at one height loses part of its stake and is barred for good. It happens when two machines hold one key, or when a machine no longer knows how far it has signed.',
    stopped: '1. Is the original stopped for good?',
    stoppedChecks: [
      'The machine is off, and nothing starts it again: no service, no snapshot, no failover, no helpful colleague.',
      'No standby, remote signer (horcrux, tmkms), HSM or other copy holds the key.',
      'Other nodes or an explorer show that this validator has missed blocks since.',
    ],
    stoppedType: (words: string) => `Once all three were checked, type “${words}”.`,
    stoppedWords: 'stopped for good',
    stoppedLabel: 'The original is',
    stoppedSaid: 'Said: the original is stopped for good.',
    stoppedNot: 'Not yet the words above.',
    evidence: '2. How far has it signed?',
    evidenceText: 'Take the first of these that you have.',
    state: 'The original’s state file',
    stateText: 'The best: it knows.',
    height: 'A height',
    heightText: 'Where that file is lost.',
    backup: 'The backup’s own state',
    backupText: 'Only if it has signed nothing since.',
    stateWhere: [
      'CometBFT: data/priv_validator_state.json on the stopped machine.',
      'horcrux: the newest file in its state folder. tmkms: its state_file.',
      'Copy it after the machine was stopped, not before.',
    ],
    stateChoose: 'Choose the state file…',
    stateOther: 'Choose another file…',
    stateChosen: 'Chosen',
    stateNone: 'no file yet',
    heightLabel: 'Last height that may have been signed',
    heightHelp:
      'Too high costs a few missed blocks: it waits until the chain is past it. Too low costs the stake.',
    heightWhere: [
      'Ask a node that is in step for its latest height now, with the original stopped: nothing above the next block can have been signed.',
      'Add 10 to it. An explorer shows the same height; ask two that do not depend on each other.',
      'A key that has never signed anywhere: 0.',
    ],
    heightWrong: 'A height is a whole number: digits alone, or in groups of three.',
    heightRead: (height: string) => `Understood: nothing up to ${height} will be signed again.`,
    heightBelow: (height: string, known: string) =>
      `${height} is too low: the backup alone is at ${known}. Look it up again.`,
    heightKnown: (path: string, height: string) =>
      `The backup of ${path} is at ${height}: it must be at least that.`,
    backupRisk: (day: string | null) =>
      day === null
        ? 'The backup knows nothing of what was signed after it was made.'
        : `The backup was made on ${day}. It knows nothing of what was signed after that.`,
    backupRiskText:
      'If the key has signed a single block since, starting it with this state can sign twice, and the stake is gone. Take it only for a key that was stopped before the backup.',
    backupNext: 'You type each height on the next screen.',
    go: 'Work the plan out',
  },
  planning: 'Working out what would be written',
  plan: {
    title: 'Shall this be written?',
    nothingYet: 'Nothing was written yet.',
    into: 'Into',
    change: 'Change something',
    pkcs8: 'PKCS #8 in DER, not encrypted, for an HSM',
    warning: (told: string): { readonly text: string; readonly original: string | null } => ({
      text: `${told}.`,
      original: null,
    }),
    warningText: 'Better: /dev/shm, which is memory.',
    warningDo: 'Choose another place',
    files: 'Files, in the order in which they are written',
    file: 'File',
    mode: 'Mode',
    size: 'Size',
    made: 'made by the guard',
    signsLast: 'signs blocks: written last',
    isState: 'signing state',
    decisions: 'With which signing state it comes back',
    decision: ({ reason }: { readonly reason: string; readonly basis: string; readonly height: string }) =>
      `${capitalised(heightsInGroups(reason))}.`,
    statePath: (path: string) => `State file: ${path}`,
    keepsThere: 'Stays as it is at the destination',
    moves: (files: number) => `${count(files, 'file is', 'files are')} in the way and renamed first`,
    moveTo: 'becomes',
    moveSigning: 'key or state that signs',
    moveType: 'Stop any node that runs there first. To agree, type:',
    moveLabel: 'These words',
    stale: 'States taken from the backup',
    staleText: 'Type each height from the line above it. If the key has signed since, the stake can be lost.',
    staleIs: (path: string, height: string) => `${path}: height ${height}`,
    staleLabel: (path: string) => `Height of ${path}`,
    staleSame: 'The same height.',
    staleNot: (height: string) => `The state says ${height}.`,
    leftOut: 'Does not come back',
    different: 'Holds another key than the sealed manifest says',
    do: (files: number) => `Write ${count(files, 'file', 'files')} now`,
    working: 'Writing, flushing to the medium and reading back',
  },
  result: {
    title: 'The files are back',
    titleDifferent: 'The files are back, but not all are what was sealed',
    readBack: (files: number) =>
      `${count(files, 'file was', 'files were')} written, read back and compared; every public key was derived again from what was read.`,
    different: 'Another key than the sealed manifest says',
    inTime: 'In time',
    late: 'Past the objective',
    time: ({
      milliseconds,
      limit,
      from,
    }: {
      readonly milliseconds: number;
      readonly limit: number;
      readonly from: 'detection' | 'start' | 'program';
    }) =>
      `${span(milliseconds)} since ${{ detection: 'the loss was noticed', start: 'the work began', program: 'this program was started' }[from]}; the objective is ${span(limit)}.`,
    lateText:
      'Say so in the report to whoever answers for it, and find out what took long: the next drill will tell.',
    order: 'In this order',
    steps: {
      held: 'Hold the fingerprint and address below against what the network knows of this validator. One wrong character: stop.',
      original: 'Look once more that the original is off.',
      place: 'Put the signing state in its place first, the key last. Start one node, and only one.',
      placeState: 'Put the signing state in its place. Start one node, and only one.',
      watch: 'Watch it: it must not sign below the height that is said here.',
      production:
        'Hold the fingerprints below against what production is known by. One wrong character: stop.',
      hsm: 'Import the files into the HSM as docs/hsm.md tells, then read the public key back from it.',
    },
    todoAfter: [
      'When the keys are where they belong, remove these files; in memory, switch the machine off.',
      'Cards go back into new bags, each to its own place; bag numbers are written down.',
    ],
    files: 'What was written',
    into: 'In',
    mode: 'Mode',
    fingerprint: 'Fingerprint',
    address: 'Address',
    nothing: 'nothing public to compare',
    moved: 'Renamed',
    leaveTitle: 'Leave without the report?',
    leaveText: 'It was neither printed nor saved, and can be only before you leave.',
    leaveStay: 'Stay',
  },
  failed: {
    title: 'The recovery ended without result',
    text: 'What was open in memory is gone. Nothing was written outside the stick.',
    wasGivenUp: 'It was given up.',
    again: 'Sticks and cards are as they were: begin again when you are ready.',
  },
  lost: 'Look into the destination: files may lie there, whole or under names that begin with a point. Remove them, or compare them, before you begin again.',
  remedies: {
    'guard-original-running': 'stop it, check the three points, then type the words',
    'guard-state-unsettled':
      'take the state file of the stopped original; where it is lost, a height; the backup’s own state only if nothing was signed since',
    'guard-height-too-low': 'look the height up again; in doubt, take a higher one',
    'guard-nothing-to-accept': 'take the state file of the stopped original, or a height',
    'guard-several-keys': 'choose one of these keys alone; bring the others back in recoveries of their own',
    'guard-same-key':
      'choose only the other of the two files, or say with a height how far the key has signed',
    'guard-state-elsewhere': 'take a new, empty folder, and bring back only what is needed',
    'guard-destination-older':
      'make sure that no node runs there; then have what is there renamed, or take a new folder',
    'guard-destination-unreadable': 'look at that file: it may be the newest. Or take a new folder',
    'signing-state': 'take priv_validator_state.json of the stopped original, as it is',
    'restore-conflict': 'take a new folder, or have what is there renamed',
    'restore-layout': 'bring them back with their folders, or choose fewer files',
    'restore-nothing': 'choose at least one file; for an HSM, one that is a private key',
    'expectation-unmet':
      'look whether the right files are chosen, and whether what was typed is production’s',
    'restore-onto-stick': 'choose a folder in memory or on an encrypted disk, never on the stick',
  },
};
