import type { Socket } from 'node:net';
import { type Medium, MediumError } from './medium.ts';
import { SocketReader } from './socket-reader.ts';

// The server's half of the NBD protocol (github.com/NetworkBlockDevice/nbd, doc/proto.md), as far as QEMU asks.

const handshake = {
  magic: 0x4e42444d41474943n,
  haveOption: 0x49484156454f5054n,
  fixedNewstyle: 1,
  noZeroes: 2,
};
const option = { exportName: 1, abort: 2, info: 6, go: 7 };
const optionReply = { magic: 0x3e889045565a9n, ack: 1, info: 3, unsupported: 0x80000001 };
const transmission = { hasFlags: 1, readOnly: 2, sendFlush: 4, sendFua: 8 };
const command = { read: 0, write: 1, disconnect: 2, flush: 3 };
const flagFua = 1;
const [ioError, invalid] = [5, 22];

/** How a stick is offered to the machine. */
export interface Offer {
  readonly medium: Medium;
  readonly isReadOnly: boolean;
}

/** Serves one connection of the machine until it ends. */
export async function serveNbd(socket: Socket, offer: Offer): Promise<void> {
  const reader = new SocketReader(socket);
  socket.on('error', () => {}); // the machine was switched off
  try {
    if (await negotiate(reader, socket, offer)) await transmit(reader, socket, offer.medium);
  } catch (error) {
    if (!reader.isEnded) throw error;
  } finally {
    socket.end();
  }
}

async function negotiate(
  reader: SocketReader,
  socket: Socket,
  { medium, isReadOnly }: Offer,
): Promise<boolean> {
  const greeting = Buffer.alloc(18);
  greeting.writeBigUInt64BE(handshake.magic, 0);
  greeting.writeBigUInt64BE(handshake.haveOption, 8);
  greeting.writeUInt16BE(handshake.fixedNewstyle | handshake.noZeroes, 16);
  socket.write(greeting);
  await reader.take(4);
  const answer = (asked: number, type: number, data = Buffer.alloc(0)) => {
    const head = Buffer.alloc(20);
    head.writeBigUInt64BE(optionReply.magic, 0);
    head.writeUInt32BE(asked, 8);
    head.writeUInt32BE(type, 12);
    head.writeUInt32BE(data.length, 16);
    socket.write(Buffer.concat([head, data]));
  };
  for (;;) {
    const head = await reader.take(16);
    const asked = head.readUInt32BE(8);
    await reader.take(head.readUInt32BE(12));
    if (asked === option.abort) return false;
    if (asked !== option.go && asked !== option.info) {
      answer(asked, optionReply.unsupported);
      continue;
    }
    const { hasFlags, readOnly, sendFlush, sendFua } = transmission;
    const info = Buffer.alloc(12);
    info.writeBigUInt64BE(BigInt(medium.flash.length), 2);
    info.writeUInt16BE(hasFlags | sendFlush | sendFua | (isReadOnly ? readOnly : 0), 10);
    answer(asked, optionReply.info, info);
    answer(asked, optionReply.ack);
    if (asked === option.go) return true;
  }
}

async function transmit(reader: SocketReader, socket: Socket, medium: Medium): Promise<void> {
  for (;;) {
    const head = await reader.take(28);
    const [flags, type] = [head.readUInt16BE(4), head.readUInt16BE(6)];
    const [offset, length] = [Number(head.readBigUInt64BE(16)), head.readUInt32BE(24)];
    if (type === command.disconnect) return;
    const written = type === command.write ? await reader.take(length) : null;
    const answer = Buffer.alloc(16);
    answer.writeUInt32BE(0x67446698, 0);
    head.copy(answer, 8, 8, 16);
    try {
      if (type === command.read) {
        const bytes = medium.read({ offset, length });
        socket.write(answer);
        socket.write(bytes);
        continue;
      }
      if (written !== null) medium.write(offset, written, (flags & flagFua) !== 0);
      else if (type === command.flush) medium.flush();
      else answer.writeUInt32BE(invalid, 4);
    } catch (error) {
      if (!(error instanceof MediumError)) throw error;
      answer.writeUInt32BE(ioError, 4);
    }
    socket.write(answer);
  }
}
