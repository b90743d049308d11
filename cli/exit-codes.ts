import type { ErrorGroup } from '@quorate/crypto-core/errors';

const codes: Readonly<Record<ErrorGroup, number>> = {
  internal: 1,
  usage: 2,
  integrity: 3,
  shares: 4,
  guard: 5,
  medium: 6,
};

/** The exit code of a group of errors. */
export function exitCodeOf(group: ErrorGroup): number {
  return codes[group];
}
