import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyFolder } from '../folder/read.ts';

/** The sticks that are not as they were sealed: something was changed, or put beside it. */
export function changedSticks(folders: readonly CeremonyFolder[]): CeremonyFolder[] {
  return folders.filter(({ findings }) => findings.all.some(({ severity }) => severity !== 'note'));
}

/** What the record of a check holds that found all sticks alike and as they were sealed. */
export function checkData(folders: readonly CeremonyFolder[]): JsonObject {
  return {
    sticks: folders.length,
    authenticated: folders.every(({ isAuthenticated }) => isAuthenticated),
    signatures: folders[0]?.records.signatures.length ?? 0,
    verdict: 'passed',
  };
}
