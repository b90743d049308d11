import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import type { Declaration } from '@quorate/custody/drives/protection';
import type { CeremonyView, StickFacts } from '../contract/views.ts';
import type { HostSetup } from './setup.ts';
import { putAway, stickFacts } from './stick-facts.ts';

/** Where sticks are looked at and written. */
export class StickDesk {
  readonly #ceremony: Ceremony;
  readonly #setup: HostSetup;
  #writing: AbortController | null = null;
  #ejected: CeremonyView['ejected'] = null;
  /** What was shown last, and where. */
  #seen: { readonly path: string; readonly drive: Drive } | null = null;

  constructor(ceremony: Ceremony, setup: HostSetup) {
    this.#ceremony = ceremony;
    this.#setup = setup;
  }

  /** What lies at a place: shown before anything is written there. */
  lookAt(stick: number, path: string): StickFacts {
    const drive = driveAt(path);
    this.#seen = { path, drive };
    const need = this.#ceremony.needOf(stick);
    return stickFacts(path, drive, need, this.#ceremony.state.ceremonyId);
  }

  /**
   * Writes a stick, telling how far it is, until it is done or {@link StickDesk.cancel} stops it. It must be the one
   * that was shown.
   */
  async write(stick: number, path: string, declaration: Declaration | null): Promise<void> {
    const seen = this.#seen?.path === path ? this.#seen.drive : undefined;
    const { progress } = this.#setup;
    this.#ejected = null;
    this.#writing = new AbortController();
    try {
      await this.#ceremony.writeStick(stick, path, {
        signal: this.#writing.signal,
        seen,
        declaration,
        onProgress: ({ step, done, all, isFinal }) => progress(step, isFinal ? null : { done, all }),
      });
      if (seen?.isFolder === false) this.#ejected = await putAway(path);
    } finally {
      this.#writing = null;
    }
  }

  /** How far the stick that was written last was put away. */
  get ejected(): CeremonyView['ejected'] {
    return this.#ejected;
  }

  /** Stops a writing that is going on; does nothing where there is none. */
  cancel(): void {
    this.#writing?.abort();
  }
}
