import type { CommandEntry } from '../command.ts';

// Each command is loaded when it is called: its summary stands here too, so that --help loads none.

/** The commands of the recovery kit. */
export const kitCommands: readonly CommandEntry[] = [
  {
    name: 'recover',
    summary: 'restore key files from a stick and K cards, guarded against double-signing',
    load: async () => (await import('../commands/recover.ts')).recover,
  },
  {
    name: 'verify',
    summary: 'check a ceremony folder: SHA256SUMS, manifest, journal, records; needs no card',
    load: async () => (await import('../commands/verify.ts')).verify,
  },
  {
    name: 'roll-call',
    summary: 'prove each card on its own against the manifest; nothing is opened',
    load: async () => (await import('../commands/roll-call.ts')).rollCall,
  },
  {
    name: 'drill',
    summary: 'prove that stick and cards still restore the right keys; nothing is imported',
    load: async () => (await import('../commands/drill.ts')).drill,
  },
  {
    name: 'combine',
    summary: 'print the passphrase that the cards give, for use with other tools',
    load: async () => (await import('../commands/combine.ts')).combine,
  },
  {
    name: 'inspect',
    summary: 'say what key files are: type, public key, fingerprint, address; never a secret byte',
    load: async () => (await import('../commands/inspect.ts')).inspect,
  },
];

/** The commands of `quorate` besides the kit's. */
export const ceremonyCommands: readonly CommandEntry[] = [
  {
    name: 'rehearse',
    summary: 'hold a whole ceremony on sample keys and recover them again',
    load: async () => (await import('../commands/rehearse.ts')).rehearse,
  },
  {
    name: 'preflight',
    summary: 'check that this machine is off the network and fit for a ceremony; show the evidence',
    load: async () => (await import('../commands/preflight.ts')).preflight,
  },
  {
    name: 'plan',
    summary: 'write or check a plan: the whole input of a ceremony, to be reviewed before it',
    load: async () => (await import('../commands/plan.ts')).plan,
  },
  {
    name: 'stick',
    summary: 'list, prepare and eject sticks, copy a ceremony onto another, compare sticks and repair them',
    load: async () => (await import('../commands/stick.ts')).stick,
  },
  {
    name: 'cards',
    summary: 'write empty cards to print before a ceremony, and fill in by hand where no printer works',
    load: async () => (await import('../commands/cards.ts')).cards,
  },
  {
    name: 'seal',
    summary: 'hold a ceremony: seal keys, write sticks and cards, prove every card',
    load: async () => (await import('../commands/seal.ts')).seal,
  },
  {
    name: 'check',
    summary: 'compare sticks of one ceremony with each other and with paper, and record it',
    load: async () => (await import('../commands/check.ts')).check,
  },
  {
    name: 'handover',
    summary: 'record that a card went from one custodian to another',
    load: async () => (await import('../commands/handover.ts')).handover,
  },
  {
    name: 'report-lost',
    summary: 'record that a card or a stick is lost, and say what is left',
    load: async () => (await import('../commands/report-lost.ts')).reportLost,
  },
];
