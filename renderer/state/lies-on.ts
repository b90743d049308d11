import type { DriveView } from '../../electron/contract/drives-views.ts';

/** Whether a path lies on a drive: it is where that is mounted, or below it. */
export function liesOn(path: string, { place }: Pick<DriveView, 'place'>): boolean {
  if (place === null) return false;
  const root = place.replace(/[/\\]+$/, '');
  return path === place || path === root || path.startsWith(`${root}/`) || path.startsWith(`${root}\\`);
}
