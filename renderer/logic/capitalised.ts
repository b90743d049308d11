/**
 * A finding as a sentence begins. A first word with a digit or a sign in it is a name of the machine's own, such as
 * `eth0`: it is written as it is typed.
 */
export function capitalised(text: string): string {
  return /^\p{Ll}+(?=[\s,:]|$)/u.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
