import { basename } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import { type Leftovers, leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import { ejectStick } from '@quorate/custody/sticks/eject';
import type { CeremonyView, StickFacts } from '../contract/views.ts';
import type { HostSetup } from './setup.ts';

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
    const objections = judgeDrive(drive, need);
    const left = leftoverLines(this.#othersOn(path), path).map((message) => ({
      id: 'unfinished',
      severity: 'warn' as const,
      message: 'An earlier ceremony did not come to its end here',
      remedy: message,
    }));
    const named = [drive.vendor, drive.model].filter((part) => part !== null && part !== '');
    return {
      place: drive.mountPoint ?? basename(path),
      model: named.length === 0 ? null : named.join(' '),
      serial: drive.serial,
      device: drive.device,
      sizeBytes: drive.size,
      freeBytes: drive.free,
      neededBytes: need.bytes,
      fileSystem: drive.fileSystem,
      isEncrypted: drive.encryption === null ? null : drive.encryption !== 'none',
      isFolder: drive.isFolder,
      objections: [...objections, ...left],
    };
  }

  /** What other ceremonies left there: a folder of this one is told when it is written. */
  #othersOn(path: string): Leftovers {
    const left = leftoversOn(path);
    const own = this.#ceremony.state.ceremonyId;
    return { ...left, found: left.found.filter(({ ceremonyId }) => ceremonyId !== own) };
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

/** A stick that cannot be ejected is written all the same: a person takes it out with care. */
async function putAway(path: string): Promise<CeremonyView['ejected']> {
  try {
    return (await ejectStick(path)).achieved;
  } catch (error) {
    if (error instanceof QuorateError) return 'failed';
    throw error;
  }
}
