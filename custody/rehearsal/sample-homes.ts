import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Source } from '../import/sources.ts';
import { sampleHome } from './sample-keys.ts';

/**
 * Makes a home of fresh sample keys for every source, lends them, and takes them away. The keys are of no network; no
 * other keys are ever written to a place that the program chose.
 * @param names of the sources
 * @throws `plan-purpose` outside a rehearsal, and whatever the borrower throws
 */
export async function withSampleHomes<Result>(
  isRehearsal: boolean,
  names: readonly string[],
  use: (homes: readonly Source[]) => Promise<Result>,
): Promise<Result> {
  if (!isRehearsal) {
    throw new QuorateError(
      'plan-purpose',
      'sample keys are for rehearsals, and this is a ceremony',
      'choose the real key files',
    );
  }
  const root = mkdtempSync(join(tmpdir(), 'quorate-sample-'));
  try {
    const homes = names.map((name, index) => ({ name, path: join(root, String(index)) }));
    for (const home of homes) writeHome(home.path);
    return await use(homes);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeHome(home: string): void {
  for (const { path, bytes } of sampleHome()) {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, bytes, { mode: 0o600 });
  }
}
