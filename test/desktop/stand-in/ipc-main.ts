import { deserialize, serialize } from 'node:v8';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { strict } from './strict.ts';

type Handler = Parameters<IpcMain['handle']>[1];

/** `ipcMain` of the module. */
export class IpcMainStandIn {
  readonly #handlers = new Map<string, Handler>();

  readonly module = strict('ipcMain', {
    handle: (channel: string, handler: Handler) => {
      if (this.#handlers.has(channel)) throw new Error(`there is a handler for ${channel} already`);
      this.#handlers.set(channel, handler);
    },
  } satisfies Pick<IpcMain, 'handle'>);

  /**
   * Delivers a message as it would arrive: copied on the way in, and the answer copied on the way out.
   * @throws when nobody handles the channel, or the handler throws
   */
  async deliver(event: Partial<IpcMainInvokeEvent>, channel: string, args: readonly unknown[]) {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return copy(await handler(event as IpcMainInvokeEvent, ...(copy(args) as unknown[])));
  }
}

/** A structured clone; functions and the like are refused as on the wire. */
export function copy(value: unknown): unknown {
  return deserialize(serialize(value));
}
