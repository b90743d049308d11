import { cards } from './cards.ts';
import { ceremony } from './ceremony.ts';
import { documents } from './documents.ts';
import type { FaultWords } from './fault-words.ts';
import { media } from './media.ts';
import { recovery } from './recovery.ts';

/** Every code of a refusal that can reach a screen; a test compares with the codes there are. */
export const faults: Readonly<Record<string, FaultWords>> = {
  ...documents,
  ...cards,
  ...media,
  ...ceremony,
  ...recovery,
};
