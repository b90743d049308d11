import type { Dirent } from 'node:fs';

/** Why a file or folder of a source is not taken along. */
export type LeftReason =
  | 'chain-data'
  | 'public-chain-file'
  | 'log'
  | 'program'
  | 'cache'
  | 'too-large'
  | 'empty'
  | 'link'
  | 'not-a-file';

/** What is said of each reason to the person who gave the source. */
export const leftTexts: Readonly<Record<LeftReason, string>> = {
  'chain-data': 'a database of the chain: a node gets it from the network again',
  'public-chain-file': 'public data of the chain or the network, which a node gets again',
  log: 'a log',
  program: 'programs: install them again from their release',
  cache: 'files that programs make again',
  'too-large': 'larger than any key file',
  empty: 'empty',
  link: 'a link: what it points to was not looked at; give that as a source of its own if it holds keys',
  'not-a-file': 'no file but a socket, a pipe or a device',
};

/** No known key file is larger; what is gets named, not taken. In bytes. */
export const largestTaken = 16 * 1024 * 1024;

const folderReasons: ReadonlyMap<string, LeftReason> = new Map([
  ['cs.wal', 'chain-data'],
  ['snapshots', 'chain-data'],
  ['wasm', 'chain-data'],
  ['paritydb', 'chain-data'],
  ['logs', 'log'],
  ['log', 'log'],
  ['cosmovisor', 'program'],
  ['node_modules', 'cache'],
  ['.git', 'cache'],
  ['.cache', 'cache'],
]);

/** Why a folder is left out, by its name and what lies in it, or null. */
export function reasonOfFolder(name: string, entries: readonly Dirent[]): LeftReason | null {
  const named = folderReasons.get(name.toLowerCase());
  return named ?? (isDatabase(entries) ? 'chain-data' : null);
}

/** LevelDB, RocksDB and Pebble keep a CURRENT or a marker beside their MANIFEST files; ParityDB has tables. */
function isDatabase(entries: readonly Dirent[]): boolean {
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const hasManifest = names.some((name) => /^MANIFEST-\d{6}/.test(name));
  const hasCurrent = names.some((name) => name === 'CURRENT' || /^marker\.manifest\./.test(name));
  return (
    (hasManifest && hasCurrent) || names.filter((name) => /^(table|index)_\d\d_\d\d$/.test(name)).length > 1
  );
}

/** Why a file is left out, by its name and size, or null. What has the name of a key is never left for its name. */
export function reasonOfFile(name: string, bytes: number): LeftReason | null {
  if (bytes === 0) return 'empty';
  if (bytes > largestTaken) return 'too-large';
  if (hasKeyName(name)) return null;
  if (/\.log(\.\d+|\.gz|\.\d+\.gz)?$/i.test(name)) return 'log';
  return ['genesis.json', 'addrbook.json', 'upgrade-info.json'].includes(name) ? 'public-chain-file' : null;
}

/** Whether a name is one under which programs keep keys and what belongs to them. */
export function hasKeyName(name: string): boolean {
  return (
    /priv_?val|node_key|sign_state|keyhash|keystore|mnemonic|wallet|secret|credential|password|_shard\.json$/i.test(
      name,
    ) ||
    /\.(key|pem|crt|cer|der|p8|p12|pfx|asc|gpg|pgp|age|enc|info|address|softsign)$/i.test(name) ||
    /^(\.env.*|id_(rsa|ed25519|ecdsa).*|(ecies|rsa)_keys\.json)$/i.test(name)
  );
}
