// Chromium cannot be taught a scheme from outside. Pages of `app://quorate` are served as `https://quorate.invalid`,
// which is an origin and a secure context as the registered scheme is; the program only ever sees the former.

const inside = 'app://quorate';
const outside = 'https://quorate.invalid';

/** As Chromium knows it. */
export function toBrowser(url: string): string {
  return translate(url, inside, outside);
}

/** As the program knows it. */
export function toProgram(url: string): string {
  return url.startsWith('blob:')
    ? `blob:${translate(url.slice(5), outside, inside)}`
    : translate(url, outside, inside);
}

function translate(url: string, from: string, to: string): string {
  return url === from || url.startsWith(`${from}/`) ? `${to}${url.slice(from.length)}` : url;
}
