import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from 'electron';
import { origin, windowPolicy } from '../constants.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/**
 * Serves the window's pages from an exact list of files: no path is put together from what a page asks for.
 * @param folder where the built pages lie
 * @param files their names, as `index.html`
 */
export function servePages(session: Session, folder: string, files: readonly string[]): void {
  const allowed = new Map(files.map((file) => [`${origin}/${file}`, join(folder, file)]));
  session.protocol.handle('app', async ({ url, method }) => {
    const path = method === 'GET' ? allowed.get(url) : undefined;
    if (path === undefined) return new Response('not here', { status: 404, headers: securityHeaders });
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return new Response(await readFile(path), { headers: { ...securityHeaders, 'Content-Type': type } });
  });
}

/** Headers of every answer. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': windowPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
