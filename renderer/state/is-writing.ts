import type { ChannelName } from '../../electron/contract/channels.ts';
import type { AppState } from './app-state.ts';

/** What in the care of sticks writes onto them. */
const writes: ReadonlySet<ChannelName> = new Set<ChannelName>([
  'care.handover',
  'care.reportLost',
  'care.recordCheck',
  'care.repair',
  'care.copy',
]);

type What = Pick<AppState, 'asked' | 'progress' | 'isResumed'>;

/**
 * True while the care of sticks writes onto one. A window that was loaded anew asked for nothing: that the worker still
 * tells how far it is says so.
 */
export function isWritingSticks({ asked, progress, isResumed }: What): boolean {
  if (isResumed && asked.length === 0) return progress !== null;
  return asked.some((channel) => writes.has(channel));
}
