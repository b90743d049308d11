import type { Configuration } from 'electron-builder';
import afterPack from './after-pack.ts';

/**
 * How the desktop application is packed. Nothing is published or updated; what goes in is what `build/app.ts` made, and
 * no package of ours or of others beside it.
 */
export const configuration: Configuration = {
  appId: 'org.quorate.desktop',
  productName: 'Quorate',
  copyright: 'The Quorate authors',
  directories: { app: 'dist/app', output: 'dist/packages', buildResources: 'build/package/resources' },
  files: ['**/*', '!**/*.map', '!**/node_modules'],
  asar: true,
  // The worker reads kit and fonts with plain file functions, and the preflight hashes the worker itself; the native
  // module for USB is loaded by the system.
  asarUnpack: ['resources/**'],
  nodeGypRebuild: false,
  // No is an answer that is only asked for where packages may be rebuilt: nothing is, and no folder above the
  // application is searched for packages, where the whole of this repository's would be found.
  npmRebuild: true,
  beforeBuild: () => Promise.resolve(false),
  publish: null,
  electronLanguages: ['en-US'],
  removePackageScripts: true,
  // A package must name a page, and there is none: this one reaches nobody. The desktop name ties windows to the menu.
  extraMetadata: { homepage: 'https://quorate.invalid/', desktopName: 'quorate.desktop' },
  artifactName: '$' + '{productName}-$' + '{version}-$' + '{arch}.$' + '{ext}',
  // The older tools start an AppImage with --no-sandbox, which the application refuses, and need libfuse2.
  toolsets: { appimage: '1.0.3' },
  linux: {
    target: ['dir', 'deb', 'AppImage'],
    executableName: 'quorate',
    category: 'Utility',
    icon: 'icons',
    maintainer: 'The Quorate authors',
    syncDesktopName: true,
    synopsis: 'Key ceremonies without a network',
    description: 'Seals signing keys, splits the passphrase among custodians, and brings the keys back.',
  },
  deb: {
    // Debian 13 has new names for what Debian 12 calls the second ones. What these need brings the rest of Electron's.
    depends: [
      'libgtk-3-0t64 | libgtk-3-0',
      'libnss3',
      'libgbm1',
      'libasound2t64 | libasound2',
      'libatspi2.0-0t64 | libatspi2.0-0',
      'libxkbcommon0',
    ],
    recommends: [],
  },
  afterPack,
};
