import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, expect, it } from 'vitest';
import { onStick } from '../../cli/ceremony-folder.ts';
import { requireTool, run } from '../../tools.ts';
import { sealSample } from '../folder/sample-folder.ts';
import { openedDrill } from './held.ts';

const root = mkdtempSync(join(tmpdir(), 'quorate-certificate-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(!requireTool('openssl'))(
  'in a drill a certificate does not stand in for the key expected of it',
  async () => {
    const words = ['req', '-x509', '-newkey', 'ed25519', '-noenc', '-days', '9', '-subj', '/CN=x'];
    const ended = run('openssl', [...words, '-keyout', 'server.key', '-out', 'server.crt'], { cwd: root });
    expect(ended.code).toBe(0);
    const file = (name: string) => Uint8Array.from(readFileSync(join(root, name)));
    const { fingerprint } = await recogniseKeyFile(file('server.crt'), 'server.crt');
    const issuesWith = async (names: readonly string[]) => {
      const contents = Object.fromEntries(names.map((name) => [`tls/${name}`, file(name)]));
      const drill = await openedDrill(await onStick(await sealSample(contents), root), 'opening', [1, 2]);
      drill.compare([fingerprint as string]);
      drill.end();
      return drill.issues.filter(({ code }) => code === 'expectation-unmet');
    };
    expect(await issuesWith(['server.crt', 'server.key'])).toEqual([]);
    const [issue, ...more] = await issuesWith(['server.crt']);
    expect(issue?.text).toContain('only its certificate tls/server.crt');
    expect(more).toEqual([]);
  },
);
