import type { Manifest } from '@quorate/crypto-core/documents/manifest';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { toUtf8 } from '@quorate/crypto-core/encoding';

const consensusTypes = new Set(['cometbft-priv-validator-key', 'cometbft-priv-validator-legacy']);

/**
 * RECOVERY.txt: two pages that somebody who has never seen this program can follow, in the order in which they will
 * need them. It stands outside the bundle, so it holds nothing that a finder of the stick should not read.
 */
export function recoveryText(manifest: Manifest, plan: Pick<Plan, 'contacts' | 'stickPhrase'>): Uint8Array {
  const { ceremony, shareSet, keys } = manifest;
  const { threshold: K, count: N } = shareSet;
  const signs = keys.some((key) => consensusTypes.has(key.type));
  const sections = [
    [
      'HOW TO GET THE KEYS BACK',
      '========================',
      '',
      `This stick holds the keys of:  ${ceremony.label}`,
      `sealed on ${ceremony.date.slice(0, 10)} in ceremony ${ceremony.id} (${ceremony.purpose})`,
      '',
      ...(ceremony.purpose === 'rehearsal'
        ? ['THIS WAS A REHEARSAL. There are no real keys on this stick.', '']
        : []),
      `They are encrypted. Any ${K} of the ${N} paper cards of this ceremony open them; fewer do`,
      'not, and nobody knows a password. Read this page to the end before you begin.',
    ],
    [
      '1. FIND THESE FIRST',
      '',
      `[ ] ${K} different cards that say  set ${shareSet.id}  (number 1 to ${N}; a QR code and text`,
      '    that begins with QS1). A photograph or a copy of a card is as good as the card.',
      '[ ] this stick, or any other stick of the same ceremony: all are alike',
      '[ ] a computer you trust, taken off the network, with one of the programs in part 3',
      `[ ] ${phraseLine(plan.stickPhrase)}`,
      '',
      ...contactLines(plan.contacts),
    ],
    ...(signs ? [doubleSignWarning] : []),
    [
      '2. CHECK THIS STICK AGAINST A CARD',
      '',
      'Every card carries a "folder hash": 64 digits that no one can forge. In this folder run',
      '',
      '    sha256sum SHA256SUMS          (macOS: shasum -a 256 SHA256SUMS)',
      '                                  (Windows: certutil -hashfile SHA256SUMS SHA256)',
      '',
      'It must print exactly the folder hash on the card. Then run',
      '',
      '    sha256sum -c SHA256SUMS       (macOS: shasum -a 256 -c SHA256SUMS)',
      '',
      'Every line must say OK. If not, take another stick. Run no program from a stick that',
      'fails here: bundle.quorate alone is enough, with a program from elsewhere.',
    ],
    [
      '3. RECOVER',
      '',
      'Open a terminal in THIS folder, where RECOVERY.txt lies. Use the first of these that you',
      'can. Each asks for the cards one by one.',
      '',
      'a) a computer with Node.js 18 or newer (Linux, macOS, Windows)',
      '     node recover/recover.mjs recover . --to DEST --folder-hash HASH',
      'b) a computer with Python 3.9 or newer (nearly every Linux and macOS)',
      '     python3 recover/recover.py . --to DEST --folder-hash HASH',
      'c) a computer with Quorate installed',
      '     quorate recover . --to DEST --folder-hash HASH',
      'd) none of these: recover/FORMATS.txt describes everything down to the last byte, so',
      '   that a programmer can write a new program from it; recover/words.txt goes with it.',
      '',
      ...(signs
        ? [
            'For the validator keys add what part "STOP" asks for:',
            '     --original-stopped --min-height HEIGHT',
            '',
          ]
        : []),
      'DEST is a new, empty folder on an encrypted disk or in memory (/dev/shm on Linux),',
      'never on this stick. HASH is the folder hash from a card.',
      '',
      'Typing a card: capital or small letters, with or without spaces; type ? for a character',
      'you cannot read. Up to 4 wrong or 8 unreadable characters are found and corrected; you',
      'are shown what was changed. The letter in front of each row is not typed.',
      'Never type a card or password as part of a command, or into anything but these programs.',
    ],
    [
      '4. IF SOMETHING DOES NOT WORK',
      '',
      'Try as often as you like: trying changes nothing, it only adds a note under records/.',
      `  "belongs to set …"          the card is of another ceremony; look for set ${shareSet.id}`,
      '  "does not give the secret"  one card is wrong; try another one in its place',
      '  "was changed", "damaged"    take another stick of this ceremony, then compare',
      '  "tampering"                 someone or something changed this folder. The bundle and',
      '                              the cards are still enough: see --despite-tampering',
      '  a stick cannot be read      try another port, another computer, another stick',
    ],
    [
      '5. AFTERWARDS',
      '',
      'Compare the public keys with those the network knows before you start anything. The',
      'cards were used on this computer: hold a new ceremony soon. Then destroy what is left of',
      'the recovered files here; overwriting does not erase flash memory, so wipe the machine.',
    ],
    ['KEYS ON THIS STICK', '', ...keyLines(manifest)],
  ];
  return toUtf8(`${sections.map((lines) => lines.join('\n')).join('\n\n\n')}\n`);
}

const doubleSignWarning = [
  'STOP: THESE KEYS CAN DESTROY THE STAKE',
  '',
  'A validator key that signs on two machines at once is punished by the network at once',
  'and for ever (slashed, tombstoned). Before you start anything with these keys:',
  '[ ] the old machine is off, and cannot come back by itself (power, hypervisor, cluster)',
  '[ ] you know the last height it signed: from its own priv_validator_state.json, or from',
  '    a block explorer; if in doubt take the current height of the chain',
  'Recovery asks for both:  --original-stopped  and  --min-height HEIGHT.',
];

function phraseLine(stickPhrase: string): string {
  return stickPhrase === 'on-cards'
    ? 'the phrase that unlocks the sticks, if they have one, stands on every card'
    : `the phrase that unlocks the sticks is kept here: ${stickPhrase}`;
}

function contactLines(contacts: readonly string[]): string[] {
  if (contacts.length === 0) return ['Whom to ask: the ceremony plan names nobody.'];
  return ['Whom to ask:', ...contacts.map((line) => `    ${line}`)];
}

/** At most a page of them: the manifest holds the rest. */
const listedKeys = 20;

function keyLines({ keys }: Manifest): string[] {
  const lines = keys.slice(0, listedKeys).flatMap((key) => {
    const known = key.address ?? key.fingerprint;
    return [`${key.path}  (${key.type})`, ...(known === null ? [] : [`    ${known}`])];
  });
  const more = keys.length - listedKeys;
  return more > 0 ? [...lines, `and ${more} more: see manifest.json`] : lines;
}
