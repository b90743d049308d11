import { type Files, namesIn, textOf } from './files.ts';

/** Names of the processes that run, as far as this one may see them: the kernel keeps 15 characters of each. */
export function processNames(files: Files): string[] {
  return namesIn(files, '/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => textOf(files, `/proc/${pid}/comm`) ?? []);
}
