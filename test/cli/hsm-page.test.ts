import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireTool, run } from '../tools.ts';
import { onStick } from './ceremony-folder.ts';
import { commandsOf, runPageCommand } from './restore-page-commands.ts';

// The commands of docs/hsm.md as they stand there, against SoftHSM2 and OpenSC, for each kind of key.

const tools = ['softhsm2-util', 'pkcs11-tool', 'openssl'].map(requireTool).every(Boolean);
const commands = commandsOf('hsm');
const runnable = commands.filter(({ needs }) => needs === '').map(({ line }) => line);
const [recovering = '', initialising = '', importing = '', ...others] = runnable;
const [
  writing = '',
  reading = '',
  hashing = '',
  comparing = '',
  challenge = '',
  signing = '',
  verifying = '',
] = others;
const [listing = '', removing = ''] = others.slice(7);

interface Handover {
  readonly root: string;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly perform: (line: string) => ReturnType<typeof runPageCommand>;
}

let place: string;
const memory: string[] = [];
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'quorate-hsm-'));
});
afterEach(() => {
  for (const folder of memory) rmSync(folder, { recursive: true, force: true });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A ceremony with one signer's key, its cards as the page names them, and an empty token. */
async function handover(name: string, algorithm: readonly string[]): Promise<Handover> {
  const root = join(place, name);
  mkdirSync(join(root, 'tokens'), { recursive: true });
  const pem = join(root, 'made.pem');
  expect(run('openssl', ['genpkey', '-quiet', '-algorithm', ...algorithm, '-out', pem]).code).toBe(0);
  const spki = run('bash', ['-c', `openssl pkey -in '${pem}' -pubout -outform DER | base64 -w 0`]).stdout;
  const contents = { 'signer/signer.pem': readFileSync(pem), 'signer/notes.txt': Buffer.from('rack 3\n') };
  const ceremony = await onStick(await sealSample(contents), root);
  for (const [index, text] of ceremony.texts.entries())
    writeFileSync(join(root, `card-${index + 1}.txt`), `${text}\n`);
  const configuration = join(root, 'softhsm2.conf');
  writeFileSync(
    configuration,
    `directories.tokendir = ${join(root, 'tokens')}\nobjectstore.backend = file\n`,
  );
  const inMemory = mkdtempSync('/dev/shm/quorate-hsm-');
  memory.push(inMemory);
  const places = { '/media/STICK': ceremony.folder, '/dev/shm/handover': join(inMemory, 'handover') };
  return {
    root,
    publicKey: Buffer.from(spki, 'base64').toString('hex'),
    fingerprint: run('bash', ['-c', `echo '${spki}' | base64 -d | sha256sum`]).stdout.slice(0, 64),
    perform: (line) => runPageCommand(line, root, places, { SOFTHSM2_CONF: configuration }),
  };
}

describe.skipIf(!tools)('docs/hsm.md', () => {
  it('has the commands that are run here, and one that needs root', () => {
    expect(runnable.length).toBe(12);
    expect(commands.filter(({ needs }) => needs !== '').map(({ line }) => line)).toEqual([
      'apt-get install softhsm2 opensc',
    ]);
  });

  it('hands a secp256k1 key to a token, which signs with it: every command as it stands there', async () => {
    const { perform, fingerprint, root } = await handover('page', [
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:secp256k1',
    ]);
    const recovered = perform(recovering);
    expect(recovered.code).toBe(0);
    const [, file = ''] = /0600 {2}(\S+)/.exec(recovered.stdout) ?? [];
    expect(file.endsWith('/handover/signer.pkcs8.der')).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(recovered.stdout).toContain(fingerprint);
    // The notes beside the key are no key.
    expect(run('ls', [join(file, '..')]).stdout.trim()).toBe('signer.pkcs8.der');
    for (const line of [initialising, importing, writing, reading])
      expect([line, perform(line)]).toMatchObject([line, { code: 0 }]);
    expect(perform(hashing).stdout.slice(0, 64)).toBe(fingerprint);
    expect(perform(comparing).stdout).toContain(`"fingerprint": "${fingerprint}"`);
    for (const line of [challenge, signing]) expect([line, perform(line)]).toMatchObject([line, { code: 0 }]);
    expect(perform(verifying)).toMatchObject({ code: 0, stdout: 'Signature Verified Successfully\n' });
    expect(perform(listing).stdout).toContain('EC_POINT');
    // Another key on the token is found out by both.
    writeFileSync(join(root, 'challenge.bin'), 'another challenge of 32 bytes   ');
    expect(perform(verifying).code).not.toBe(0);
    writeFileSync(join(root, 'token.der'), 'another key');
    expect(perform(comparing).code).not.toBe(0);
    expect(perform(removing).code).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it.each<[string, readonly string[]]>([
    ['P-256', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['P-521', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['RSA', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ])('%s: the public key read back from the token is the one of the manifest', async (name, algorithm) => {
    const { perform, fingerprint } = await handover(name, algorithm);
    for (const line of [recovering, initialising, importing, reading])
      expect([line, perform(line)]).toMatchObject([line, { code: 0 }]);
    expect(perform(hashing).stdout.slice(0, 64)).toBe(fingerprint);
    expect(perform(comparing).code).toBe(0);
  });

  it.each<[string, readonly string[], number]>([
    ['P-384', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], 97],
    ['Ed25519', ['ed25519'], 32],
  ])('%s: the point that the token lists is the end of the public key', async (name, algorithm, bytes) => {
    const { perform, publicKey } = await handover(name, algorithm);
    for (const line of [recovering, initialising, importing])
      expect([line, perform(line)]).toMatchObject([line, { code: 0 }]);
    const [, point = 'none'] = /EC_POINT: +([0-9a-f]+)/.exec(perform(listing).stdout) ?? [];
    expect(point.slice(-2 * bytes)).toBe(publicKey.slice(-2 * bytes));
  });
});
