import { QuorateError } from '../errors.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { objectOf } from './secret-json.ts';
import { readSigningState } from './signing-state.ts';

/**
 * `priv_validator_state.json`: no key, but what keeps one from signing twice. Private like the key beside it:
 * CometBFT gives both mode 0600, and formats.md lets certificates alone be readable by others.
 */
export async function recogniseCometbftSigningState(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  if (members === null || !['height', 'round', 'step'].every((name) => members.has(name))) return null;
  try {
    readSigningState(file.bytes);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const remedy = error.hint === undefined ? '' : ` Advice: ${error.hint}.`;
    const text = `It looks like the signing state of a validator, but ${error.message}.${remedy}`;
    return opaque({ code: 'signing-state-unreadable', text });
  }
  return { ...opaque(), type: 'cometbft-priv-validator-state' };
}
