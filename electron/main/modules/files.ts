import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';

/**
 * Paths that a person chose in a dialog, by opaque handles: a window can name what was chosen for it, and nothing
 * else.
 */
export class ChosenPaths {
  readonly #paths = new Map<string, string>();

  /** Takes a path. @returns its handle, and the last part of the path to show */
  add(path: string): { readonly handle: string; readonly name: string } {
    const handle = `handle:${randomBytes(16).toString('hex')}`;
    this.#paths.set(handle, path);
    return { handle, name: basename(path) || path };
  }

  /**
   * The paths of all handles that stand in a request.
   * @param plugged those of sticks that are plugged in
   * @returns null when one of them was never given out
   */
  resolve(
    request: unknown,
    plugged: (handle: string) => string | undefined = () => undefined,
  ): Record<string, string> | null {
    const found: Record<string, string> = {};
    for (const handle of handlesIn(request)) {
      const path = this.#paths.get(handle) ?? plugged(handle);
      if (path === undefined) return null;
      found[handle] = path;
    }
    return found;
  }

  /** Forgets everything: at the end of a ceremony. */
  clear(): void {
    this.#paths.clear();
  }
}

const shape = /^handle:[0-9a-f]{32}$/;

function handlesIn(value: unknown): string[] {
  if (typeof value === 'string') return shape.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(handlesIn) : [];
}
