import { readQrText } from '@quorate/crypto-core/cards/text';
import { readFolder } from '@quorate/custody/folder/read';
import type { Confirmed } from '@quorate/custody/recovery/result';
import { Recovery } from '@quorate/custody/recovery/run';
import type { RestoreWish } from '@quorate/custody/recovery/wish';
import type { CeremonyOnStick } from '../../cli/ceremony-folder.ts';

/** Nobody was asked anything, and nothing had to be. */
export const unasked: Confirmed = { moves: 0, wereMovesTyped: false, stale: [] };

/** A wish for everything, with the sample validator settled by a height. */
export function wishFor(destination: string, changes: Partial<RestoreWish> = {}): RestoreWish {
  return {
    destination,
    away: [],
    only: [],
    expected: [],
    layout: 'as-imported',
    form: null,
    mayMove: false,
    owner: null,
    signing: { originalStopped: true, minHeight: 99_999_999n, provided: null, acceptStale: false },
    ...changes,
  };
}

/** A recovery that has read these cards. */
export function withCards(
  { folder, texts }: Pick<CeremonyOnStick, 'folder' | 'texts'>,
  cards: readonly number[],
): Recovery {
  const recovery = new Recovery({ operator: 'Ada', witnesses: ['Ben'], machineUnfit: ['routes'] });
  recovery.takeFolder(readFolder(folder, null));
  for (const number of cards) recovery.addCard(readQrText(texts[number - 1] as string));
  return recovery;
}
