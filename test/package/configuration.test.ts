import { createRequire } from 'node:module';
import { DebugLogger } from 'builder-util';
import { expect, it } from 'vitest';
import { configuration } from '../../build/package/configuration.ts';

const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: object, logger: DebugLogger): Promise<void>;
};
const validate = (config: object) => validateConfiguration(structuredClone(config), new DebugLogger(false));

it("the packaging is what electron-builder's own schema allows, and a member it does not know is refused", async () => {
  await validate(configuration);
  await expect(validate({ ...configuration, telemetry: true })).rejects.toThrow(/telemetry/);
});

it('publishes nothing, rebuilds nothing, and takes nothing in but what was built', () => {
  expect(configuration).toMatchObject({ publish: null, npmRebuild: false, nodeGypRebuild: false });
  expect(configuration.files).toContain('!**/node_modules');
});
