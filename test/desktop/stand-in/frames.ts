import type { CDPSession } from 'playwright-core';
import { toProgram } from './origins.ts';

/** A frame as the program sees it in `senderFrame`. */
export interface FrameStandIn {
  readonly frameId: string;
  origin: string;
  isGone: boolean;
}

interface Context {
  readonly id: number;
  readonly origin: string;
  readonly name: string;
  readonly auxData?: { readonly frameId?: string };
}

/** Which frame each world of a page belongs to, as Chromium tells it. */
export class Frames {
  readonly #frames = new Map<string, FrameStandIn>();
  /** Ids of the preload's worlds, with the frame of each. */
  readonly worlds = new Map<number, FrameStandIn>();

  constructor(cdp: CDPSession, worldName: string) {
    cdp.on('Runtime.executionContextCreated', ({ context }: { context: Context }) => {
      const frameId = context.auxData?.frameId;
      if (frameId === undefined) return;
      const frame = this.of(frameId);
      frame.origin = originOf(context.origin);
      if (context.name === worldName) this.worlds.set(context.id, frame);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.worlds.delete(executionContextId);
    });
    cdp.on('Page.frameDetached', ({ frameId }) => {
      this.of(frameId).isGone = true;
    });
  }

  of(frameId: string): FrameStandIn {
    const known = this.#frames.get(frameId);
    if (known !== undefined) return known;
    const made = { frameId, origin: '', isGone: false };
    this.#frames.set(frameId, made);
    return made;
  }
}

/** An opaque origin reads as `null`. */
function originOf(origin: string): string {
  return origin === '' || origin === '://' ? 'null' : toProgram(origin);
}
