/** What the host asks of the agent in the machine; `id` is the host's own number for it. */
export type Request = { readonly id: number } & (
  | { readonly start: readonly string[]; readonly env?: Record<string, string> }
  | { readonly input: string }
  | { readonly kill: true }
  /** Answered when the stick with this serial number has a block device, or has none any more. */
  | { readonly serial: string; readonly isThere: boolean }
  | { readonly path: string; readonly base64: string }
);

/** What the agent tells. The first answer, with `id` 0, says that the machine is up. */
export type Answer = { readonly id: number } & (
  | { readonly out: string }
  | { readonly err: string }
  | { readonly code: number | null; readonly signal: string | null }
  | { readonly failed: string }
  | { readonly device: string | null }
);
