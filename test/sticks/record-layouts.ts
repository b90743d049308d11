import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findKernel } from './lab/kernel.ts';
import { Bench } from './layouts/bench.ts';
import { layouts } from './layouts/layouts.ts';

// Records what the real lsblk prints of real layouts, each in a machine of its own, for
// test/custody/drives/recorded.test.ts. Run by hand: node test/sticks/record-layouts.ts [NAME …]

const folder = fileURLToPath(new URL('../custody/drives/recorded', import.meta.url));
const kernel = findKernel();
if (kernel === null) throw new Error('no kernel with USB is installed, and none could be fetched');
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const { name, what, setUp } of layouts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await Bench.boot(kernel);
  try {
    await setUp(bench);
    writeFileSync(join(folder, `${name}.json`), await bench.lsblk());
    console.info(`${name}: ${what}`);
  } finally {
    await bench.off();
  }
}
