import { readdirSync } from 'node:fs';

/** Every file below a folder, sorted, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(`${folder}/${entry.name}`).map((path) => `${entry.name}/${path}`)
        : [entry.name],
    )
    .sort();
}
