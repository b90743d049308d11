/**
 * A word as a shell takes it, for a command that a person is told to type: a stick's label, and so the place where it is
 * mounted, may hold anything.
 */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
