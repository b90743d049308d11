/**
 * The folder hash as somebody copied it from a card or transcript.
 * @param typed in any case, with blanks, colons and dashes as people type them
 * @returns 64 hex digits, or null for what is none
 */
export function readPaperHash(typed: string): string | null {
  const hex = typed.replace(/[\s:-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : null;
}
