import type { OpenedKeyView } from '../../../electron/contract/attempt-views.ts';
import type { RequestOf } from '../../../electron/contract/channels.ts';
import type { ChosenFile } from '../../../electron/contract/views.ts';
import { type ExpectedValues, expectedState } from '../../logic/expected.ts';
import { inEveryLanguage } from '../../strings/catalogue.ts';
import type { Strings } from '../../strings/en/index.ts';

/** What says how far a key has signed. */
export type Evidence = 'state' | 'height' | 'backup';

/** What people choose and type before anything is written. It outlives the screens: a refusal loses none of it. */
export interface RestoreForm {
  /** Paths of the files that come back; null: all. */
  readonly only: readonly string[] | null;
  /** What production is known by, by path. */
  readonly expected: ExpectedValues;
  readonly destination: ChosenFile | null;
  /** Made in the destination; empty: right into it. */
  readonly newFolder: string;
  readonly layout: 'as-imported' | 'flat';
  readonly form: 'as-backed-up' | 'pkcs8-der';
  readonly existing: 'refuse' | 'move';
  /** What was typed to say that the original is stopped for good. */
  readonly stopped: string;
  readonly evidence: Evidence | null;
  readonly height: string;
  readonly state: ChosenFile | null;
  /** What was typed to agree to the moves. */
  readonly moves: string;
  /** Height typed for a state of the backup, by path of its key. */
  readonly stale: Readonly<Record<string, string>>;
}

/** Before anything is chosen. */
export const emptyRestoreForm: RestoreForm = {
  only: null,
  expected: {},
  destination: null,
  newFolder: 'keys',
  layout: 'as-imported',
  form: 'as-backed-up',
  existing: 'refuse',
  stopped: '',
  evidence: null,
  height: '',
  state: null,
  moves: '',
  stale: {},
};

/** Changes some of it. */
export type ChangeForm = (change: Partial<RestoreForm>) => void;

/** A part of a recovery in which people decide what is restored. */
export type Place = 'bundle' | 'where' | 'guard' | 'plan';

/** Whether a typed name can be one of a new folder; empty is none, and can be. */
export function isFolderName(text: string): boolean {
  return text.trim() === '' || /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text.trim());
}

/**
 * A block height as people copy it, with its digits alone or in groups of three.
 * @returns decimal digits, or null for anything else
 */
export function readHeight(text: string): string | null {
  const tight = text.trim();
  if (!/^(\d+|\d{1,3}([\s.,'’_]\d{3})+)$/u.test(tight)) return null;
  const digits = tight.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return digits.length > 19 ? null : digits;
}

/** The files that were chosen. */
export function chosenOf(
  keys: readonly OpenedKeyView[],
  { only }: Pick<RestoreForm, 'only'>,
): readonly OpenedKeyView[] {
  return only === null ? keys : keys.filter(({ path }) => only.includes(path));
}

/** True where something comes back that only the guard against double-signing lets out. */
export function isGuarded(keys: readonly OpenedKeyView[]): boolean {
  return keys.some(({ isSigning, height }) => isSigning || height !== null);
}

/**
 * Whether a yes was typed as it stands on the screen, whatever its case and spaces. In any language: another may be
 * switched to after it was typed.
 */
export function isSaid(typed: string, words: (strings: Strings) => string): boolean {
  const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');
  return inEveryLanguage(words).some((own) => plain(typed) === plain(own));
}

/** What is asked for, once a destination was chosen. Only the evidence that was chosen counts. */
export function wishOf(
  form: RestoreForm,
  destination: ChosenFile,
  keys: readonly OpenedKeyView[],
  isStopped: boolean,
): RequestOf<'recovery.plan'> {
  const { only, evidence, newFolder } = form;
  return {
    destination: destination.handle,
    newFolder: newFolder.trim() === '' ? null : newFolder.trim(),
    only: only === null ? [] : [...only],
    layout: form.layout,
    form: form.form === 'pkcs8-der' ? form.form : null,
    mayMove: form.existing === 'move',
    originalStopped: isStopped,
    minHeight: evidence === 'height' ? readHeight(form.height) : null,
    state: evidence === 'state' ? (form.state?.handle ?? null) : null,
    acceptStale: evidence === 'backup',
    expected: expectedState(chosenOf(keys, form), form.expected).values,
  };
}

const answeredAt: readonly (readonly [RegExp, Place])[] = [
  [/^(restore-nothing|expectation-|guard-several-keys|guard-same-key)/, 'bundle'],
  [/^(guard-destination-|guard-state-elsewhere)/, 'where'],
  [/^(guard-|signing-state|min-height)/, 'guard'],
  [/^(restore-|file-|medium-)/, 'where'],
];

/** Where a refused plan is put right. @param asked where it was asked for: there what belongs nowhere else is shown */
export function placeOfRefusal(code: string, asked: Place): Place {
  return answeredAt.find(([pattern]) => pattern.test(code))?.[1] ?? asked;
}

/** What a refusal of the guard is about, among the questions on its screen. */
export function questionOfRefusal(
  code: string,
  evidence: Evidence | null,
): 'stopped' | Evidence | 'evidence' {
  if (code === 'guard-original-running') return 'stopped';
  if (code === 'guard-height-too-low' || code === 'min-height') return 'height';
  if (code === 'guard-nothing-to-accept') return 'backup';
  if (code === 'signing-state') return 'state';
  return evidence ?? 'evidence';
}
