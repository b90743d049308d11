/** Finds the case that took longest by the clock, which other processes disturb, to time it again by CPU time. */
export class Slowest {
  #took = -1;
  #bytes = new Uint8Array();
  #started = 0;

  start(): void {
    this.#started = performance.now();
  }

  stop(bytes: Uint8Array<ArrayBuffer>): void {
    const took = performance.now() - this.#started;
    if (took > this.#took) [this.#took, this.#bytes] = [took, bytes];
  }

  /** @returns user time of one more run in ms */
  async again(run: (bytes: Uint8Array) => unknown): Promise<number> {
    const before = process.cpuUsage();
    await run(this.#bytes);
    return process.cpuUsage(before).user / 1000;
  }
}
