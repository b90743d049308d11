import { canonicalText } from '../json/canonical.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import type { InnerManifest, Manifest } from './manifest.ts';

/**
 * Compares the manifest of a folder with the copy out of the opened bundle: equal by value, but for `bundle`,
 * `ceremony.chain`, and the nulls of `custodian`, `location` and `sha256` outside.
 * @returns the members that differ, as paths like `keys.2.fingerprint`; an empty list when nothing was altered
 */
export function compareManifests(outer: Manifest, inner: InnerManifest): string[] {
  const { bundle: _, ...shown } = outer;
  return differences(shown as unknown as JsonObject, inner as unknown as JsonObject, []);
}

function differences(outer: JsonValue, inner: JsonValue, path: readonly (string | number)[]): string[] {
  if (mayDiffer(outer, path)) return [];
  if (isBranch(outer) && isBranch(inner) && Array.isArray(outer) === Array.isArray(inner)) {
    const names = new Set([...Object.keys(outer), ...Object.keys(inner)]);
    return [...names].flatMap((name) => {
      const one = (outer as JsonObject)[name];
      const other = (inner as JsonObject)[name];
      const step = [...path, name];
      return one === undefined || other === undefined ? [step.join('.')] : differences(one, other, step);
    });
  }
  return canonicalText(outer) === canonicalText(inner) ? [] : [path.join('.')];
}

function mayDiffer(outer: JsonValue, path: readonly (string | number)[]): boolean {
  const [first, second, , fourth] = path;
  if (first === 'ceremony' && second === 'chain') return true;
  if (outer !== null) return false;
  if (first === 'shareSet' && second === 'cards') return fourth === 'custodian' || fourth === 'location';
  return first === 'keys' && path[2] === 'sha256';
}

function isBranch(value: JsonValue): value is JsonObject | readonly JsonValue[] {
  return typeof value === 'object' && value !== null;
}
