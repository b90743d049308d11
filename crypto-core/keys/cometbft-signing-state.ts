import { QuorateError } from '../errors.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { objectOf } from './secret-json.ts';
import { readWrittenSigningState, signingStateText, type WrittenSigningState } from './signing-state.ts';

/**
 * `priv_validator_state.json`, and what horcrux and tmkms keep for it: no key, but what keeps one from signing twice.
 * Private like the key beside it:
 * CometBFT gives both mode 0600, and formats.md lets certificates alone be readable by others.
 */
export async function recogniseCometbftSigningState(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  if (members === null || !['height', 'round', 'step'].every((name) => members.has(name))) return null;
  let written: WrittenSigningState;
  try {
    written = readWrittenSigningState(file.bytes);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const remedy = error.hint === undefined ? '' : ` Advice: ${error.hint}.`;
    const text = `It looks like the signing state of a validator, but ${error.message}.${remedy}`;
    return opaque({ code: 'signing-state-unreadable', text });
  }
  const { state, form } = written;
  const notes = form === 'cometbft' ? [] : [{ code: 'other-signer', text: formTexts[form] } as const];
  const facts = [{ label: 'signed up to', value: signingStateText(state) }];
  return { ...opaque(...notes), type: 'cometbft-priv-validator-state', facts };
}

const formTexts = {
  horcrux:
    'It is a signing state as horcrux and Tendermint before 0.34 write it, with the round in quotes. CometBFT does not load it like this.',
  tmkms: 'It is a signing state of tmkms. Neither CometBFT nor horcrux loads it.',
};
