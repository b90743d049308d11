import './meter.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { openJournal, utcNow } from '@quorate/custody/ceremony/journal';
import { Vault } from '@quorate/custody/ceremony/vault';
import { writeFolder } from '@quorate/custody/folder/write';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sourceName } from './fixtures.ts';
import { spent } from './meter.ts';
import { importStep, type Spent, type Stage } from './reading.ts';

// A program of its own: seals the files below one path and writes one stick, with the functions that `quorate seal`
// calls, and prints as JSON what each step took.
// Arguments: the path, the plan, the stick, the kit's folder.

const stages: Stage[] = [];
let current = { step: importStep, since: performance.now(), before: { ...spent } };

function next(step: string): void {
  const { step: ended, since, before } = current;
  const now = performance.now();
  const difference = Object.entries(spent).map(([work, ms]) => [work, ms - before[work as keyof Spent]]);
  stages.push({ step: ended, ms: now - since, spent: Object.fromEntries(difference) as Spent });
  current = { step, since: now, before: { ...spent } };
}

async function sealOnto(path: string, planFile: string, stick: string, kit: string): Promise<void> {
  const planBytes = new Uint8Array(readFileSync(planFile));
  const vault = new Vault();
  await vault.import([{ name: sourceName, path }]);
  const sealed = await vault.seal(
    {
      ceremonyId: 'c0ffee00',
      plan: readPlan(planBytes),
      planSha256: toHex(nodePrimitives.sha256(planBytes)),
      time: utcNow(),
      cost: { N: ceremonyScryptN, r: 8, p: 1 },
      software: { name: 'quorate', version: '0.0.0' },
      kit: readdirSync(kit).map((name) => ({
        path: name,
        bytes: new Uint8Array(readFileSync(join(kit, name))),
      })),
    },
    openJournal('c0ffee00', true, { name: 'quorate', version: '0.0.0' }),
    next,
  );
  let writing = '';
  await writeFolder(stick, sealed.folder, {
    onProgress: ({ step }) => {
      if (step !== writing) next(step);
      writing = step;
    },
  });
  next('end');
}

await sealOnto(...(process.argv.slice(2) as [string, string, string, string]));
process.stdout.write(JSON.stringify(stages));
