import { readFileSync } from 'node:fs';
import type { CardKind, ListedCard } from '@quorate/crypto-core/cards/payload';

const folder = new URL('../../vectors/', import.meta.url);
const load = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export interface VectorCard extends ListedCard {
  payload: string;
  text: string;
}

export interface VectorSet {
  kind: 0 | 1;
  setId: string;
  threshold: number;
  count: number;
  secret: string;
  cards: [VectorCard, VectorCard, ...VectorCard[]];
}

export interface CorrectionCase {
  typed: string;
  correct: string;
  wrong: number;
  unreadable: number;
  needsDigest: boolean;
  digest: string;
}

export const shares = load('shares.json') as {
  sets: [VectorSet, VectorSet, ...VectorSet[]];
  invalid: { why: string; text: string }[];
  badCombinations: { why: string; cards: string[] }[];
};

export const corrections = load('correction.json') as {
  cases: CorrectionCase[];
  refused: { typed: string; wrong: number; unreadable: number }[];
};

export const kindOf = (set: VectorSet): CardKind => (set.kind === 0 ? 'generated' : 'existing');

/** A card text of each length among the vectors: 82, 110, 289. */
export const textsByLength = [
  ...new Map(shares.sets.flatMap(({ cards }) => cards).map(({ text }) => [text.length, text])).values(),
];
