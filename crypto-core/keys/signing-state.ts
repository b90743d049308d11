import { QuorateError } from '../errors.ts';
import { largestKeyFile } from './key-file.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import type { SecretJson } from './secret-json-tree.ts';
import { publicText, unescapedBytes, wholeNumber } from './secret-json-values.ts';
import {
  formOfMembers,
  largestHeight,
  largestRound,
  largestStep,
  roundOf,
  type SigningStateForm,
  stateBytes,
  stepOf,
} from './signing-state-form.ts';

export { largestHeight, largestRound, largestStep };

/** How far a consensus key has signed, as CometBFT's `FilePVLastSignState` counts. */
export interface SigningState {
  /** 0 to 2^63−1; 0 where nothing was signed yet. */
  readonly height: bigint;
  /** 0 to 2^31−1. */
  readonly round: number;
  /** 0 nothing yet, 1 proposal, 2 prevote, 3 precommit. */
  readonly step: number;
}

/** A signing state with the form it is written in. */
export interface WrittenSigningState {
  readonly state: SigningState;
  readonly form: SigningStateForm;
}

/**
 * Reads the signing state of CometBFT (`privval/file.go`), horcrux (`signer/sign_state.go`) or tmkms, whichever it
 * is; see {@link readWrittenSigningState}.
 * @param bytes the whole file
 * @throws `signing-state`
 */
export function readSigningState(bytes: Uint8Array): SigningState {
  return readWrittenSigningState(bytes).state;
}

/**
 * Reads a signing state: `height` as digits in a string, `round` as a number or (horcrux, tmkms) as digits in a
 * string, `step` as a number, `signature` (base64) and `signbytes` (hex) or neither. All three positions must be
 * there, in the spelling their program loads: with one missing CometBFT would silently count from 0. Other members
 * are ignored, as CometBFT ignores them.
 * @param bytes the whole file
 * @throws `signing-state`
 */
export function readWrittenSigningState(bytes: Uint8Array): WrittenSigningState {
  if (bytes.length > largestKeyFile) throw unreadable(`it has ${bytes.length} bytes`);
  const reading = readSecretJson(bytes);
  if (reading.fault !== null) throw unreadable(`${faultTexts[reading.fault]} (at byte ${reading.at})`);
  const members = objectOf(reading);
  if (members === null) throw unreadable('it is not a JSON object');
  const form = formOfMembers(members);
  const height = wholeNumber(members.get('height'), 'string', largestHeight);
  if (height === null) throw unreadable('its height is not a decimal number in quotes, from 0 to 2^63-1');
  const round = roundOf(members, form);
  if (round === null) throw unreadable('its round is not a whole number from 0 to 2^31-1');
  const step = stepOf(members, form);
  if (step === null) {
    throw unreadable(
      form === 'tmkms' ? 'its step is not a whole number' : 'its step is not a number from 0 to 3',
    );
  }
  if (!isAbsentOr(members.get('signature'), isBase64)) throw unreadable('its signature is not base64');
  if (!isAbsentOr(members.get('signbytes'), isHex)) throw unreadable('its signbytes are not hex');
  return { state: { height, round, step }, form };
}

/** Order by height, then round, then step: negative when `a` was reached before `b`, 0 when they are the same. */
export function compareSigningStates(a: SigningState, b: SigningState): number {
  if (a.height !== b.height) return a.height < b.height ? -1 : 1;
  return a.round - b.round || a.step - b.step;
}

/**
 * The state file with which CometBFT refuses every height up to and including `height`: the next height, round 0,
 * step 0. (A state at `height` itself would still let it sign later rounds of that height.) horcrux and tmkms check
 * likewise.
 * @returns the bytes that the program of the form would write
 * @throws `min-height` when the height is negative or there is no next one in 64 bits
 */
export function stateRefusingUpTo(height: bigint, form: SigningStateForm = 'cometbft'): Uint8Array {
  return signingStateBytes(positionAfter(height), form);
}

/** A state file at a position, without signature: the bytes that the program of the form would write. */
export function signingStateBytes(state: SigningState, form: SigningStateForm = 'cometbft'): Uint8Array {
  return stateBytes(state, form);
}

/**
 * The position of {@link stateRefusingUpTo}.
 * @throws `min-height`
 */
export function positionAfter(height: bigint): SigningState {
  if (height < 0n || height >= largestHeight) {
    throw new QuorateError(
      'min-height',
      `${height} cannot be the highest height that was signed`,
      `give a height from 0 to ${largestHeight - 1n}`,
    );
  }
  return { height: height + 1n, round: 0, step: 0 };
}

/** A state for people: `height 7, round 0, step 3`. */
export function signingStateText(state: SigningState): string {
  return `height ${state.height}, round ${state.round}, step ${state.step}`;
}

const faultTexts = {
  syntax: 'it is not JSON',
  'byte-order-mark': 'it begins with a byte order mark',
  'duplicate-member': 'it names a member twice',
  'too-deep': 'it is nested too deep',
};

function unreadable(
  why: string,
  hint = 'compare it with the state file of the original machine',
): QuorateError {
  return new QuorateError('signing-state', `this signing state cannot be read: ${why}`, hint);
}

function isAbsentOr(member: SecretJson | undefined, isRight: (member: SecretJson) => boolean): boolean {
  return member === undefined || member.kind === 'null' || isRight(member);
}

function isBase64(member: SecretJson): boolean {
  return member.kind === 'string' && decodeSecretBase64(unescapedBytes(member.quoted)) !== null;
}

function isHex(member: SecretJson): boolean {
  return /^([0-9a-f]{2})*$/i.test(publicText(member, largestKeyFile) ?? '-');
}
