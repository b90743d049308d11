import { objectOf, readSecretJson } from '@quorate/crypto-core/keys/secret-json';
import type { SigningStateForm } from '@quorate/crypto-core/keys/signing-state-form';

/** Whether a file is one shard of a key that horcrux shares between cosigners (`signer/cosigner_key.go`), old or new. */
export function isHorcruxShard(bytes: Uint8Array): boolean {
  const members = bytes.length > 64 * 1024 ? null : objectOf(readSecretJson(bytes));
  if (members === null) return false;
  return members.has('privateShard') || members.has('secret_share');
}

/**
 * The form in which the program that loads a key file keeps its signing state. A consensus key that was recognised and
 * is no JSON is a seed as tmkms has it.
 */
export function stateFormOf(key: {
  readonly content: Uint8Array;
  readonly publicKey: string | null;
}): SigningStateForm {
  if (isHorcruxShard(key.content)) return 'horcrux';
  const isSeed = key.publicKey !== null && key.content.length <= 100;
  return isSeed ? 'tmkms' : 'cometbft';
}
