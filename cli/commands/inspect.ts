import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { findFiles, importFiles, parseSource, zeroFiles } from '@quorate/custody/import/sources';
import type { Command } from '../command.ts';
import { keyTable } from '../key-table.ts';

/** `quorate inspect`: what key files are, without a secret byte. */
export const inspect: Command = {
  name: 'inspect',
  summary: 'say what key files are: type, public key, fingerprint, address; never a secret byte',
  usage: ['inspect [NAME=]PATH…'],
  example: 'quorate inspect ~/.gaia/config/priv_validator_key.json',
  help: [],
  options: {},
  positionals: [1, Number.POSITIVE_INFINITY],
  async run(args, io) {
    const found = findFiles(args.positionals.map(parseSource));
    const keys: Record<string, unknown>[] = [];
    for (const file of found) {
      // One file at a time in memory: a home directory may be large.
      const imported = importFiles([file]);
      try {
        for (const { path, content, mode, location } of imported) {
          const { notes, ...description } = await recogniseKeyFile(content, location);
          const shared = { path, location, bytes: content.length, mode: mode.toString(8).padStart(4, '0') };
          keys.push({ ...shared, ...description, notes });
          io.print(
            ...keyTable([{ ...shared, ...description }]),
            ...notes.map((note) => `    note: ${note.text}`),
          );
        }
      } finally {
        zeroFiles(imported);
      }
    }
    return { json: { ok: true, files: keys } };
  },
};
