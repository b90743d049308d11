import './meter.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { openJournal, utcNow } from '@quorate/custody/ceremony/journal';
import { sealCeremony } from '@quorate/custody/ceremony/seal';
import { writeFolder } from '@quorate/custody/folder/write';
import { findFiles, importFiles } from '@quorate/custody/import/sources';
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

// Apart, so that nothing holds on to the contents when sealing has let them go.
async function readFiles(path: string): Promise<RecognisedFile[]> {
  const files: RecognisedFile[] = [];
  for (const file of importFiles(findFiles([{ name: sourceName, path }]))) {
    files.push({ ...file, description: await recogniseKeyFile(file.content, file.location) });
  }
  return files;
}

async function sealOnto(path: string, planFile: string, stick: string, kit: string): Promise<void> {
  const planBytes = new Uint8Array(readFileSync(planFile));
  const files = await readFiles(path);
  const ceremony = await sealCeremony(
    {
      ceremonyId: 'c0ffee00',
      plan: readPlan(planBytes),
      planSha256: toHex(nodePrimitives.sha256(planBytes)),
      files,
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
  writeFolder(stick, ceremony.folder, next);
  next('end');
}

await sealOnto(...(process.argv.slice(2) as [string, string, string, string]));
process.stdout.write(JSON.stringify(stages));
