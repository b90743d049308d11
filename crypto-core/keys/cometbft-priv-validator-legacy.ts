import { QuorateError } from '../errors.ts';
import { describeCometbftKey, isKeyWrapper } from './cometbft-json.ts';
import { upperHex } from './cometbft-priv-validator-key.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import { type KeyFile, largestKeyFile } from './key-file.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import type { SecretMembers } from './secret-json-tree.ts';
import { wholeNumber } from './secret-json-values.ts';
import {
  largestHeight,
  largestRound,
  largestStep,
  type SigningState,
  signingStateText,
} from './signing-state.ts';

/**
 * `priv_validator.json` of Tendermint before 0.28: key and signing state in one file, with `last_height`,
 * `last_round` and `last_step` beside the members of the later key file.
 */
export async function recogniseCometbftPrivValidatorLegacy(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  const privateKey = members?.get('priv_key');
  if (members === null || !isKeyWrapper(privateKey)) return null;
  if (!stateMembers.some((name) => members.has(name))) return null;
  const state = stateInside(members);
  if (state === null)
    return opaque({
      code: 'signing-state-unreadable',
      text: `It looks like a validator key of Tendermint before 0.28, but ${unreadable}.`,
    });
  return describeCometbftKey(privateKey, members, {
    type: 'cometbft-priv-validator-legacy',
    addressMember: 'address',
    writeAddress: upperHex,
    notes: [
      {
        code: 'state-inside',
        text: `It holds its signing state too: ${signingStateText(state)}. Tendermint from 0.28 and CometBFT keep that in a file of its own, priv_validator_state.json, and do not look for it here.`,
      },
    ],
  });
}

/**
 * The signing state inside a legacy file, in whichever spelling its Tendermint used: `last_height` and `last_round`
 * as digits in a string (amino) or as numbers (before 0.17).
 * @param bytes the whole key file
 * @throws `signing-state` when there is none or it cannot be read
 */
export function readLegacySigningState(bytes: Uint8Array): SigningState {
  const members = bytes.length > largestKeyFile ? null : objectOf(readSecretJson(bytes));
  const state = members === null ? null : stateInside(members);
  if (state !== null) return state;
  throw new QuorateError(
    'signing-state',
    unreadable,
    'compare the file with the one on the original machine; last_height, last_round and last_step must be whole numbers',
  );
}

const unreadable = 'the signing state inside this priv_validator.json cannot be read';

const stateMembers = ['last_height', 'last_round', 'last_step'] as const;

function stateInside(members: SecretMembers): SigningState | null {
  const [lastHeight, lastRound, lastStep] = stateMembers.map((name) => members.get(name));
  const height =
    wholeNumber(lastHeight, 'string', largestHeight) ?? wholeNumber(lastHeight, 'number', largestHeight);
  const round =
    wholeNumber(lastRound, 'string', largestRound) ?? wholeNumber(lastRound, 'number', largestRound);
  const step = wholeNumber(lastStep, 'number', largestStep);
  if (height === null || round === null || step === null) return null;
  return { height, round: Number(round), step: Number(step) };
}
