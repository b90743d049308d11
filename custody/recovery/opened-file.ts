import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import { readSigningState, type SigningState } from '@quorate/crypto-core/keys/signing-state';
import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import type { DerivedEntry } from './derive.ts';

/** A file of an opened bundle as people may see it: nothing of its content. */
export interface OpenedFile {
  /** Name of its source. */
  readonly name: string;
  /** In the archive, with `/`. */
  readonly path: string;
  readonly type: string;
  /** It will be restored with it. */
  readonly mode: number;
  readonly bytes: number;
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly address: string | null;
  /** It holds another key than the sealed manifest says. */
  readonly isOther: boolean;
  /** It is a key that signs blocks, and comes back only through the guard. */
  readonly isSigningKey: boolean;
  /** How far the key had signed, where the file is or holds a signing state that can be read. */
  readonly state: { readonly height: string; readonly round: number; readonly step: number } | null;
}

/** What may be told of a file. */
export function openedFile(entry: DerivedEntry): OpenedFile {
  const { name, path, type, mode, bytes, publicKey, fingerprint, address, isOther } = entry;
  const state = stateOf(entry);
  return {
    name,
    path,
    type,
    mode,
    bytes,
    publicKey,
    fingerprint,
    address,
    isOther,
    isSigningKey: isConsensusKey(type),
    state: state && { height: state.height.toString(), round: state.round, step: state.step },
  };
}

function stateOf({ type, content }: DerivedEntry): SigningState | null {
  const isInside = type === 'cometbft-priv-validator-legacy';
  if (!isInside && type !== signingStateType) return null;
  try {
    return isInside ? readLegacySigningState(content) : readSigningState(content);
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}
