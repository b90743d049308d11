import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

// Electron's binary cannot be had here. What matters of it for packing is a folder of this shape, and in the binary a
// mark with the states of the fuses behind it.

/** Where Electron's fuses stand in its binary. */
export const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Bytes that have fuses as Electron's binary has: the mark, version 1, their number, one state for all. */
export function binaryWithFuses(fuses: number, state: string): Buffer {
  const wire = Buffer.concat([Buffer.from([1, fuses]), Buffer.from(state.repeat(fuses))]);
  return Buffer.concat([Buffer.alloc(5000, 7), Buffer.from(fuseMark), wire, Buffer.alloc(5000, 9)]);
}

/** A folder shaped as Electron's zip for Linux. */
export async function electronFolder(folder: string): Promise<string> {
  const files: Record<string, string> = {
    version: '45.4.1',
    LICENSE: 'licence of Electron',
    'LICENSES.chromium.html': 'licences of Chromium',
    'chrome-sandbox': 'helper',
    'icudtl.dat': 'data',
    'locales/en-US.pak': 'English',
    'locales/de.pak': 'German',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'electron'), binaryWithFuses(9, '1'), { mode: 0o755 });
  // The window for whoever starts Electron without an application.
  const greeting = `${folder}-greeting`;
  mkdirSync(greeting);
  writeFileSync(join(greeting, 'main.js'), '');
  await createPackage(greeting, join(folder, 'resources/default_app.asar'));
  return folder;
}
