/**
 * What a stick on the table goes by: a letter, for a number is marked on the stick itself, and is another one.
 * @param number counts from 1 in the order in which sticks were taken up
 * @returns `A` to `Z`, then `AA`
 */
export function stickLetter(number: number): string {
  const before = Math.floor((number - 1) / 26);
  const letter = String.fromCharCode(0x41 + ((number - 1) % 26));
  return before <= 0 ? letter : `${stickLetter(before)}${letter}`;
}
