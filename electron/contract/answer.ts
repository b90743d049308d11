/** What a request comes to: never an exception, which would carry a stack across processes. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly hint: string | null };

/** An answer that refuses. */
export function refuse(code: string, message: string, hint: string | null = null): Answer<never> {
  return { ok: false, code, message, hint };
}
