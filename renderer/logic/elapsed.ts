/** Time as hours and minutes, `0:07`. @param milliseconds never shown below zero */
export function elapsedWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
