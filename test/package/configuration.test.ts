import { createRequire } from 'node:module';
import { DebugLogger } from 'builder-util';
import type { BeforeBuildContext } from 'electron-builder';
import { expect, it } from 'vitest';
import { configuration } from '../../build/package/configuration.ts';

const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: object, logger: DebugLogger): Promise<void>;
};
const validate = (config: object) => validateConfiguration({ ...config }, new DebugLogger(false));

it("the packaging is what electron-builder's own schema allows, and a member it does not know is refused", async () => {
  await validate(configuration);
  await expect(validate({ ...configuration, telemetry: true })).rejects.toThrow(/telemetry/);
});

it('publishes nothing, rebuilds nothing, and takes nothing in but what was built', async () => {
  expect(configuration).toMatchObject({ publish: null, nodeGypRebuild: false });
  expect(configuration.files).toContain('!**/node_modules');
  const { beforeBuild } = configuration;
  if (typeof beforeBuild !== 'function') throw new Error('nobody says that no packages are wanted');
  expect(await beforeBuild({} as BeforeBuildContext)).toBe(false);
});
