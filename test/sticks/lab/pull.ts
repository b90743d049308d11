import type { Chance } from './chance.ts';
import type { Lab } from './lab.ts';
import { MediumError } from './medium.ts';
import type { Moment } from './moments.ts';
import type { Stick } from './stick.ts';
import type { Outcome } from './writer.ts';

/** Pulls a stick at a moment that is known only while it is written. */
export class Puller {
  readonly #lab: Lab;
  readonly #stick: Stick;
  readonly #moment: Moment;
  readonly #survives: () => boolean;
  #pulling: Promise<void> | null = null;
  #seen = 0;

  constructor(lab: Lab, stick: Stick, moment: Moment, chance: Chance) {
    this.#lab = lab;
    this.#stick = stick;
    this.#moment = moment;
    const share = chance.of([0, 0, 0.5, 1]);
    this.#survives = () => chance.next() < share;
  }

  /** Writes folder and closing record, with the pull in between. @returns how the last order ended */
  async run(): Promise<{ readonly outcome: Outcome; readonly during: 'write' | 'delivery' }> {
    const { writer } = this.#lab;
    if (this.#moment.during === 'write') this.#arm();
    const written = await writer.write(this.#stick, (step) => this.#atStep(step));
    if ('refused' in written || this.#wants('write')) return this.#end(written, 'write');
    if (this.#moment.during === 'delivery') this.#arm();
    return this.#end(await writer.deliver(this.#stick), 'delivery');
  }

  #wants(what: 'write' | 'delivery'): boolean {
    const { during } = this.#moment;
    return during === 'after' ? this.#moment.what === what : during === what;
  }

  async #end(outcome: Outcome, during: 'write' | 'delivery') {
    // A moment that never came is the end.
    await (this.#pulling ?? this.#pull());
    return { outcome, during };
  }

  async #atStep(step: string): Promise<void> {
    if (!('step' in this.#moment) || !this.#moment.step.test(step)) return;
    if (++this.#seen === this.#moment.time) await this.#pull();
  }

  /** From a number of writes on nothing reaches the stick any more, not even the end of that write. */
  #arm(): void {
    if (!('writes' in this.#moment)) return;
    let left = this.#moment.writes;
    const dead = () => {
      throw new MediumError('pulled');
    };
    this.#stick.medium.fault = {
      onWrite: () => {
        if (--left > 0) return;
        this.#stick.medium.fault = { onWrite: dead, onRead: dead, onFlush: dead };
        void this.#pull();
        dead();
      },
    };
  }

  #pull(): Promise<void> {
    this.#pulling ??= this.#lab.machine.pull(this.#stick, this.#survives).then(() => {
      this.#stick.medium.fault = {};
    });
    return this.#pulling;
  }
}
