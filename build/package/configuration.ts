import type { Configuration } from 'electron-builder';

/**
 * How the desktop application is packed. Nothing is fetched, published or updated; what goes in is what `build/app.ts`
 * made, and no package of ours or of others beside it.
 */
export const configuration: Configuration = {
  appId: 'org.quorate.desktop',
  productName: 'Quorate',
  copyright: 'The Quorate authors',
  directories: { app: 'dist/app', output: 'dist/packages', buildResources: 'build/package/resources' },
  files: ['**/*', '!**/*.map', '!**/node_modules'],
  asar: true,
  // The worker reads kit and fonts with plain file functions, and the preflight hashes the worker itself.
  asarUnpack: ['resources/**'],
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  electronLanguages: ['en-US'],
  removePackageScripts: true,
  artifactName: '$' + '{productName}-$' + '{version}-$' + '{arch}.$' + '{ext}',
  linux: {
    target: ['dir', 'deb', 'AppImage'],
    executableName: 'quorate',
    category: 'Utility',
    synopsis: 'Key ceremonies without a network',
    description: 'Seals signing keys, splits the passphrase among custodians, and brings the keys back.',
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'] },
};
