/** What a code means, without its full stop, and what is to be done. No place for details: those are in the original. */
export interface FaultWords {
  readonly text: string;
  readonly remedy: string;
  /** The remedy points at the worker's own, which names something that must be seen: a command, a folder, a way out. */
  readonly isHintShown?: true;
}
