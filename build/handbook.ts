import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Takes the pictures that docs/handbook.md shows from those that the desktop tests made: `npm run handbook`, after
// `npm test`. What the page does not show is removed.

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/handbook.md'), 'utf8');
const names = [...page.matchAll(/\]\(handbook\/([a-z0-9-]+\.png)\)/g)].map(([, name = '']) => name);
const folder = join(root, 'docs/handbook');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const name of names) copyFileSync(join(root, 'test-artifacts/screens', name), join(folder, name));
console.log(`${names.length} pictures in ${dirname(join(folder, 'x'))}`);
