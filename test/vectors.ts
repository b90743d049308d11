import { readFileSync } from 'node:fs';

/** A file of the vectors that an independent implementation made. */
export function readVectors<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8')) as Content;
}

/** Path of a file or folder among the vectors. */
export function vectorPath(name: string): string {
  return new URL(`vectors/${name}`, import.meta.url).pathname;
}
