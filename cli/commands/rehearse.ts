import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '@quorate/custody/files/errors';
import type { Arguments, Command } from '../command.ts';
import { holdRehearsal, type StageReport } from '../rehearsal/stages.ts';

/** `quorate rehearse`: a whole ceremony on sample keys, and the recovery after it. */
export const rehearse: Command = {
  name: 'rehearse',
  summary: 'hold a whole ceremony on sample keys and recover them again',
  usage: ['rehearse [--out DIR] [--threshold K] [--shares N]'],
  example: 'quorate rehearse --threshold 3 --shares 5',
  help: [
    ['--out DIR', 'a new folder for sticks, cards and recovered files; ./rehearsal if not given'],
    ['--threshold K', 'how many cards restore, 3 if not given'],
    ['--shares N', 'how many cards there are, 5 if not given'],
  ],
  options: { out: { type: 'string' }, threshold: { type: 'string' }, shares: { type: 'string' } },
  positionals: [0, 0],
  async run(args, io) {
    const threshold = args.number('threshold') ?? 3;
    const count = args.number('shares') ?? 5;
    if (threshold < 2 || threshold > count || count > 255) {
      throw new QuorateError(
        'split-parameters',
        `${threshold} of ${count} cards is no quorum`,
        'at least 2 restore, at most 255 are dealt',
      );
    }
    const folder = newFolder(args);
    io.say(`Rehearsal in ${folder}: every stage is a process of its own.`);
    const start = performance.now();
    const input = { script: process.argv[1] as string, folder, threshold, count };
    const reports = await holdRehearsal(input, (report) => io.say(lineOf(report)));
    const milliseconds = performance.now() - start;
    io.print(
      `Rehearsal passed in ${seconds(milliseconds)}: any ${threshold} of ${count} cards and one stick restore the keys.`,
    );
    io.say(`Look at the cards in ${folder}/cards: open an HTML page in a browser and print it.`);
    return {
      json: { ok: true, folder, threshold, count, milliseconds: Math.round(milliseconds), stages: reports },
    };
  },
};

/** The folder asked for, or the first of rehearsal, rehearsal-2, … that is not there yet. */
function newFolder(args: Arguments): string {
  const asked = args.text('out');
  let folder = resolve(asked ?? 'rehearsal');
  for (let number = 2; asked === undefined && existsSync(folder); number++)
    folder = resolve(`rehearsal-${number}`);
  aboutFile(folder, () => mkdirSync(folder, { mode: 0o700 }));
  return folder;
}

function lineOf({ stage, detail, milliseconds }: StageReport): string {
  return `${stage.padEnd(16)}${seconds(milliseconds).padStart(7)}  ${detail}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
