import type { Machine } from './machine.ts';
import { type Fault, MediumError } from './medium.ts';
import type { Stick } from './stick.ts';

/** A request to a stick, counted from when a trap is set: the n-th write, flush, or read after something was written. */
export interface Trigger {
  readonly on: 'write' | 'flush' | 'read';
  readonly time: number;
}

/** How often a stick was asked for each kind. */
export type Counts = Record<Trigger['on'], number>;

/** Pulls a stick at a request: from then on nothing reaches it any more, not even the end of that request. */
export class Trap {
  readonly #machine: Machine;
  readonly #stick: Stick;
  readonly #survives: () => boolean;
  #pulling: Promise<void> | null = null;

  /** @param survives which blocks of the stick's own cache are not lost */
  constructor(machine: Machine, stick: Stick, trigger: Trigger | null, survives: () => boolean) {
    this.#machine = machine;
    this.#stick = stick;
    this.#survives = survives;
    if (trigger === null) return;
    const dead = () => {
      throw new MediumError('pulled');
    };
    stick.medium.fault = counting((on, time) => {
      if (on !== trigger.on || time < trigger.time) return;
      stick.medium.fault = { onWrite: dead, onRead: dead, onFlush: dead };
      void this.spring();
      dead();
    });
  }

  get isSprung(): boolean {
    return this.#pulling !== null;
  }

  /** Does nothing any more, unless it has sprung. */
  disarm(): void {
    if (!this.isSprung) this.#stick.medium.fault = {};
  }

  /** Pulls the stick, unless that was done already. */
  spring(): Promise<void> {
    this.#pulling ??= this.#machine.pull(this.#stick, this.#survives).then(() => {
      this.#stick.medium.fault = {};
    });
    return this.#pulling;
  }
}

/** Counts the requests to a stick. @returns what ends the counting, and gives what was counted */
export function countRequests({ medium }: Stick): () => Counts {
  const counts: Counts = { write: 0, flush: 0, read: 0 };
  medium.fault = counting((on, time) => {
    counts[on] = time;
  });
  return () => {
    medium.fault = {};
    return counts;
  };
}

function counting(count: (on: Trigger['on'], time: number) => void): Fault {
  const counts: Counts = { write: 0, flush: 0, read: 0 };
  const one = (on: Trigger['on']) => count(on, ++counts[on]);
  return {
    onWrite: () => one('write'),
    onFlush: () => {
      if (counts.write > 0) one('flush');
    },
    onRead: () => {
      if (counts.write > 0) one('read');
    },
  };
}
