import { readdirSync } from 'node:fs';

/** Whether a printed page still lies in the system's print spool. */
export interface PrintSpool {
  /** `unreadable`: this user may not look; `none`: there is no spool where one would be. */
  readonly state: 'empty' | 'holds' | 'unreadable' | 'none';
  readonly folder: string;
  /** Documents that lie there. */
  readonly files: number;
}

/** Where CUPS keeps the documents of its jobs: by default for a day after they were printed. */
const cupsSpool = '/var/spool/cups';

/**
 * Looks for documents in the print spool. CUPS names the documents of a job `d00001-001`, see cups-files.conf(5).
 * @param folder another spool, for a test
 */
export function lookAtSpool(folder = cupsSpool): PrintSpool {
  try {
    const files = readdirSync(folder).filter((name) => /^d\d+-\d+$/.test(name)).length;
    return { state: files > 0 ? 'holds' : 'empty', folder, files };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { state: isMissing ? 'none' : 'unreadable', folder, files: 0 };
  }
}
