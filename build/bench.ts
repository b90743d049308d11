import { parseArgs } from 'node:util';
import { progress } from './bench/alternate.ts';
import { measureCards } from './bench/cards.ts';
import { measureLargeFile } from './bench/large-file.ts';
import { describeMachine, loadNow } from './bench/machine.ts';
import { measureManyFiles } from './bench/many-files.ts';
import { measureRecovery } from './bench/recovery.ts';
import { type Section, sectionText, type Verdict, verdictsText } from './bench/report.ts';
import { measureRunbook } from './bench/runbook.ts';
import { measureStartUp } from './bench/start-up.ts';
import { openWorkplace, type Workplace } from './bench/workplace.ts';

// `npm run bench`: measures what is promised about speed and memory and prints it in Markdown; docs/bench.md says how
// to read it. A target that is not met is reported and no more: it ends with 0 unless something broke.

const measurements: Readonly<Record<string, (workplace: Workplace) => Promise<Section>>> = {
  'start-up': measureStartUp,
  cards: measureCards,
  recovery: measureRecovery,
  'many-files': measureManyFiles,
  'large-file': measureLargeFile,
  runbook: measureRunbook,
};

const usage = `Usage: npm run bench -- [--only NAME …] [--disk DIR]

  --only NAME  only this measurement; again for each: ${Object.keys(measurements).join(', ')}
  --disk DIR   an existing folder on the disk to measure with, 2 GB free; the system's temporary folder if not given
`;

async function bench(names: readonly string[], workplace: Workplace): Promise<void> {
  const start = performance.now();
  const print = (text: string) => process.stdout.write(`${text}\n\n`);
  print(`## Figures of ${new Date().toISOString().slice(0, 10)}`);
  print(`${describeMachine(workplace.disk)}\n- at the start: ${loadNow()}`);
  const verdicts: Verdict[] = [];
  for (const name of names) {
    progress(name);
    try {
      const section = await (measurements[name] as (workplace: Workplace) => Promise<Section>)(workplace);
      verdicts.push(...section.verdicts);
      print(sectionText(section));
    } catch (error) {
      process.exitCode = 1;
      print(`### ${name}\n\nBROKEN: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (names.length > 1) print(`### All targets\n\n${verdictsText(verdicts)}`);
  print(`- at the end: ${loadNow()}\n- took ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    disk: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const unknown = values.only?.find((name) => !(name in measurements));
if (values.help || unknown !== undefined) {
  process.stderr.write(`${unknown === undefined ? '' : `There is no measurement ${unknown}.\n\n`}${usage}`);
  process.exitCode = unknown === undefined ? 0 : 2;
} else {
  const workplace = await openWorkplace(values.disk);
  try {
    await bench(values.only ?? Object.keys(measurements), workplace);
  } finally {
    workplace.remove();
  }
}
