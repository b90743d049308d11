import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Draws resources/icons/ from resources/icon.svg, after the drawing was changed: electron-builder takes a folder of
// pictures as it is, and would fetch a program to make them itself. Run by hand: node build/package/render-icons.ts

const resources = join(dirname(fileURLToPath(import.meta.url)), 'resources');
const drawing = readFileSync(join(resources, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
for (const size of [16, 32, 48, 64, 128, 256, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`,
  );
  await page.screenshot({ path: join(resources, `icons/${size}x${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
