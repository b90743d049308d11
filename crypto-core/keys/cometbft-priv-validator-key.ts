import { toHex } from '../encoding.ts';
import { describeCometbftKey, isKeyWrapper } from './cometbft-json.ts';
import type { KeyDescription, KeyNote } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { objectOf } from './secret-json.ts';

/**
 * `priv_validator_key.json` of CometBFT and Tendermint 0.28 and later (`privval/file.go`): `address`, `pub_key` and
 * `priv_key`, of which only the last counts. With `priv_key` alone it looks like a node key; then its name decides,
 * for CometBFT loads it, and a consensus key must not get past the double-sign guard.
 */
export async function recogniseCometbftPrivValidatorKey(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  const privateKey = members?.get('priv_key');
  if (members === null || !isKeyWrapper(privateKey)) return null;
  const claimsToBeOne = members.has('address') || members.has('pub_key');
  if (!claimsToBeOne && !/priv_?val/i.test(file.baseName)) return null;
  return describeCometbftKey(privateKey, members, {
    type: 'cometbft-priv-validator-key',
    addressMember: 'address',
    writeAddress: upperHex,
    notes: claimsToBeOne ? [] : [toldByName],
  });
}

/** A validator's address as CometBFT writes it. */
export function upperHex(address: Uint8Array): string {
  return toHex(address).toUpperCase();
}

const toldByName: KeyNote = {
  code: 'told-by-name',
  text: 'It holds a private key alone, as node keys do; it is taken for a validator key because of its name.',
};
