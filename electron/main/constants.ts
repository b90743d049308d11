/** Where the window's pages come from. */
export const origin = 'app://quorate';
/** The start page. */
export const startPage = `${origin}/index.html`;
/** In memory: nothing of a session reaches a disk. */
export const windowPartition = 'ceremony';
export const printPartition = 'print';

/** What a page of the window may load: what lies beside it, and nothing else. */
export const windowPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
