import { blocks, type Finding, passes } from './check.ts';
import type { Machine } from './machine.ts';

/** Blocks when a hash of this program is expected and it has another, or none that anybody knows. */
export function checkProgram({ software }: Machine): Finding {
  const { hash, expectedHash } = software;
  const evidence = [
    `this program: ${hash ?? 'no hash known'}`,
    `expected: ${expectedHash ?? 'nothing given'}`,
  ];
  if (expectedHash === null) {
    return passes('no hash is expected; compare the one shown with paper where there is one', evidence);
  }
  if (hash === null) return blocks('the hash of this program is not known', evidence);
  if (hash.toLowerCase() !== expectedHash.toLowerCase()) {
    return blocks('this program is not the one expected', evidence);
  }
  return passes('this program is the one expected', evidence);
}
