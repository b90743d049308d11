import { toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { largestKeyFile } from './key-file.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import type { SecretJson } from './secret-json-tree.ts';
import { publicText, unescapedBytes, wholeNumber } from './secret-json-values.ts';

/** How far a consensus key has signed, as CometBFT's `FilePVLastSignState` counts. */
export interface SigningState {
  /** 0 to 2^63−1; 0 where nothing was signed yet. */
  readonly height: bigint;
  /** 0 to 2^31−1. */
  readonly round: number;
  /** 0 nothing yet, 1 proposal, 2 prevote, 3 precommit. */
  readonly step: number;
}

/** Bounds of Go's int64 and int32, and the last step of a round. */
export const [largestHeight, largestRound, largestStep] = [2n ** 63n - 1n, 2n ** 31n - 1n, 3n];

/**
 * Reads a `priv_validator_state.json` (CometBFT `privval/file.go`): `height` as digits in a string, `round` and
 * `step` as numbers, `signature` (base64) and `signbytes` (hex) or neither. All three positions must be there, in
 * the spelling CometBFT loads: with one missing CometBFT would silently count from 0. Other members are ignored, as
 * CometBFT ignores them.
 * @param bytes the whole file
 * @throws `signing-state`
 */
export function readSigningState(bytes: Uint8Array): SigningState {
  if (bytes.length > largestKeyFile) throw unreadable(`it has ${bytes.length} bytes`);
  const reading = readSecretJson(bytes);
  if (reading.fault !== null) throw unreadable(`${faultTexts[reading.fault]} (at byte ${reading.at})`);
  const members = objectOf(reading);
  if (members === null) throw unreadable('it is not a JSON object');
  const height = wholeNumber(members.get('height'), 'string', largestHeight);
  if (height === null) throw unreadable('its height is not a decimal number in quotes, from 0 to 2^63-1');
  const round = wholeNumber(members.get('round'), 'number', largestRound);
  if (round === null) {
    if (wholeNumber(members.get('round'), 'string', largestRound) === null)
      throw unreadable('its round is not a whole number from 0 to 2^31-1');
    throw unreadable(
      'its round stands in quotes, as Tendermint before 0.34, horcrux and tmkms write it',
      'CometBFT does not load it like this; if it is to go to CometBFT, take the quotes away',
    );
  }
  const step = wholeNumber(members.get('step'), 'number', largestStep);
  if (step === null) throw unreadable('its step is not a number from 0 to 3');
  if (!isAbsentOr(members.get('signature'), isBase64)) throw unreadable('its signature is not base64');
  if (!isAbsentOr(members.get('signbytes'), isHex)) throw unreadable('its signbytes are not hex');
  return { height, round: Number(round), step: Number(step) };
}

/** Order by height, then round, then step: negative when `a` was reached before `b`, 0 when they are the same. */
export function compareSigningStates(a: SigningState, b: SigningState): number {
  if (a.height !== b.height) return a.height < b.height ? -1 : 1;
  return a.round - b.round || a.step - b.step;
}

/**
 * The state file with which CometBFT refuses every height up to and including `height`: the next height, round 0,
 * step 0. (A state at `height` itself would still let it sign later rounds of that height.)
 * @returns the bytes CometBFT's own `Save` would write: two spaces' indent, no final line feed
 * @throws `min-height` when the height is negative or there is no next one in 64 bits
 */
export function stateRefusingUpTo(height: bigint): Uint8Array {
  return signingStateBytes(positionAfter(height));
}

/** A state file at a position, without signature: the bytes CometBFT's own `Save` would write. */
export function signingStateBytes({ height, round, step }: SigningState): Uint8Array {
  return toUtf8(JSON.stringify({ height: height.toString(), round, step }, null, 2));
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
