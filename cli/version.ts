import packageJson from './package.json' with { type: 'json' };

/** What wrote a folder, as its manifest and cards say it. */
export const software = { name: 'quorate', version: packageJson.version } as const;
