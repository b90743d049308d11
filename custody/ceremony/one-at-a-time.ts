import { QuorateError } from '@quorate/crypto-core/errors';

/** Runs what takes a while; nothing else of its kind may begin meanwhile. */
export class OneAtATime {
  #isBusy = false;

  /** @throws `ceremony-order` while something else is going on */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy) {
      throw new QuorateError('ceremony-order', 'something is still going on', 'wait until it is done');
    }
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }
}
