/**
 * JSON of a file that may hold secrets. Strings and numbers stay views of the file's bytes: a JavaScript string of a
 * private key could never be zeroed. That, and telling duplicate members, is why JSON.parse does not serve here.
 */
export type SecretJson =
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, SecretJson> }
  | { readonly kind: 'array' }
  /** `quoted`: what stands between the quotes, escapes as they were written. */
  | { readonly kind: 'string'; readonly quoted: Uint8Array }
  | { readonly kind: 'number'; readonly digits: Uint8Array }
  | { readonly kind: 'true' | 'false' | 'null' };

/** The members of a JSON object. */
export type SecretMembers = ReadonlyMap<string, SecretJson>;
