import { unescapeOctal } from '../preflight/mounts.ts';

/** One line of `/proc/self/mountinfo`. */
export interface Mount {
  /** `8:17`. */
  readonly majorMinor: string;
  readonly target: string;
  readonly fileSystem: string;
  /** `/dev/sdb1`, `tmpfs`. */
  readonly source: string;
  readonly isReadOnly: boolean;
}

/** Reads `/proc/self/mountinfo` (proc(5)); lines that do not have its shape are left out. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line): Mount[] => {
    const [before, after] = line.split(' - ');
    const [, , majorMinor, , target, options] = before?.split(' ') ?? [];
    const [fileSystem, source, superOptions] = after?.split(' ') ?? [];
    if (majorMinor === undefined || target === undefined || fileSystem === undefined) return [];
    const all = `${options ?? ''},${superOptions ?? ''}`.split(',');
    return [
      {
        majorMinor,
        target: unescapeOctal(target),
        fileSystem,
        source: unescapeOctal(source ?? ''),
        isReadOnly: all.includes('ro'),
      },
    ];
  });
}
