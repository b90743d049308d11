import { type Plan, phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { checkStickPhrase } from '@quorate/custody/cards/card-page-check';
import { parseSource } from '@quorate/custody/import/sources';
import { resilienceOf } from '@quorate/custody/people/resilience';
import { cardFonts } from '../assets.ts';
import { type Held, holdCeremony } from '../ceremony/hold.ts';
import { nobodyButThePlan, peopleAtTerminal } from '../ceremony/room.ts';
import { refuseSticks } from '../ceremony/stick-stage.ts';
import type { Command } from '../command.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { keyTable } from '../key-table.ts';
import { checkKeyringNames } from '../keyring-password.ts';
import { programHashOf, programHelp } from '../program-facts.ts';
import { cardsFolderOf, paperOf, readPlanFile, required, sticksOf } from '../seal-input.ts';
import { software } from '../version.ts';

/** `quorate seal`: the ceremony without a screen, driven by the plan. */
export const seal: Command = {
  name: 'seal',
  summary: 'hold a ceremony: seal keys, write sticks and cards, prove every card',
  usage: ['seal [NAME=]PATH… --plan FILE --to STICK --to STICK2 … --cards DIR'],
  example:
    'quorate seal validator=/media/import/home --plan q4.plan.json --to /media/a --to /media/b --cards /dev/shm/cards',
  help: [
    ['--plan FILE', 'the reviewed plan: the whole input of the ceremony'],
    ['--plan-hash HEX', "the plan's hash from paper; another plan is refused"],
    programHelp,
    ['--to STICK', 'the folder where a stick is mounted; once for each stick of the plan'],
    ['--cards DIR', 'a new or empty folder in memory (tmpfs) for the cards to print'],
    ['--keyring-password NAME', "the password of this source's Cosmos keyring goes along; asked for unseen"],
    ['--paper SIZE', 'a6, the default, or letter-quarter'],
  ],
  options: {
    plan: { type: 'string' },
    'plan-hash': { type: 'string' },
    'program-hash': { type: 'string' },
    to: { type: 'string', multiple: true },
    cards: { type: 'string' },
    'keyring-password': { type: 'string', multiple: true },
    paper: { type: 'string' },
  },
  positionals: [1, Number.POSITIVE_INFINITY],
  async run(args, io) {
    const given = readPlanFile(required(args, 'plan', 'the reviewed plan of the ceremony'));
    const { plan, planSha256 } = given;
    const isRehearsal = plan.purpose === 'rehearsal';
    if (isRehearsal) io.say(rehearsalLine);
    io.say(...hashLines('plan', planSha256), ...spread(plan));
    const room = isRehearsal ? nobodyButThePlan(io, plan) : peopleAtTerminal(io);
    const sources = args.positionals.map(parseSource);
    const keyringPasswords = args.texts('keyring-password');
    checkKeyringNames(keyringPasswords, sources);
    const sticks = sticksOf(args, plan);
    refuseSticks(sticks, plan, sources);
    const cardsFolder = cardsFolderOf(args, plan);
    const cardOptions = {
      plan,
      software,
      fonts: cardFonts(),
      paper: paperOf(args),
      stickPhrase: await askStickPhrase(plan, io),
    };
    const planHashOnPaper = args.text('plan-hash') ?? null;
    const programHash = programHashOf(args);
    const told = { given, planHashOnPaper, programHash, sources, keyringPasswords };
    const held = await holdCeremony({ ...told, sticks, cardsFolder, cardOptions }, room, io);
    const rows = held.keys.map(({ path, bytes, description }) => ({ path, bytes, ...description }));
    io.print(...summary(held), '', ...keyTable(rows));
    io.say(...(isRehearsal ? [rehearsalLine] : whatNow(cardsFolder, plan, held)));
    return { json: { ...toJson(held), rehearsal: isRehearsal } };
  },
};

const rehearsalLine =
  'REHEARSAL: for practice keys only. Nothing here is guarded, and its cards open its sticks all the same.';

/** What the choice of people and places survives, in words. */
function spread(plan: Plan): string[] {
  const { sentences, warnings } = resilienceOf(plan);
  return [
    ...sentences.map((sentence) => `  ${sentence}`),
    ...warnings.map((warning) => `  WARNING: ${warning}`),
  ];
}

/** The phrase that unlocks the sticks, where the plan wants it printed on every card. */
async function askStickPhrase(plan: Plan, io: Io): Promise<string | null> {
  if (plan.stickPhrase !== phraseOnCards || plan.purpose === 'rehearsal') return null;
  const phrase = await io
    .terminal()
    ?.ask('The phrase that unlocks the sticks, to be printed on every card (Return if they have none):');
  if (phrase === undefined || phrase === '') return null;
  checkStickPhrase(phrase);
  return phrase;
}

function summary({ sealed, folders, closingHead }: Held): string[] {
  return [
    `ceremony      ${sealed.id}, card set ${sealed.setId}`,
    ...folders.map((folder) => `stick         ${folder}`),
    ...hashLines('folder hash', sealed.folder.folderHash),
    ...hashLines('chain head', sealed.chainHead),
    ...hashLines('closing head', closingHead),
  ];
}

function whatNow(cardsFolder: string, plan: Plan, { undelivered }: Held): string[] {
  const { restoreDays } = plan.verification;
  const due = new Date(Date.now() + restoreDays * 86_400_000).toISOString().slice(0, 10);
  return [
    'What to do now:',
    ...undelivered.map((folder) => `  ${folder} lacks the closing record: do not rely on that stick`),
    '  print transcript and receipt, have them signed, and give each witness a receipt',
    `  hand out the cards, then remove ${cardsFolder} and empty the printer's queue`,
    '  take sticks and cards apart, and no two cards to one place',
    '  wipe the stick the keys came on: overwriting files does not erase flash, so wipe or destroy the whole stick',
    `  hold the first drill before ${due}`,
    '  then switch this machine off: memory forgets best without power',
  ];
}

function toJson({ sealed, left, folders, cards, closingHead, papers, undelivered }: Held) {
  return {
    ok: true,
    ceremonyId: sealed.id,
    setId: sealed.setId,
    folderHash: sealed.folder.folderHash,
    chainHead: sealed.chainHead,
    closingHead,
    folders,
    cards,
    papers,
    undelivered,
    left: left.map(({ path, reason, needsLook }) => ({ path, reason, needsLook })),
  };
}
