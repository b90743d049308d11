import { type Finding, passes, unchecked, warns } from './check.ts';
import { stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';
import { parseSwaps } from './swap.ts';

/** Warns when the machine could write its whole memory to a disk. */
export function checkHibernation({ files }: Machine): Finding {
  const state = files.read('/sys/power/state');
  if (state.state === 'unreadable') return unchecked('the kernel does not say', [stateOf(state)]);
  const sleeps = state.state === 'read' ? state.text.trim().split(/\s+/) : [];
  const mode = textOf(files, '/sys/power/disk');
  const resume = textOf(files, '/sys/power/resume');
  const swaps = parseSwaps(textOf(files, '/proc/swaps') ?? '').filter(
    ({ path }) => !path.startsWith('/dev/zram'),
  );
  const evidence = [
    state.state === 'read' ? `/sys/power/state: ${sleeps.join(' ') || 'none'}` : stateOf(state),
    `/sys/power/disk: ${mode ?? 'not there'}`,
    `/sys/power/resume: ${resume ?? 'not there'}`,
    `swap on a disk: ${swaps.length === 0 ? 'none' : swaps.length}`,
  ];
  if (!sleeps.includes('disk') || mode === '[disabled]')
    return passes('the kernel cannot hibernate', evidence);
  const hasPlace = swaps.length > 0 || (resume !== null && resume !== '0:0');
  if (!hasPlace) return passes('there is nowhere to hibernate to', evidence);
  return warns('the machine can hibernate: memory would go to a disk', evidence);
}
