import { foldedName } from '@quorate/crypto-core/archive/names';
import { statePlacesByName } from '@quorate/crypto-core/keys/signer-places';

/**
 * Where a signer that starts from nothing looks for states besides those that are settled: beside one that bears the
 * name of a state of the same signer, for its keys may lie in a folder of their own; else by the name of the key.
 * @param keyPath of the key, relative with `/`
 * @param settled places of its states
 */
export function stillMissing(keyPath: string, settled: readonly string[]): string[] {
  const places = statePlacesByName(keyPath);
  const names = new Set(places.map(foldedBase));
  const named = settled.filter((path) => names.has(foldedBase(path)));
  const have = new Set(named.map(foldedBase));
  const [sibling] = named;
  return places
    .filter((place) => !have.has(foldedBase(place)))
    .map((place) => (sibling === undefined ? place : `${folderOf(sibling)}${baseOf(place)}`));
}

function foldedBase(path: string): string {
  return foldedName(baseOf(path));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** With the last `/`. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
