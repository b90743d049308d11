import type { Gap } from '../../logic/plan-form.ts';
import { amounts } from './amounts.ts';

const { whole } = amounts;

/** Preflight, people, keys and seal. */
export const stepsBefore = {
  preflight: {
    title: 'Is this machine fit for a ceremony?',
    run: 'Check the machine',
    again: 'Check again',
    intro: 'The machine looks at its network, disks, printers, clock and power. Nothing is changed.',
    running: 'Checking the machine',
    verdict: { pass: 'Passed', warn: 'Look', block: 'Blocks', overridden: 'Overridden' },
    wouldBlock: 'Look: would block a real ceremony',
    overriddenBy: (witness: string) => `Overridden by ${witness}:`,
    passed: (checks: number) => (checks === 1 ? '1 check passed' : `${checks} checks passed`),
    evidence: 'Evidence',
    remedy: 'Remedy',
    compare: 'Compare',
    override: 'Override this check…',
    overrideText: 'Only when the remedy is impossible here. The witness must also stand in the plan.',
    overrideDo: 'Override with reason and witness',
    reasonLabel: 'Why it may pass all the same, in a sentence',
    witnessLabel: 'Witness who decides this, full name',
    dateTitle: 'Which date does your watch show?',
    dateLabel: 'Date from a watch, as 2031-04-27',
    dateHelp: 'Read it from a wrist watch, not from this screen.',
    dateDo: 'Compare the date',
    dateDone: 'The date agrees with the watch.',
    go: 'Go on to the people',
    blockedGo: (checks: number) => `${checks === 1 ? '1 check blocks' : `${checks} checks block`}`,
    wouldBlockGo: (checks: number) =>
      `${checks === 1 ? '1 check' : `${checks} checks`} would block a real ceremony.`,
    rehearsalGo: 'A rehearsal may go on all the same.',
  },
  people: {
    title: 'Who holds what, and how many are needed?',
    from: 'Where the plan comes from',
    file: 'A plan file',
    fileText: 'Prepared and reviewed before the ceremony',
    form: 'Fill it in here',
    formText: 'Together, in this room',
    choose: 'Choose the plan file',
    chooseOther: 'Choose another plan file',
    sample: 'Fill in sample names',
    operator: 'Operator, full name',
    label: 'Label',
    labelHelp: 'What these keys are, as custodians will know it in five years',
    witnesses: 'Witnesses',
    witness: (number: number) => `Witness ${number}`,
    addWitness: 'Add a witness',
    custodians: 'Custodians and where their cards will lie',
    custodianName: (number: number) => `Card ${number}: custodian`,
    custodianPlace: (number: number) => `Card ${number}: place`,
    addCustodian: 'Add a custodian',
    threshold: 'How many cards restore the keys?',
    thresholdOf: (threshold: number, cards: number) => `any ${threshold} of ${cards}`,
    fewer: 'One card fewer',
    more: 'One card more',
    sticks: 'Sticks and where they will lie',
    stick: (number: number) => `Stick ${number}`,
    stickPlace: (number: number) => `Stick ${number}: place`,
    addStick: 'Add a stick',
    singleReason: 'Why a single stick is enough',
    sources: 'Sources of key files',
    sourceOne: 'Source of key files',
    source: (number: number) => `Source ${number}`,
    sourceHelp: 'A short name for each machine, such as validator1',
    addSource: 'Add a source',
    more2: 'Sticks’ phrase and contacts',
    phrase: 'Where the phrase that unlocks the sticks is kept',
    phraseHelp: 'Leave it empty to have it on every card.',
    previousHead: 'Closing head of the ceremony before this one',
    previousHeadHelp:
      '64 digits from its receipt; empty: there was none. So a lost or replaced ceremony shows.',
    contacts: 'Whom to call, one on each line',
    resilience: 'What this choice survives',
    matrixCaption:
      'Cards left when the place of the row and that of the column are lost together: ✓ enough, ✕ too few, or no stick left',
    survived: 'left: enough',
    lost: 'left: too few',
    noStick: 'no stick',
    pictureAlt: (cards: number, places: number) =>
      `${cards} cards in ${places} ${places === 1 ? 'place' : 'places'}.`,
    picturePlace: (place: string, cards: readonly number[]) =>
      `${place}: ${cards.length === 1 ? 'card' : 'cards'} ${cards.join(', ')}.`,
    pictureNowhere: 'Place not said yet',
    pictureLeft: (left: number) => `without it: ${left} left`,
    pictureTooFew: (left: number) => `only ${left} left`,
    pictureNoStick: 'no stick left',
    pictureNoStickAlt: (place: string) => `If ${place} is lost, no stick is left.`,
    pictureLostAlt: (place: string, left: number, isEnough: boolean) =>
      `If ${place} is lost, ${left} are left: ${isEnough ? 'enough' : 'too few'}.`,
    pictureNeeded: (needed: number) => (needed === 1 ? '1 card restores' : `Any ${needed} cards restore`),
    pictureSpare: (spare: number) => (spare === 0 ? 'no card may be lost' : `${spare} may be lost`),
    gap: (gap: Gap) => {
      const remedy = gap.isSpare ? 'fill it in, or remove it' : 'fill it in';
      const line = { witness: 'Witness', card: 'Card', stick: 'Stick', source: 'Source' };
      const lacks = { name: 'no name', place: 'no place', both: 'no name and no place' }[gap.lacks];
      switch (gap.field) {
        case 'label':
          return 'Label is still empty';
        case 'operator':
          return 'The operator has no name yet';
        case 'singleStickReason':
          return 'Why a single stick is enough is still empty';
        default:
          return `${line[gap.field]} ${gap.number} has ${lacks}: ${remedy}`;
      }
    },
    incomplete: 'Once every line is filled in, this says what the choice survives.',
    noFile: 'Choose the plan file. Then this says what its choice survives.',
    reading: 'Reading the plan',
    notYet: 'Not a plan yet',
    hash: 'Hash of the plan',
    hashHelp: {
      file: 'Read it aloud. Each witness compares it with the paper.',
      form: 'Read it aloud; the witness writes down the first and the last word.',
    },
    confirm: 'Confirm the plan',
    facts: (threshold: number, cards: number, sticks: number) =>
      `Any ${threshold} of ${cards} cards and one of ${sticks} ${sticks === 1 ? 'stick' : 'sticks'} restore the keys.`,
  },
  keys: {
    title: 'Which keys are sealed?',
    print: { script: 'Print the script', 'blank-cards': 'Print a blank card' },
    samples: 'Rehearsal: make sample keys',
    practice: 'These are practice keys: a rehearsal guards nothing, and no production key belongs in it',
    sourceText: 'Choose the folder of this source, or its one key file.',
    chooseFolder: 'Folder…',
    chooseFile: 'One file…',
    folderOf: (source: string) => `Folder… of ${source}`,
    fileOf: (source: string) => `One file… of ${source}`,
    notChosen: 'nothing chosen yet',
    several: {
      text: 'several files were chosen for one source',
      remedy: 'choose the folder that holds them',
    },
    read: 'Read the key files',
    reading: 'Reading the key files',
    release: 'Choose other files',
    found: (files: number) => `${whole(files)} ${files === 1 ? 'file was' : 'files were'} read.`,
    nothingToCompare: 'None shows anything public to compare.',
    compareThem: (files: number, keys: number) =>
      `Compare ${files === 1 ? 'it' : keys === files ? 'each' : `${keys} of them`} with production.`,
    readThem: (files: number, keys: number) =>
      `Read the fingerprint of ${files === 1 ? 'it' : keys === files ? 'each' : `${keys} of them`} aloud; in a real ceremony it is compared with production.`,
    type: 'Kind',
    fingerprint: 'Fingerprint',
    publicKey: 'Public key',
    address: 'Address',
    noPublic: 'This file shows nothing public to compare.',
    compareLabel: 'Expected value, from production',
    compareHelp: 'Paste or type the public key, the address or the fingerprint.',
    scan: 'Scan it',
    scanOf: (path: string) => `Scan it: the expected value of ${path}`,
    scanClose: 'Close the camera',
    scanCloseOf: (path: string) => `Close the camera for ${path}`,
    isCard: 'This is a share card, not a fingerprint.',
    isCardText:
      'Nothing of it was kept. Put the card away: it is shown to nothing but the screen that reads cards back.',
    match: 'SAME',
    matchText: 'The value from production is the one on the screen.',
    mismatch: 'DIFFERENT',
    mismatchText: (at: number) =>
      `From character ${at} on, it is another value. Check the typing first. If it is typed right: it is the wrong file, or the wrong machine.`,
    pairLegend: (given: string, own: string) =>
      `Above, the value from production: ${given}. Below, this file: ${own}.`,
    pairNothing: 'nothing more',
    partial: 'Agrees so far',
    partialText: (agreed: number, all: number) =>
      `${agreed} of ${all} characters are there. It counts as compared when all of them are.`,
    opaque: 'Unknown kind of file',
    opaqueYes: 'Seal it all the same, as it is',
    damaged: 'Damaged file',
    damagedYes: 'Seal the damaged file all the same',
    notCompared: (keys: number) =>
      keys === 1
        ? 'The witness has compared 1 key by eye, with what production shows'
        : `The witness has compared ${keys} keys by eye, with what production shows`,
    notComparedRehearsal: (keys: number) =>
      `The witness has read the fingerprint of ${keys === 1 ? '1 key' : `${keys} keys`} (in a real ceremony: compared with production)`,
    confirm: 'These are the keys',
    blockedBy: 'Not yet:',
    blockMismatch: 'a value from production differs',
    blockPartial: 'a value from production is not complete',
    blockDamaged: 'a damaged file waits for a yes',
    blockOpaque: 'an unknown file waits for a yes',
    blockEye: 'the witness has not said that the rest was compared',
    blockEyeRehearsal: 'the witness has not said that the fingerprints were read',
  },
  seal: {
    title: 'Seal the keys',
    text: 'The passphrase is made now, split into cards, and tested with every card. Nobody sees it, not even here.',
    out: 'Take the import stick out first.',
    files: (keys: number) => `${keys} key ${keys === 1 ? 'file' : 'files'}`,
    cards: (threshold: number, cards: number) => `${cards} cards, any ${threshold} restore`,
    noBack: 'After this there is no way back, only on, or to abort.',
    do: 'Seal now',
    working: 'Sealing, up to a minute',
  },
};
