import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What only Electron's own binary can show: `npm run test:electron`. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: { include: ['test/desktop/smoke/*.smoke.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
