/** A file's mode as it is typed: `0600`. */
export function modeDigits(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
