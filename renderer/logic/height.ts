/** A block height in groups of three, to be compared by eye. @param digits decimal */
export function heightInGroups(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** The same for every height that a sentence of custody's names. */
export function heightsInGroups(sentence: string): string {
  return sentence.replace(/(?<=\b(?:height|up to) )\d+/g, heightInGroups);
}
