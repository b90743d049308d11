import type { Chance } from './chance.ts';
import type { Lab } from './lab.ts';
import type { Moment } from './moments.ts';
import type { Stick } from './stick.ts';
import { Trap, type Trigger } from './trap.ts';
import type { Outcome } from './writer.ts';

/** Pulls a stick at a moment that is known only while it is written. */
export class Puller {
  readonly #lab: Lab;
  readonly #stick: Stick;
  readonly #moment: Moment;
  readonly #survives: () => boolean;
  #trap: Trap;
  #seen = 0;

  constructor(lab: Lab, stick: Stick, moment: Moment, chance: Chance) {
    this.#lab = lab;
    this.#stick = stick;
    this.#moment = moment;
    this.#survives = chance.survival();
    this.#trap = this.#set(null);
  }

  /** Writes folder and closing record, with the pull in between. @returns how the last order ended */
  async run(): Promise<{ readonly outcome: Outcome; readonly during: 'write' | 'delivery' }> {
    const { writer } = this.#lab;
    if (this.#moment.during === 'write') this.#arm();
    const written = await writer.write(this.#stick, { before: (step) => this.#atStep(step) });
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
    await this.#trap.spring();
    return { outcome, during };
  }

  async #atStep(step: string): Promise<void> {
    if (!('step' in this.#moment) || !this.#moment.step.test(step)) return;
    if (++this.#seen === this.#moment.time) await this.#trap.spring();
  }

  #arm(): void {
    if ('writes' in this.#moment) this.#trap = this.#set({ on: 'write', time: this.#moment.writes });
  }

  #set(trigger: Trigger | null): Trap {
    return new Trap(this.#lab.machine, this.#stick, trigger, this.#survives);
  }
}
