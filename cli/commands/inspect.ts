import { toHex } from '@quorate/crypto-core/encoding';
import { type KeyDescription, recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { findKeyFiles } from '@quorate/custody/import/home';
import { agoText } from '@quorate/custody/import/signing-state-age';
import { type FoundFile, importFiles, parseSource, zeroFiles } from '@quorate/custody/import/sources';
import { nodePrimitives } from '@quorate/custody/primitives';
import { certificateFindings, expiryText } from '../certificate-findings.ts';
import type { Command } from '../command.ts';
import { keyTable, row } from '../key-table.ts';
import { leftLines } from '../left-lines.ts';

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
    const { taken, left } = findKeyFiles(args.positionals.map(parseSource));
    const files: InspectedFile[] = [];
    const now = new Date();
    for (const found of taken) {
      const file = await inspectFile(found);
      files.push(file);
      io.print(...linesOf(file, now));
    }
    const findings = certificateFindings(files);
    for (const { text } of findings) io.print(text);
    if (left.length > 0) io.print('', ...leftLines(left));
    return {
      json: {
        ok: true,
        files: files.map(({ modified, ...file }) => ({ ...file, modified: modified.toISOString() })),
        findings,
        left: left.map(({ path, location, reason, needsLook }) => ({ path, location, reason, needsLook })),
      },
    };
  },
};

interface InspectedFile extends KeyDescription {
  readonly path: string;
  readonly location: string;
  readonly bytes: number;
  /** Octal, four digits. */
  readonly mode: string;
  readonly modified: Date;
  /** Of what is not recognised, for the operator's eyes: guesses can be tried on it. Null for all else. */
  readonly sha256: string | null;
}

/** One file at a time in memory: a home directory may be large. */
async function inspectFile(found: FoundFile): Promise<InspectedFile> {
  const imported = importFiles([found]);
  try {
    const [file] = imported;
    if (file === undefined) throw new Error('one file was asked for');
    const { path, content, mode, modified, location } = file;
    const description = await recogniseKeyFile(content, location);
    return {
      path,
      location,
      bytes: content.length,
      mode: mode.toString(8).padStart(4, '0'),
      modified,
      ...description,
      sha256: description.type === 'opaque' ? toHex(nodePrimitives.sha256(content)) : null,
    };
  } finally {
    zeroFiles(imported);
  }
}

function linesOf(file: InspectedFile, now: Date): string[] {
  const lines = keyTable([file]);
  if (file.sha256 !== null) lines.push(row('SHA-256', `${file.sha256} (of the file; keep it to yourself)`));
  if (file.type === 'cometbft-priv-validator-state') {
    lines.push(row('written', `${file.modified.toISOString()}, ${agoText(file.modified, now)}`));
  }
  const expiry = expiryText(file.expires, now);
  if (expiry !== null) lines.push(`    note: ${expiry}`);
  return [...lines, ...file.notes.map((note) => `    note: ${note.text}`)];
}
