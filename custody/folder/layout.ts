/** Files and folders of a ceremony folder, by their fixed names. */
export const bundleFile = 'bundle.quorate';
export const manifestFile = 'manifest.json';
export const journalFile = 'journal.jsonl';
export const recoveryFile = 'RECOVERY.txt';
export const sumsFile = 'SHA256SUMS';
export const recordsFolder = 'records';
export const kitFolder = 'recover';
export const closingFile = 'closing.jsonl';

/** The files that SHA256SUMS must list; the kit is free. */
export const listedFiles = [bundleFile, manifestFile, journalFile, recoveryFile] as const;

/** The most bytes a journal may have: ten thousand imports fit many times over. */
export const maxJournalBytes = 16 * 1024 * 1024;
/** The most bytes a file of the kit, or one nobody knows, may have to be hashed. */
export const maxOtherBytes = 64 * 1024 * 1024;

/**
 * The name of a ceremony's folder on every stick: `quorate-20261120-<label slug>-<ceremony id>`.
 * @param time UTC time of the ceremony
 * @param id 8 hex digits
 */
export function folderName(time: string, label: string, id: string): string {
  const slug = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '');
  const day = time.slice(0, 10).replace(/-/g, '');
  return ['quorate', day, slug, id].filter((part) => part !== '').join('-');
}
