import type { OpenedKeyView } from '../../electron/contract/attempt-views.ts';
import { compareValue } from './fingerprints.ts';

/** What production is known by, as it was typed, by path of the key. */
export type ExpectedValues = Readonly<Record<string, string>>;

/** What a key is known by in public. */
export function formsOfKey({
  fingerprint,
  publicKey,
  address,
}: Pick<OpenedKeyView, 'fingerprint' | 'publicKey' | 'address'>): string[] {
  return [fingerprint, publicKey, address].filter((form) => form !== null);
}

/** How the keys stand against what was typed of them. */
export interface ExpectedState {
  /** What is sent: every value that was typed. */
  readonly values: string[];
  readonly isMismatch: boolean;
  readonly isPartial: boolean;
  /** How many keys are the same as in production. */
  readonly same: number;
  /** How many keys show something to compare. */
  readonly comparable: number;
}

/** Holds what was typed of production against the keys. */
export function expectedState(keys: readonly OpenedKeyView[], typed: ExpectedValues): ExpectedState {
  const held = keys.map((key) => ({
    value: (typed[key.path] ?? '').trim(),
    status: compareValue(typed[key.path] ?? '', formsOfKey(key)).status,
  }));
  return {
    values: held.flatMap(({ value }) => (value === '' ? [] : [value])),
    isMismatch: held.some(({ status }) => status === 'mismatch'),
    isPartial: held.some(({ status }) => status === 'partial'),
    same: held.filter(({ status }) => status === 'match').length,
    comparable: keys.filter((key) => formsOfKey(key).length > 0).length,
  };
}
