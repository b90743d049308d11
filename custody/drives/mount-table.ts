/** One line of `/proc/self/mountinfo`. */
export interface Mount {
  /** `8:17`. */
  readonly majorMinor: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** `/dev/sdb1`, `tmpfs`. */
  readonly source: string;
  readonly isReadOnly: boolean;
}

/** Reads `/proc/self/mountinfo` (proc(5)); lines that do not have its shape are left out. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line): Mount[] => {
    const [before, after] = line.split(' - ');
    const [, , majorMinor, , mountPoint, options] = before?.split(' ') ?? [];
    const [fileSystem, source, superOptions] = after?.split(' ') ?? [];
    if (majorMinor === undefined || mountPoint === undefined || fileSystem === undefined) return [];
    const all = `${options ?? ''},${superOptions ?? ''}`.split(',');
    return [
      {
        majorMinor,
        mountPoint: unescaped(mountPoint),
        fileSystem,
        source: unescaped(source ?? ''),
        isReadOnly: all.includes('ro'),
      },
    ];
  });
}

/** The kernel writes blanks, tabs, line feeds and backslashes as three octal digits. */
function unescaped(field: string): string {
  const bytes = field.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return bytes;
}
