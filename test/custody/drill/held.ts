import { readQrText } from '@quorate/crypto-core/cards/text';
import type { DrillKind } from '@quorate/custody/drill/kinds';
import type { DrillContext } from '@quorate/custody/drill/result';
import { Drill } from '@quorate/custody/drill/run';
import { readFolder } from '@quorate/custody/folder/read';
import type { CeremonyOnStick } from '../../cli/ceremony-folder.ts';

/** What the people of a drill say, in a test. */
export const context: DrillContext = {
  now: new Date('2026-12-01T09:00:00Z'),
  operator: 'Ada',
  witnesses: ['Ben'],
  expected: [],
  detected: null,
  started: null,
  lastRecord: 'not-compared',
  preflight: { overridden: [], warnings: [] },
  stick: null,
  software: { name: 'quorate', version: '0.0.0' },
};

/** A drill on a folder with these cards, up to and with the opening of what its kind opens. */
export async function openedDrill(
  { folder, texts }: Pick<CeremonyOnStick, 'folder' | 'texts'>,
  kind: DrillKind,
  cards: readonly number[],
): Promise<Drill> {
  const drill = new Drill(kind);
  drill.takeFolder(readFolder(folder, null));
  for (const number of cards) drill.addCard(readQrText(texts[number - 1] as string));
  if (kind !== 'integrity') await drill.open();
  return drill;
}
