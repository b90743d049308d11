import { join } from 'node:path';
import { alternate } from './alternate.ts';
import { runChild, runScript } from './child.ts';
import type { Section } from './report.ts';
import { median, spread, times } from './statistics.ts';
import type { Workplace } from './workplace.ts';

const rounds = 25;

/** How long the recovery kit takes to say what it can do, beside Node doing nothing. */
export async function measureStartUp(workplace: Workplace): Promise<Section> {
  const kit = join(workplace.kit, 'recover.mjs');
  const results = await alternate(
    {
      'node -e 0': () => runChild(process.execPath, ['-e', '0']).ms,
      'recover.mjs --help': () => runScript(kit, ['--help']).ms,
      'quorate --help': () => runScript(workplace.quorate, ['--help']).ms,
    },
    rounds,
  );
  const bare = results['node -e 0'] as number[];
  const ratio = median(results['recover.mjs --help'] as number[]) / median(bare);
  const rows = Object.entries(results).map(([name, ms]) => [
    name,
    spread(ms),
    times(median(ms) / median(bare)),
    times(Math.min(...ms) / Math.min(...bare)),
  ]);
  return {
    title: 'Start of the recovery kit',
    method: `Whole processes, ${rounds} rounds in turn.`,
    tables: [[['', 'whole process', 'beside node -e 0', 'the fastest runs'], ...rows]],
    verdicts: [
      {
        what: 'recover.mjs --help beside node -e 0',
        target: 'at most 2 ×',
        measured: times(ratio),
        isMet: ratio <= 2,
      },
    ],
    notes: [],
  };
}
