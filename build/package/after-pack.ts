import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { setFuses } from './fuses.ts';

/** Called by electron-builder when the application lies in its folder, before it is put into packages. */
export default async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const { productFilename } = packager.appInfo;
  const binary: Record<string, string> = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: 'executableName' in packager ? String(packager.executableName) : productFilename,
  };
  // Electron's own window for whoever starts it without an application. electron-builder takes it away only from an
  // Electron that it fetched itself.
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
  await setFuses(join(appOutDir, binary[electronPlatformName] ?? productFilename), electronPlatformName);
}
