import { toHex } from '../encoding.ts';
import { describeCometbftKey, isKeyWrapper } from './cometbft-json.ts';
import type { KeyDescription } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { objectOf } from './secret-json.ts';

/**
 * `node_key.json` (`p2p/key.go`): `priv_key` alone, in Tendermint 0.35 with the node id as `id` beside it. Its
 * address is the node id: lower-case hex of the 20 bytes that would be a validator's address.
 */
export async function recogniseCometbftNodeKey(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  const privateKey = members?.get('priv_key');
  if (members === null || !isKeyWrapper(privateKey)) return null;
  return describeCometbftKey(privateKey, members, {
    type: 'cometbft-node-key',
    addressMember: 'id',
    writeAddress: toHex,
    notes: [],
  });
}
