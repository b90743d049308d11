import type { AttemptReading } from '../../electron/contract/attempt-views.ts';
import type { CardCheck, CardReading } from '../../electron/contract/views.ts';
import type { Asking } from './use-ask.ts';

/** A card's text, and how it came in. */
export interface ReadCard {
  readonly text: string;
  readonly how: 'camera' | 'typed';
  /** A person looked at every corrected character. */
  readonly isAccepted: boolean;
}

/** Where cards go that are read on the screen. @see Asking.ask for what comes of a refusal */
export interface CardDesk {
  read(ask: Asking['ask'], card: ReadCard): Promise<CardReading | AttemptReading | null>;
  /** @param file handle of a picture */
  readImage(ask: Asking['ask'], file: string): Promise<unknown>;
  /** What typed text is worth; null where nobody can say. The same function for as long as cards are read. */
  readonly check: CheckCard;
}

/** Asks what typed text is worth. */
export type CheckCard = (text: string) => Promise<CardCheck | null>;

async function checkInCeremony(text: string): Promise<CardCheck | null> {
  const answer = await window.quorate.ask('ceremony.checkCard', { text });
  return answer.ok ? answer.value : null;
}

async function checkInAttempt(text: string): Promise<CardCheck | null> {
  const answer = await window.quorate.ask('attempt.checkCard', { text });
  return answer.ok ? answer.value : null;
}

/** The desk of a ceremony, at which one card is due. */
export function ceremonyCards(card: number): CardDesk {
  return {
    read: (ask, read) => ask('ceremony.readCard', { card, ...read }),
    readImage: (ask, file) => ask('ceremony.readCardImage', { card, file }),
    check: checkInCeremony,
  };
}

/** The desk of a drill or a recovery, which takes any card of the set. */
export const attemptCards: CardDesk = {
  read: (ask, read) => ask('attempt.readCard', { ...read }),
  readImage: (ask, file) => ask('attempt.readCardImage', { file }),
  check: checkInAttempt,
};
