import type { Socket } from 'node:net';

/** Takes exact numbers of bytes from a socket. */
export class SocketReader {
  isEnded = false;
  #held: Buffer[] = [];
  #length = 0;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    socket.on('data', (part) => {
      this.#held.push(part as Buffer);
      this.#length += (part as Buffer).length;
      this.#wake();
    });
    socket.on('close', () => {
      this.isEnded = true;
      this.#wake();
    });
  }

  /** @throws Error when the socket ends before so many bytes have come */
  async take(length: number): Promise<Buffer> {
    while (this.#length < length) {
      if (this.isEnded) throw new Error('the other side has hung up');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const all = this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held);
    this.#held = all.length > length ? [all.subarray(length)] : [];
    this.#length = all.length - length;
    return all.subarray(0, length);
  }
}
