const characters = (count: number) => `${count} ${count === 1 ? 'character' : 'characters'}`;

/** Reading a card back: camera, picture, typing. */
export const reading = {
  how: 'How the card is read',
  camera: 'Camera',
  image: 'Picture file',
  typed: 'Typing',
  cameraWhich: 'Which camera',
  cameraNumber: (number: number) => `Camera ${number}`,
  cameraStarting: 'Starting the camera',
  cameraLooking: 'Hold the code into the frame, a hand’s width away.',
  cameraFound: 'Code found: hold still.',
  cameraReading: 'Code read: one moment.',
  cameraSame: 'This code was read already. Show another one.',
  cameraAgain: 'Read it once more',
  cameraMask: 'Preview, too coarse for the room to read the code from',
  cameraFaults: {
    none: {
      text: 'there is no camera',
      remedy: 'plug one in, then open it; or take another way',
    },
    denied: {
      text: 'the camera is not allowed',
      remedy: 'allow this program to use it in the system’s settings, or take another way',
    },
    busy: {
      text: 'the camera does not start: another program may be using it',
      remedy: 'end that program, or unplug the camera and plug it in again; or take another way',
    },
    ended: {
      text: 'the camera is gone: it was unplugged or switched off',
      remedy: 'plug it in again, then open it; or take another way',
    },
    other: {
      text: 'the camera could not be opened',
      remedy: 'unplug it and plug it in again, then open it; or take another way',
    },
  },
  cameraOpen: 'Open the camera',
  otherCard: (name: string) => `give it back to its custodian, face down; ${name} reads the card that is due`,
  notACard:
    'This code is no share card: the text of a card begins with QS1. Nothing was kept. Show the card.',
  imageText: 'A scan or photograph of the card, taken with a device that stays in this room.',
  imageDo: 'Choose the picture…',
  typedText:
    'Type the groups as printed, row by row. ? stands for a character that cannot be read. Only the group you are in is visible.',
  group: (row: string, group: number) => `Row ${row}, group ${group}`,
  row: (row: string) => `Row ${row}`,
  typedDo: 'Read what was typed',
  typedClear: 'Clear all',
  typedCount: (typed: number, all: number) => `${typed} of ${all} characters`,
  typedTooMany: (typed: number, all: number) =>
    `${characters(typed)}: a card of a ceremony has ${all}, so ${typed - all} ${typed - all === 1 ? 'is' : 'are'} too many`,
  shortGroup: (place: string, typed: number, all: number) => `${place} has ${typed} of ${all}`,
  nothingShown: 'Nothing is shown now.',
  oneShown: (place: string) => `Shown: ${place}`,
  doubt: (place: string, typed: string, perhaps: string) =>
    `${place}: no card holds “${typed}”. Is it “${perhaps}”?`,
  doubtYes: (perhaps: string) => `Yes, “${perhaps}”`,
  doubtEnter: 'or press Enter',
  foreign: (place: string, typed: string) =>
    `${place}: “${typed}” stands on no card. Look at the card again.`,
  foreignYes: 'It cannot be read: put “?”',
  checkRight: 'The checksum is right.',
  checkCorrectable: (changes: number) =>
    `${characters(changes)} can be put right: read the card, and look at ${changes === 1 ? 'it' : 'each'}.`,
  checkWrong: (message: string) => `Too much differs: ${message}.`,
  checking: 'Reading the card',
  correctedTitle: 'Is this what the card says?',
  correctedText:
    'Look at each place on the card. Say yes only when the card itself shows the corrected character.',
  typed1: 'Typed',
  corrected1: 'Corrected',
  place: 'Place',
  change: (place: number, typed: string, corrected: string) =>
    `Character ${place}: “${typed}” becomes “${corrected}”`,
  yes: 'Yes, the card shows this',
  no: 'No, back to typing',
};
