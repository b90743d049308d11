/** Why something was refused, and what to do about it. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}
