import type { FolderView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';

/** What people know a stick in the hand by: its serial number, or where it lies. Nothing where it was put aside. */
export function CareStickMark({
  stick,
  sticks,
}: {
  readonly stick: number;
  readonly sticks: readonly FolderView[];
}) {
  const own = sticks.find(({ number }) => number === stick);
  return own === undefined ? null : <small className={kit.help}>{stickMark(own)}</small>;
}

/** The same as a text. */
export function stickMark({ serial, place }: FolderView): string {
  return serial === null || serial === '' ? place : t.plugged.serial(serial);
}
