import { toUtf8 } from '@quorate/crypto-core/encoding';
import { sealFolder, writeFolder } from '@quorate/custody/folder/write';

// Writes a folder onto the stick it is given, in a process that the test kills.
const [stick, name] = process.argv.slice(2) as [string, string];
const paths = [
  'bundle.quorate',
  'manifest.json',
  'journal.jsonl',
  'RECOVERY.txt',
  'recover/words.txt',
  'recover/recover.py',
];
await writeFolder(
  stick,
  sealFolder(
    name,
    paths.map((path) => ({ path, bytes: toUtf8(`contents of ${path}\n`) })),
  ),
);
