import {
  type FuseConfig,
  FuseState,
  FuseV1Options,
  FuseVersion,
  flipFuses,
  getCurrentFuseWire,
} from '@electron/fuses';

/**
 * What Electron's binary may do, burnt into it: every fuse that it knows is named, so that a new one in a later
 * Electron stops the build until somebody has decided about it.
 * @param platform as electron-builder names it: the integrity of the archive exists on macOS and Windows only
 */
export function fusesFor(platform: string): FuseConfig {
  const hasIntegrity = platform === 'darwin' || platform === 'win32';
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: hasIntegrity,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}

/**
 * Sets the fuses of a binary and reads them back.
 * @param binary Electron's executable, or the app bundle on macOS
 * @throws Error naming the first fuse that is not as it was set
 */
export async function setFuses(binary: string, platform: string): Promise<void> {
  const wanted = fusesFor(platform);
  await flipFuses(binary, wanted);
  const wire = await getCurrentFuseWire(binary);
  for (const [name, option] of Object.entries(FuseV1Options)) {
    if (typeof option !== 'number') continue;
    const state = wanted[option as FuseV1Options] === true ? FuseState.ENABLE : FuseState.DISABLE;
    if (wire[option as FuseV1Options] !== state)
      throw new Error(`the fuse ${name} of ${binary} is not as it was set`);
  }
}
