import { basename } from 'node:path';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { driveAt } from '@quorate/custody/drives/at-path';
import { judgeDrive } from '@quorate/custody/drives/judge';
import { type Leftovers, leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import type { StickFacts } from '../contract/views.ts';
import type { HostSetup } from './setup.ts';

/** Where sticks are looked at and written. */
export class StickDesk {
  readonly #ceremony: Ceremony;
  readonly #setup: HostSetup;
  #writing: AbortController | null = null;

  constructor(ceremony: Ceremony, setup: HostSetup) {
    this.#ceremony = ceremony;
    this.#setup = setup;
  }

  /** What lies at a place: shown before anything is written there. */
  lookAt(stick: number, path: string): StickFacts {
    const drive = driveAt(path);
    const need = this.#ceremony.needOf(stick);
    const objections = judgeDrive(drive, need).map(({ severity, message, remedy }) => ({
      severity,
      message,
      remedy,
    }));
    const left = leftoverLines(this.#othersOn(path), path).map((message) => ({
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
      isEncrypted: drive.isEncrypted,
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

  /** Writes a stick, telling how far it is, until it is done or {@link StickDesk.cancel} stops it. */
  async write(stick: number, path: string): Promise<void> {
    const { progress } = this.#setup;
    this.#writing = new AbortController();
    try {
      await this.#ceremony.writeStick(stick, path, {
        signal: this.#writing.signal,
        onProgress: ({ step, done, all, isFinal }) => progress(step, isFinal ? null : { done, all }),
      });
    } finally {
      this.#writing = null;
    }
  }

  /** Stops a writing that is going on; does nothing where there is none. */
  cancel(): void {
    this.#writing?.abort();
  }
}
