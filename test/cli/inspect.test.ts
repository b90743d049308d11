import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../tools.ts';
import { quorate } from './program.ts';

function shell(folder: string, script: string): string {
  const ended = run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
  if (ended.code !== 0) throw new Error(ended.stderr);
  return ended.stdout.trim();
}

describe('inspect of a provider daemon', () => {
  it('prints a table and JSON with what was found, what belongs together and what was left', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'tls'));
    mkdirSync(join(home, 'data'));
    shell(
      home,
      `openssl ecparam -name prime256v1 -genkey -noout -out tls/server.key
       openssl ecparam -name prime256v1 -genkey -noout -out tls/client.key
       openssl req -x509 -key tls/server.key -days 20 -subj '/CN=provider' -out tls/server.crt
       openssl req -x509 -key tls/server.key -days 1000 -subj '/CN=client' -out tls/client.crt`,
    );
    writeFileSync(join(home, 'workloads.db'), 'opaque content');
    writeFileSync(join(home, 'config.yaml'), 'host: x\napi_token: hunter2\n');
    writeFileSync(join(home, 'node.log'), 'x');
    const state = join(home, 'data/priv_validator_state.json');
    writeFileSync(state, '{"height":"77","round":0,"step":3}');
    utimesSync(state, new Date(), new Date(Date.now() - 3.5 * 86_400_000));

    const { code, stdout, stderr } = quorate(['inspect', `provider=${home}`]);
    expect([code, stderr]).toEqual([0, '']);
    const hash = shell(
      home,
      'openssl ec -in tls/server.key -pubout -outform DER 2>/dev/null | sha256sum | cut -c1-64',
    );
    expect(stdout).toContain(`provider/tls/server.key  (pem-private-key, p256, `);
    expect(stdout).toContain(`    fingerprint  ${hash}`);
    expect(stdout).toMatch(/subject {6}CN=provider/);
    expect(stdout).toContain('note: The certificate expires in 19 days.');
    expect(stdout).toContain('signed up to  height 77, round 0, step 3');
    expect(stdout).toMatch(/written {6}20.*Z, 3 days ago/);
    expect(stdout).toContain('look like secrets  api_token (line 2)');
    expect(stdout).not.toContain('hunter2');
    const opaque = createHash('sha256').update('opaque content').digest('hex');
    expect(stdout).toContain(`SHA-256      ${opaque} (of the file; keep it to yourself)`);
    expect(stdout).toContain('provider/tls/server.crt is the certificate of provider/tls/server.key');
    expect(stdout).toContain('Left out:\n  provider/node.log  (a log)');

    const json = JSON.parse(quorate(['inspect', `provider=${home}`, '--json']).stdout);
    expect(json.left).toEqual([
      { path: 'provider/node.log', location: join(home, 'node.log'), reason: 'log', needsLook: false },
    ]);
    const certificate = json.files.find(({ path }: { path: string }) => path === 'provider/tls/server.crt');
    expect(certificate).toMatchObject({
      type: 'x509-certificate',
      fingerprint: hash,
      sha256: null,
      isPrivate: false,
    });
    expect(certificate.expires).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(json.files).toHaveLength(7);
  });

  it('warns when certificate and key do not belong together', () => {
    const home = temporaryFolder();
    shell(
      home,
      `openssl genpkey -algorithm ed25519 -out server.key; openssl genpkey -algorithm ed25519 -out other
       openssl req -x509 -key other -days 20 -subj '/CN=x' -out server.crt; rm other`,
    );
    const { stdout } = quorate(['inspect', `tls=${home}`]);
    expect(stdout).toContain('WARNING: tls/server.crt and tls/server.key do not belong together');
    expect(stdout).not.toContain(readFileSync(join(home, 'server.key'), 'utf8').split('\n')[1]);
  });
});
