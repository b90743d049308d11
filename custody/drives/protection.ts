import type { Drive, Encryption } from './drive.ts';

/** What the operator says of a stick that is not seen to be encrypted. */
export type Declaration =
  /** It encrypts in its own hardware, which no system can see. */
  | { readonly kind: 'hardware' }
  /** It does not; a sentence says why it is used all the same. */
  | { readonly kind: 'none'; readonly reason: string };

/** What protects a stick, for the journal. */
export interface Protection {
  /** As it was seen, or `hardware` as the operator declared. `unknown`: nobody could tell. */
  readonly encryption: Encryption | 'hardware' | 'unknown';
  /** Why it is used without being seen to be encrypted. */
  readonly reason?: string;
}

/** What is known of a stick's protection. @returns null for a folder, which stands for a stick in rehearsals only */
export function protectionOf(
  { encryption, isFolder }: Pick<Drive, 'encryption' | 'isFolder'>,
  declaration: Declaration | null,
): Protection | null {
  if (isFolder) return null;
  const seen = encryption ?? 'unknown';
  if (declaration === null || (seen !== 'none' && seen !== 'unknown')) return { encryption: seen };
  if (declaration.kind === 'hardware') return { encryption: 'hardware' };
  return { encryption: seen, reason: declaration.reason };
}
