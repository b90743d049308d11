import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Manifest, readManifest } from '@quorate/crypto-core/documents/manifest';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../custody/drill/files-below.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireTool, run } from '../tools.ts';
import { onStick } from './ceremony-folder.ts';
import { quorate } from './program.ts';

// What a full drill wrote into its sandbox, looked at with tools of which none is ours.

const tools = ['openssl', 'sha256sum', 'cmp', 'python3'].map(requireTool).every(Boolean);

/** PKCS #8 of an Ed25519 key, up to its 32 bytes. */
const pkcs8Ed25519 = '302e020100300506032b657004220420';

describe.skipIf(!tools)('the sandbox of a full drill', () => {
  let root: string;
  let sandboxes: string;
  let sandbox: string;
  let keys: Manifest['keys'];
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-full-'));
    sandboxes = mkdtempSync('/dev/shm/quorate-full-');
    sandbox = join(sandboxes, 'copy');
    const contents = {
      ...Object.fromEntries(sampleHome().map(({ path, bytes }) => [`validator/${path}`, bytes])),
      'app/tls.pem': made('openssl', ['genpkey', '-quiet', '-algorithm', 'ed25519', '-out']),
    };
    for (const [path, bytes] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, 'original', path)), { recursive: true });
      writeFileSync(join(root, 'original', path), bytes);
    }
    const { folder, cards } = await onStick(await sealSample(contents), root);
    keys = readManifest(new Uint8Array(readFileSync(join(folder, 'manifest.json')))).keys;
    const shares = [2, 0].flatMap((index) => ['--share', cards[index] as string]);
    expect(quorate(['drill', folder, '--kind', 'full', '--sandbox', sandbox, ...shares]).code).toBe(0);
  });
  afterAll(() => {
    for (const folder of [root, sandboxes]) rmSync(folder, { recursive: true, force: true });
  });

  /** A key file that another program made. */
  function made(program: string, words: readonly string[]): Uint8Array {
    const path = join(root, program);
    expect(run(program, [...words, path]).code).toBe(0);
    return Uint8Array.from(readFileSync(path));
  }
  const keyAt = (path: string) => keys.find((key) => key.path === path) as (typeof keys)[number];
  /** What openssl derives as the public key of a private one, and sha256sum makes of it. */
  const derived = (privateKey: string) => {
    const der = join(root, 'public.der');
    const words = ['pkey', '-in', privateKey, '-inform', 'DER', '-pubout', '-outform', 'DER', '-out', der];
    expect(run('openssl', words)).toMatchObject({ code: 0, stderr: '' });
    return { fingerprint: run('sha256sum', [der]).stdout.slice(0, 64), bytes: readFileSync(der) };
  };

  it('cmp finds every file as it was, but for the state, and nothing is added', () => {
    for (const { path } of keys) {
      const { code } = run('cmp', ['--silent', join(root, 'original', path), join(sandbox, path)]);
      expect([path, code]).toEqual([path, path.endsWith('state.json') ? 1 : 0]);
    }
    expect(filesBelow(sandbox)).toEqual(keys.map(({ path }) => path).sort());
  });

  it('openssl takes the key that it made itself', () => {
    expect(run('openssl', ['pkey', '-in', join(sandbox, 'app/tls.pem'), '-noout']).code).toBe(0);
  });

  it.each(['config/priv_validator_key.json', 'config/node_key.json'])(
    'openssl derives the key of CometBFT in %s, and its address is the one that was sealed',
    (file) => {
      const path = `validator/${file}`;
      const { priv_key } = JSON.parse(readFileSync(join(sandbox, path), 'utf8')) as {
        priv_key: { value: string };
      };
      const seed = Buffer.from(priv_key.value, 'base64').subarray(0, 32);
      const der = join(root, 'private.der');
      writeFileSync(der, Buffer.concat([Buffer.from(pkcs8Ed25519, 'hex'), seed]));
      const { fingerprint, bytes } = derived(der);
      const raw = join(root, 'public.raw');
      writeFileSync(raw, bytes.subarray(-32));
      const address = run('sha256sum', [raw]).stdout.slice(0, 40);
      expect(keyAt(path)).toMatchObject({ fingerprint, publicKey: bytes.subarray(-32).toString('base64') });
      expect(keyAt(path).address?.toLowerCase()).toBe(address);
    },
  );

  it('python reads the signing state as the last height, round and step that 64 and 32 bits hold', () => {
    const look = [
      'import json, sys',
      'state = json.load(open(sys.argv[1]))',
      'print(sorted(state), int(state["height"]) == 2**63 - 1, state["round"] == 2**31 - 1, state["step"])',
    ].join('\n');
    const path = join(sandbox, 'validator/data/priv_validator_state.json');
    expect(run('python3', ['-c', look, path]).stdout.trim()).toBe("['height', 'round', 'step'] True True 3");
  });

  it('every private file is its owner’s alone', () => {
    const modes = keys.map(({ path }) => run('stat', ['-c', '%a', join(sandbox, path)]).stdout.trim());
    expect(new Set(modes)).toEqual(new Set(['600']));
  });
});
