import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { ChannelName, RequestOf } from '../../contract/channels.ts';

/** What a person was asked for. */
export type What = RequestOf<'files.choose'>['what'];

/**
 * Paths that a person chose in a dialog, by opaque handles: a window can name what was chosen for it, as what it was
 * chosen, and nothing else.
 */
export class ChosenPaths {
  readonly #paths = new Map<string, { readonly path: string; readonly what: What }>();

  /** Takes a path. @returns its handle, and the last part of the path to show */
  add(path: string, what: What): { readonly handle: string; readonly name: string } {
    const handle = `handle:${randomBytes(16).toString('hex')}`;
    this.#paths.set(handle, { path, what });
    return { handle, name: basename(path) || path };
  }

  /**
   * The paths of all handles that stand in a request.
   * @param plugged those of sticks that are plugged in: nobody chose them, so they are taken as sticks alone
   * @returns null when one of them was never given out, or for something else
   */
  resolve(
    channel: ChannelName,
    request: unknown,
    plugged: (handle: string) => string | undefined = () => undefined,
  ): Record<string, string> | null {
    const found: Record<string, string> = {};
    for (const { member, handle } of handlesIn(request)) {
      const wanted = wantedAs(channel, member);
      const chosen = this.#paths.get(handle) ?? { path: plugged(handle), what: 'stick' as const };
      if (chosen.path === undefined || !wanted.includes(chosen.what)) return null;
      found[handle] = chosen.path;
    }
    return found;
  }

  /** Forgets everything: at the end of a ceremony. */
  clear(): void {
    this.#paths.clear();
  }
}

const shape = /^handle:[0-9a-f]{32}$/;

function handlesIn(value: unknown, member = ''): { readonly member: string; readonly handle: string }[] {
  if (typeof value === 'string') return shape.test(value) ? [{ member, handle: value }] : [];
  if (Array.isArray(value)) return value.flatMap((one) => handlesIn(one, member));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => handlesIn(one, name));
}

const files: Partial<Record<ChannelName, readonly What[]>> = {
  'ceremony.readPlan': ['plan'],
  'ceremony.importKeys': ['keys', 'folder'],
  'ceremony.readCardImage': ['image'],
  'attempt.readCardImage': ['image'],
  'attempt.saveReport': ['reports'],
};

/** As what a member of a request takes a handle: no key file is written where a person pointed at a stick. */
function wantedAs(channel: ChannelName, member: string): readonly What[] {
  if (member === 'destination' || member === 'sandbox') return ['destination'];
  if (member === 'state') return ['state'];
  return member === 'file' ? (files[channel] ?? ['stick']) : [];
}
