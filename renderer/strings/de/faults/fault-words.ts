/** What a code means, without its full stop, and what is to be done. No place for details: those are in the original. */
export interface FaultWords {
  readonly text: string;
  readonly remedy: string;
}
