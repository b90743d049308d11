import type { Edition } from './edition.ts';

/** Bundled instead of edition.ts where the screens run in Chromium alone, without what Electron protects. */
export const edition: Edition = { rehearsalOnly: true };
