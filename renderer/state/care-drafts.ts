import { createContext, useContext } from 'react';

/** What is typed for the care of sticks and cards and not yet sent. A refusal, and going back and forth, lose nothing. */
export interface CareDrafts {
  readonly operator: string;
  /** One a line. */
  readonly witnesses: string;
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly bag: string;
  readonly newBag: string;
  readonly lost: 'card' | 'stick' | null;
  readonly lostCard: string;
  readonly lostStick: string;
  readonly reason: string;
  readonly sentence: string;
}

export const noCareDrafts: CareDrafts = {
  operator: '',
  witnesses: '',
  card: '',
  from: '',
  to: '',
  bag: '',
  newBag: '',
  lost: null,
  lostCard: '',
  lostStick: '',
  reason: '',
  sentence: '',
};

/** The drafts, and how some of them are set. */
export type CareDraft = readonly [CareDrafts, (change: Partial<CareDrafts>) => void];

export const CareDraftContext = createContext<CareDraft>([noCareDrafts, () => {}]);

/** What is typed. Only screens of the care ask. */
export function useCareDraft(): CareDraft {
  return useContext(CareDraftContext);
}

/** Operator and witnesses as they are sent. */
export function peopleIn({ operator, witnesses }: CareDrafts): { operator: string; witnesses: string[] } {
  const lines = witnesses.split('\n').map((line) => line.trim());
  return { operator: operator.trim(), witnesses: lines.filter((line) => line !== '') };
}

/** The drafts after a deed: who did it stays, what it was about is done. */
export function afterDeed({ operator, witnesses }: CareDrafts): CareDrafts {
  return { ...noCareDrafts, operator, witnesses };
}
