import { changedSticks, checkData } from '@quorate/custody/records/check';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { folderHelp, folderOptions, sayFindings } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import { foldersOf, leaveAndSay, peopleOf, recordHelp, recordOptions } from '../records/record-options.ts';

/** `quorate check`: sticks against each other and against paper, with a record on each. */
export const check: Command = {
  name: 'check',
  summary: 'compare sticks of one ceremony with each other and with paper, and record it',
  usage: ['check DIR [DIR2 …] [--folder-hash HEX] --operator NAME [--witness NAME …]'],
  example: 'quorate check /media/a /media/b --operator "Ada Lovelace" --witness "Grace Hopper"',
  help: [...folderHelp, ...recordHelp],
  options: { ...folderOptions, ...recordOptions },
  positionals: [1, 99],
  async run(args, io) {
    const people = peopleOf(args);
    const folders = foldersOf(args);
    for (const { path, findings } of folders) {
      io.say(path);
      sayFindings(io, findings);
    }
    const changed = changedSticks(folders);
    const [first] = folders;
    if (first?.folderHash) io.print(...hashLines('folder hash', first.folderHash));
    const isAuthenticated = folders.every((folder) => folder.isAuthenticated);
    if (changed.length > 0) {
      io.print(`NOT AS THEY WERE SEALED: ${changed.map(({ path }) => path).join(', ')}`);
      return {
        json: { ok: false, changed: changed.map(({ path }) => path) },
        exitCode: exitCodeOf('integrity'),
      };
    }
    const records = leaveAndSay(folders, { type: 'check', people, data: checkData(folders) }, io);
    const alike = folders.length === 1 ? 'the stick is' : `all ${folders.length} sticks are alike and`;
    io.print(
      `${alike} as sealed${isAuthenticated ? ', and as on paper' : '; not authenticated against paper'}`,
    );
    return { json: { ok: true, authenticated: isAuthenticated, records } };
  },
};
