import { type DrillKind, drillKinds } from '../recovery/machine/state.ts';

export { type DrillKind, drillKinds } from '../recovery/machine/state.ts';

/** What a folder's manifest promises to have done every so many days. */
export type Duty = 'integrity' | 'opening' | 'restore';

/** A kind of drill in words, and which duties it does when it passes. */
export interface KindFacts {
  /** One line: what is done. */
  readonly what: string;
  readonly fulfils: readonly Duty[];
}

/** Every kind. Who restores has opened, and who opens has checked every file. */
export const kinds: Readonly<Record<DrillKind, KindFacts>> = {
  integrity: {
    what: 'the folder against its own hashes; no card is needed',
    fulfils: ['integrity'],
  },
  opening: {
    what: 'enough cards open the bundle in memory',
    fulfils: ['integrity', 'opening'],
  },
  restore: {
    what: 'enough cards open the bundle in memory, and every public key is derived again and compared',
    fulfils: ['integrity', 'opening', 'restore'],
  },
  'roll-call': {
    what: 'all cards, each proved on its own; nothing is opened',
    fulfils: ['integrity'],
  },
  full: {
    what: 'as restore, then into a sandbox in memory, with signing states that refuse every height',
    fulfils: ['integrity', 'opening', 'restore'],
  },
};

/** The kind of that name, or null. */
export function kindOf(name: string): DrillKind | null {
  return drillKinds.find((kind) => kind === name) ?? null;
}
