/** The lint rules that keep the folders apart and the program offline. */
export const rules = {
  imports: 'lint/style/noRestrictedImports',
  dependencies: 'lint/correctness/noUndeclaredDependencies',
  node: 'lint/correctness/noNodejsModules',
  commonJs: 'lint/style/noCommonJs',
  globals: 'lint/style/noRestrictedGlobals',
  properties: 'lint/nursery/noJsRestrictedProperties',
  plugin: 'plugin',
} as const;

/** A short name of a rule. */
export type Rule = keyof typeof rules;

/** A source file of a line or two and the rule that must refuse it, null where it is allowed. */
export interface Probe {
  readonly folder: string;
  /** Name of the file without its extension; `.test` at its end makes it a test. */
  readonly name: string;
  readonly source: string;
  readonly refusedBy: Rule | null;
}

/**
 * What a folder may import, and what it may not, by the rule that refuses it. Paths that lead out of the
 * folder's own part are added by {@link outOfItsPart}.
 */
type Imports = { readonly allowed: readonly string[] } & { readonly [rule in Rule]?: readonly string[] };

const importsOfFolder: Record<string, Imports> = {
  'crypto-core': {
    allowed: ['./errors.ts', './bundle/seal.ts'],
    imports: [
      '../electron/contract/channels.ts',
      '@quorate/custody/cards/page',
      '@quorate/cli/main',
      'node:fs',
      'node:fs/promises',
      'fs',
    ],
    node: ['node:fs', 'node:fs/promises', 'fs', 'path'],
    dependencies: [
      'electron',
      'react',
      'openpgp',
      'pngjs',
      '@noble/secp256k1',
      '@quorate/custody/cards/page',
    ],
  },
  'crypto-core/bundle': {
    allowed: [
      '../errors.ts',
      '../json/strict.ts',
      '@noble/hashes/sha2.js',
      '@scure/bip39/wordlists/english.js',
    ],
  },
  custody: {
    allowed: [
      '@quorate/crypto-core/errors',
      '@quorate/crypto-core/bundle/seal',
      './restore.ts',
      'node:fs',
      'node:fs/promises',
      'node:child_process',
    ],
    imports: ['../electron/contract/channels.ts', '@quorate/cli/main', 'node:module', 'module'],
    dependencies: ['electron', 'react', '@noble/hashes/sha2.js', '@quorate/cli/main'],
  },
  'custody/sticks': {
    allowed: ['../restore.ts', './write.ts', '@quorate/crypto-core/encoding'],
  },
  cli: {
    allowed: [
      '@quorate/crypto-core/errors',
      '@quorate/custody/cards/page',
      './commands/verify.ts',
      'node:util',
      'node:readline/promises',
    ],
    imports: ['../electron/contract/channels.ts', 'node:module', 'module'],
    dependencies: ['electron', 'qrcode', '@noble/hashes/sha2.js'],
  },
  'cli/commands': {
    allowed: ['../main.ts', './verify.ts', '@quorate/custody/cards/page'],
  },
  'electron/contract': {
    allowed: ['valibot', './messages.ts'],
    imports: [
      '../main/window.ts',
      '../worker/host.ts',
      '../preload/bridge.ts',
      '@quorate/crypto-core/errors',
      '@quorate/custody/cards/page',
      'electron',
      'react',
      'node:fs',
      'fs',
    ],
  },
  'electron/contract/messages': {
    allowed: ['valibot', '../channels.ts', './recovery.ts'],
    imports: ['../../main/window.ts', '@quorate/crypto-core/errors'],
  },
  'electron/preload': {
    allowed: ['../contract/channels.ts', './bridge.ts'],
    imports: [
      '../main/window.ts',
      '../worker/host.ts',
      '@quorate/crypto-core/errors',
      '@quorate/custody/cards/page',
      'node:fs',
      'react',
      'electron/renderer',
    ],
  },
  'electron/main': {
    allowed: ['../contract/channels.ts', './window.ts', 'node:path', 'node:fs/promises'],
    imports: [
      '../worker/host.ts',
      '../preload/bridge.ts',
      '@quorate/crypto-core/errors',
      '@quorate/custody/cards/page',
      'node:module',
      'module',
      'electron/main',
      'react',
      'openpgp',
    ],
  },
  'electron/main/modules': {
    allowed: ['../window.ts', '../../contract/channels.ts'],
    imports: ['../../worker/host.ts', '@quorate/crypto-core/errors'],
  },
  'electron/watcher': {
    allowed: [
      '@quorate/custody/drives/watch',
      '@quorate/crypto-core/errors',
      '../contract/drives-views.ts',
      './stick-reader.ts',
      'node:fs',
    ],
    imports: [
      '../main/window.ts',
      '../worker/host.ts',
      '@quorate/cli/main',
      'node:net',
      'electron',
      'react',
      'valibot',
      'openpgp',
    ],
  },
  'electron/worker': {
    allowed: [
      '@quorate/custody/cards/page',
      '@quorate/crypto-core/errors',
      '../contract/channels.ts',
      './host.ts',
      'node:process',
      'valibot',
      'openpgp',
    ],
    imports: [
      '../main/window.ts',
      '../preload/bridge.ts',
      '../watcher/stick-reader.ts',
      '@quorate/cli/main',
      'node:module',
      'module',
      'electron',
      'react',
    ],
  },
  renderer: {
    allowed: [
      'react',
      'react/jsx-runtime',
      'react-dom/client',
      'qr',
      'qr/decode.js',
      '@fontsource/atkinson-hyperlegible-next/index.css',
      './app.ts',
    ],
    imports: [
      '@quorate/crypto-core/errors',
      '@quorate/custody/cards/page',
      'electron',
      'node:fs',
      'path',
      'valibot',
    ],
    plugin: ['../electron/contract/channels.ts'],
  },
  'renderer/screens': {
    allowed: ['../app.ts', './people.ts'],
    plugin: ['../../electron/contract/channels.ts'],
  },
};

/** Folders of the product; `build` and tests have fewer rules. */
const productFolders = Object.keys(importsOfFolder);

/** A file of each part of the repository that must not be reached by a path from another part. */
const fileOfPart = {
  'crypto-core': 'crypto-core/errors.ts',
  custody: 'custody/cards/page.ts',
  cli: 'cli/main.ts',
  electron: 'electron/main/window.ts',
  renderer: 'renderer/app.ts',
  build: 'build/bundle.ts',
  test: 'test/tools.ts',
  node_modules: 'node_modules/valibot/dist/index.mjs',
};

/** A module that a folder must not have, however the import is written. */
const waysToImport: readonly [write: (module: string) => string, Rule][] = [
  [(module) => `import one from '${module}';\none();`, 'imports'],
  [(module) => `import { one } from '${module}';\none();`, 'imports'],
  [(module) => `import * as all from '${module}';\nall.one();`, 'imports'],
  [(module) => `import type { One } from '${module}';\nexport const one: One = 1;`, 'imports'],
  [(module) => `export { one } from '${module}';`, 'imports'],
  [(module) => `export * as all from '${module}';`, 'imports'],
  [(module) => `export const late = await import('${module}');`, 'imports'],
  [(module) => `export const late = await import(\`${module}\`);`, 'plugin'],
  [(module) => `export const name = '${module}';\nexport const late = await import(name);`, 'plugin'],
  [(module) => `export const early = require('${module}');`, 'commonJs'],
  [(module) => `export const name = '${module}';\nexport const early = require(name);`, 'commonJs'],
  [(module) => `export type One = import('${module}').One;`, 'plugin'],
  [(module) => `export const late = process.getBuiltinModule('${module}');`, 'properties'],
];

const networkModules = [
  ...['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'inspector', 'inspector/promises', 'net'],
  ...['tls', '_http_client', '_tls_wrap'],
];
const otherSchemes = ['https://[::1]/module.js', 'data:text/javascript,0', 'file:///module.js'];
const networkGlobals = [
  ...['fetch', 'EventSource', 'RTCPeerConnection', 'WebSocket', 'WebTransport', 'XMLHttpRequest'],
];
const helperSources = [
  "import 'node:net';",
  "import 'node:http';",
  "export const got = await fetch('/');",
  'export const socket = globalThis.WebSocket;',
];

const sideEffect = (module: string) => `import '${module}';`;
const probe = (folder: string, source: string, refusedBy: Rule | null, name = 'probe'): Probe => ({
  ...{ folder, name, source, refusedBy },
});

function ofFolders(): Probe[] {
  return Object.entries(importsOfFolder).flatMap(([folder, { allowed, ...refused }]) => [
    ...allowed.map((module) => probe(folder, sideEffect(module), null)),
    ...Object.entries(refused).flatMap(([rule, modules]) =>
      modules.map((module) => probe(folder, sideEffect(module), rule as Rule)),
    ),
  ]);
}

function outOfItsPart(folder: string): Probe[] {
  const parents = folder.split('/');
  const up = '../'.repeat(parents.length);
  return Object.entries(fileOfPart)
    .filter(([part]) => part !== parents[0])
    .map(([, file]) => probe(folder, sideEffect(up + file), 'imports'));
}

function offline(folder: string, name: string): Probe[] {
  const refused = (source: string, rule: Rule) => probe(folder, source, rule, name);
  return [...networkModules.flatMap((module) => [module, `node:${module}`]), 'node:quic', ...otherSchemes]
    .map((module) => refused(sideEffect(module), 'imports'))
    .concat(networkGlobals.map((global) => refused(`export const found = ${global};`, 'globals')))
    .concat(
      networkGlobals.flatMap((global) => [
        refused(`export const found = globalThis.${global};`, 'properties'),
        refused(`export const { ${global}: found } = globalThis;`, 'properties'),
      ]),
    )
    .concat(refused(`navigator.sendBeacon('/');`, 'properties'));
}

function systemRandomness(folder: string): Probe[] {
  return ['export const chance = Math.random();', "export const chance = Math['random']();"]
    .concat('export const { random } = Math;')
    .map((source) => probe(folder, source, 'properties'));
}

function importsInEveryWay(): Probe[] {
  const forbidden = [
    ...productFolders.map((folder) => [folder, 'node:net'] as const),
    ['crypto-core', 'node:fs'] as const,
    ['electron/main', '@quorate/custody/cards/page'] as const,
  ];
  return forbidden.flatMap(([folder, module]) =>
    waysToImport.map(([write, rule]) => probe(folder, write(module), rule)),
  );
}

/** What main and preload may take from Electron: by name, and nothing that reaches a network or a program. */
const electronMembers = [
  probe('electron/main', `import { app, BrowserWindow } from 'electron';\nnew BrowserWindow(app);`, null),
  ...['{ net }', '{ shell }', '{ autoUpdater }', '{ crashReporter }', 'net', '* as net'].map((clause) =>
    probe('electron/main', `import ${clause} from 'electron';\nexport {};`, 'imports'),
  ),
  probe('electron/preload', `export { contextBridge, ipcRenderer } from 'electron';`, null),
  probe('electron/preload', `export { shell } from 'electron';`, 'imports'),
];

const contract = '../electron/contract/channels.ts';

/** The renderer takes the contract's types, and only types. */
const contractTypes = [
  ...[
    `import type { Channel } from '${contract}';\nexport const name: Channel = 'a';`,
    `export type { Channel } from '${contract}';`,
    `export type * from '${contract}';`,
  ].map((source) => probe('renderer', source, null)),
  ...[
    `import { channels } from '${contract}';\nchannels();`,
    `import { type Channel } from '${contract}';\nexport const name: Channel = 'a';`,
    `import channels from '${contract}';\nchannels();`,
    `import * as channels from '${contract}';\nchannels.send();`,
    `export { channels } from '${contract}';`,
    `export * from '${contract}';`,
    `export const late = await import('${contract}');`,
  ].map((source) => probe('renderer', source, 'plugin')),
];

/** `build` and tests use Node and any package, but no network; test helpers may use that too. */
const outsideTheProduct = [
  ...['node:fs', 'node:module', 'esbuild', '@quorate/crypto-core/errors', '@noble/hashes/sha2.js'].map(
    (module) => probe('build', sideEffect(module), null),
  ),
  ...['node:fs', 'node:module', 'vitest', '@quorate/custody/cards/page', '@noble/hashes/sha2.js'].map(
    (module) => probe('test/custody', sideEffect(module), null, 'probe.test'),
  ),
  ...helperSources.map((source) => probe('test/custody', source, null, 'helper')),
  ...offline('build', 'probe'),
  ...offline('test/custody', 'probe.test'),
  ...systemRandomness('build'),
];

export const probes: readonly Probe[] = [
  ...ofFolders(),
  ...productFolders.flatMap((folder) => [
    ...outOfItsPart(folder),
    ...offline(folder, 'probe'),
    ...systemRandomness(folder),
  ]),
  ...importsInEveryWay(),
  ...electronMembers,
  ...contractTypes,
  ...outsideTheProduct,
];
