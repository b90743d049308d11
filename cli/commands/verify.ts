import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { folderHelp, folderOf, folderOptions, sayFindings } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import { keyTable } from '../key-table.ts';
import { warnOfMachine } from '../machine-warning.ts';

/** `quorate verify`: a folder against itself and against paper; needs no card. */
export const verify: Command = {
  name: 'verify',
  summary: 'check a ceremony folder: SHA256SUMS, manifest, journal, records; needs no card',
  usage: ['verify DIR [--folder-hash HEX]'],
  example:
    'quorate verify /media/stick --folder-hash 6b85415088f8880e173d25df3b5ff8ae3a7ce9594109d598e49880a3e066a5b9',
  help: folderHelp,
  options: folderOptions,
  positionals: [1, 1],
  async run(args, io) {
    const folder = folderOf(args);
    await warnOfMachine(io);
    io.print(...describe(folder));
    sayFindings(io, folder.findings);
    const bad = folder.findings.all.filter((finding) => finding.severity !== 'note');
    io.print(
      bad.length === 0
        ? verdict(folder)
        : `NOT AS IT WAS SEALED: ${bad.length} finding${bad.length === 1 ? '' : 's'}`,
    );
    if (bad.length > 0) {
      io.say(
        'hint: do not rely on this stick; hold it against another of the ceremony (quorate stick check DIR DIR2), and replace it by a copy of a good one (quorate stick copy)',
      );
    }
    return {
      json: toJson(folder, bad.length === 0),
      exitCode: bad.length === 0 ? 0 : exitCodeOf('integrity'),
    };
  },
};

function verdict(folder: CeremonyFolder): string {
  return folder.isAuthenticated
    ? 'verified: every file is as it was sealed, and the folder is the one on paper'
    : 'consistent: every file matches SHA256SUMS; not authenticated against paper';
}

function describe(folder: CeremonyFolder): string[] {
  const { manifest, journal, records, folderHash } = folder;
  const lines = [`folder        ${folder.path}`];
  if (manifest !== null) {
    const { ceremony, shareSet } = manifest;
    lines.push(
      `ceremony      ${ceremony.id} "${ceremony.label}", ${ceremony.purpose}, ${ceremony.date}`,
      `cards         any ${shareSet.threshold} of ${shareSet.count}, set ${shareSet.id}`,
    );
  }
  const previous = manifest?.ceremony.previousClosingHead ?? null;
  if (previous !== null) lines.push(...hashLines('follows', previous));
  if (folderHash !== null) lines.push(...hashLines('folder hash', folderHash));
  if (journal !== null) lines.push(...hashLines('chain head', journal.head));
  lines.push(
    ...(records.closing === null
      ? ['closing       ceremony never seen closed']
      : hashLines('closing head', records.closing.head)),
  );
  for (const { record, file, sha256 } of records.stored) {
    lines.push(
      `record        ${file}${record?.mac === null ? ', not authenticated' : ''}`,
      `              ${sha256}`,
      `              ${hashWords(fromHex(sha256))}`,
    );
  }
  for (const file of records.signatures) lines.push(`signature     ${file}, check it with gpg --verify`);
  return manifest === null ? lines : [...lines, '', ...keyTable(manifest.keys), ''];
}

function toJson(folder: CeremonyFolder, isAsSealed: boolean): Record<string, unknown> {
  const { manifest, journal, records, findings } = folder;
  return {
    ok: isAsSealed,
    folder: folder.path,
    authenticated: folder.isAuthenticated,
    folderHash: folder.folderHash,
    chainHead: journal?.head ?? null,
    closingHead: records.closing?.head ?? null,
    ceremony: manifest?.ceremony ?? null,
    shareSet: manifest?.shareSet ?? null,
    keys: manifest?.keys ?? null,
    records: records.stored.map(({ file, sha256, record }) => ({ file, sha256, type: record?.type ?? null })),
    signatures: records.signatures,
    findings: findings.all,
  };
}
