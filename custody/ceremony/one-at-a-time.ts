import { QuorateError } from '@quorate/crypto-core/errors';

/** Runs what takes a while; nothing else of its kind may begin meanwhile. */
export class OneAtATime {
  #isBusy = false;
  #going: Promise<unknown> = Promise.resolve();

  /** Resolves when nothing goes on any more, however it ended. */
  async idle(): Promise<void> {
    await this.#going.catch(() => {});
  }

  /** @throws `ceremony-order` while something else is going on */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy) {
      throw new QuorateError('ceremony-order', 'something is still going on', 'wait until it is done');
    }
    this.#isBusy = true;
    try {
      const going = work();
      this.#going = going;
      return await going;
    } finally {
      this.#isBusy = false;
    }
  }
}
