import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { openJournal } from '@quorate/custody/ceremony/journal';
import type { SealedCeremony } from '@quorate/custody/ceremony/seal';
import { Vault } from '@quorate/custody/ceremony/vault';
import { findKeyFiles } from '@quorate/custody/import/home';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForeignFiles } from '../crypto-core/keys/foreign-files.ts';
import { samplePlan } from '../sample-plan.ts';
import { type Outcome, requireTool, temporaryFolder } from '../tools.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from './program.ts';
import {
  keyringPassword,
  makeOtherHomes,
  openItem,
  secrets,
  signingHomes,
  validatorHome,
  writeHome,
} from './round-trip-homes.ts';

// Key files of every format go in through the import and come back through a recovery, and the programs they belong
// to take them again.

const tools = ['openssl', 'ssh-keygen', 'gpg', 'age', 'age-keygen'].map(requireTool).every(Boolean);
const software = { name: 'quorate', version: '0.0.0' };
const others = ['provider', 'signers', 'ssh', 'secrets'];
const names = [...Object.keys(signingHomes), ...others];
const sourcesOf = (list: readonly string[]) =>
  list.map((name) => ({ name, role: null, host: null, created: null, expect: [] }));

describe.skipIf(!tools)('a round trip', () => {
  const foreign = new ForeignFiles();
  const homes = foreign.folder;
  let root: string;
  let back: string;
  let ceremony: CeremonyOnStick;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-round-'));
    back = join(root, 'back');
    makeOtherHomes(foreign);
    for (const [name, { files }] of Object.entries(signingHomes)) writeHome(join(homes, name), files);
    const vault = new Vault();
    await vault.import(names.map((name) => ({ name, path: join(homes, name) })));
    const sealed = await vault.seal(
      {
        ceremonyId: '0123abcd',
        plan: readPlan(samplePlan({ sources: sourcesOf(names) })),
        planSha256: 'ab'.repeat(32),
        time: '2026-11-20T12:00:00Z',
        cost: { N: 1024, r: 8, p: 1 },
        software,
        kit: [],
      },
      openJournal('0123abcd', true, software),
    );
    const payloads = [1, 2, 3].map((number) => vault.withCard(number, (payload) => payload.slice()));
    ceremony = await onStick({ ...sealed, payloads } as unknown as SealedCeremony, root);
    vault.wipe();
    vault.assertWiped();
    expect(recover(others, []).code).toBe(0);
    for (const [name, { files, state }] of Object.entries(signingHomes)) {
      const stateFile = join(root, `${name}-state.json`);
      writeFileSync(stateFile, files[state] ?? '{"height":"5","round":0,"step":3}');
      const said = ['--original-stopped', '--state', stateFile];
      expect([name, recover([name], said)]).toMatchObject([name, { code: 0 }]);
    }
  });
  afterAll(() => {
    foreign.remove();
    rmSync(root, { recursive: true, force: true });
  });

  const recovered: Outcome[] = [];
  function recover(only: readonly string[], words: readonly string[]): Outcome {
    const shares = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
    const named = only.flatMap((name) => ['--only', name]);
    const outcome = quorate(['recover', ceremony.folder, '--to', back, ...shares, ...named, ...words]);
    recovered.push(outcome);
    return outcome;
  }
  /** A shell command in the folder of restored files. */
  const ask = (command: string) => foreign.ask(`cd ${back} && ${command}`);

  it('brings every file that was taken back as it was, to its place, and nothing else', () => {
    const { taken, left } = findKeyFiles(names.map((name) => ({ name, path: join(homes, name) })));
    expect(taken.length).toBeGreaterThan(60);
    for (const { path, location } of taken) {
      expect(Buffer.compare(readFileSync(join(back, path)), readFileSync(location)), path).toBe(0);
    }
    const restored = readdirSync(back, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(back, join(entry.parentPath, entry.name)));
    expect(restored.sort()).toEqual(taken.map(({ path }) => path).sort());
    expect(left.map(({ path }) => path)).toContain('validator1/data/application.db');
  });

  it('shows no secret: not on the stick, nor in what a recovery, a drill and inspect say', () => {
    const shares = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
    const reports = join(root, 'reports');
    mkdirSync(reports);
    const paths = names.map((name) => `${name}=${join(homes, name)}`);
    const outcomes = [
      quorate(['inspect', ...paths]),
      quorate(['inspect', ...paths, '--json']),
      quorate(['drill', ceremony.folder, ...shares, '--report', reports]),
      ...recovered,
    ];
    const said = outcomes.map(({ stdout, stderr }) => stdout + stderr);
    expect(said[0]).toContain('validator1/config/priv_validator_key.json');
    const files = [ceremony.folder, reports].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    );
    expect(files.length).toBeGreaterThan(10);
    const needles = {
      ...secrets,
      // The end of a private key in DER is part of its secret, for RSA; SEC1 has it in the middle, at byte 7.
      'key of RSA': foreign.read('signers/rsa.pkcs1.pem').subarray(1200, 1260),
      'key of P-256': foreign.read('signers/prime256v1.sec1.der').subarray(7, 39),
    };
    const all = Buffer.concat([...files, Buffer.from(said.join('\n'))]);
    const originals = findKeyFiles(names.map((name) => ({ name, path: join(homes, name) }))).taken;
    const plain = Buffer.concat(originals.map(({ location }) => readFileSync(location)));
    for (const [what, secret] of Object.entries(needles)) {
      const bytes = Buffer.from(secret);
      const hex = bytes.toString('hex');
      // Three bytes are four symbols, whatever stands behind them.
      const base64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
      const isIn = (where: Buffer) =>
        [bytes, hex, hex.toUpperCase(), base64].some((form) => where.includes(form));
      expect([what, isIn(all)]).toEqual([what, false]);
      // What is not encrypted by its own program stands there to be found, or the search finds nothing anywhere.
      expect([what, isIn(plain)]).toEqual([what, !what.includes('keyring')]);
    }
  });

  it('keeps modes: private files at most 0600, certificates 0644, folders 0700', () => {
    for (const entry of readdirSync(back, { recursive: true, withFileTypes: true })) {
      const path = relative(back, join(entry.parentPath, entry.name));
      const mode = (folder: string) => (statSync(join(folder, path)).mode & 0o777).toString(8);
      const isCertificate = /server\.(crt|der)$/.test(path);
      const was = Number.parseInt(mode(homes), 8) & 0o600;
      const wanted = entry.isDirectory() ? '700' : isCertificate ? '644' : was.toString(8);
      expect([path, mode(back)]).toEqual([path, wanted]);
    }
    expect(statSync(join(back, 'signers/ed25519.pem')).mode & 0o777).toBe(0o400);
    expect(statSync(join(back, 'signers/rsa.pem')).mode & 0o777).toBe(0o600);
  });

  it('openssl loads every key and certificate, and its own store', () => {
    const keys = readdirSync(join(back, 'signers')).filter(
      (name) => /\.(pem|der)$/.test(name) && name !== 'server.der',
    );
    expect(keys.length).toBe(4 * 4 + 3 + 4);
    for (const name of keys) {
      const derive = (folder: string) =>
        foreign.ask(`openssl pkey -in ${folder}/signers/${name} -passin pass:x -pubout`);
      expect([name, derive(back)]).toEqual([name, derive(homes)]);
    }
    for (const [certificate, key] of [
      ['provider/tls/server.crt', 'provider/tls/server.key'],
      ['signers/server.crt', 'signers/prime256v1.pem'],
      ['signers/server.der', 'signers/prime256v1.der'],
    ]) {
      expect(ask(`openssl x509 -in ${certificate} -noout -pubkey`)).toBe(
        ask(`openssl pkey -in ${key} -pubout`),
      );
    }
    ask('openssl pkcs12 -in signers/store.p12 -passin pass:x -noout');
    expect(ask('openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in secrets/note.enc')).toBe('hello');
  });

  it('ssh-keygen derives the public keys', () => {
    for (const name of ['id_ed25519', 'id_ecdsa', 'id_rsa', 'id_locked']) {
      const secret = name === 'id_locked' ? 'x' : '';
      const line = ask(`ssh-keygen -y -P '${secret}' -f ssh/${name}`);
      expect(line.split(' ').slice(0, 2)).toEqual(ask(`cat ssh/${name}.pub`).split(' ').slice(0, 2));
    }
  });

  it('gpg imports the secret keys into a new home, and decrypts', () => {
    const fingerprint = foreign.ask("gpg -K --with-colons | awk -F: '/^fpr/{print $10; exit}'");
    for (const name of ['al.gpg', 'al.asc']) {
      const gpg = 'gpg --homedir "$home" -q --batch';
      const script = `home=$(mktemp -d) && ${gpg} --import secrets/${name} && ${gpg} -K --with-colons; gpgconf --homedir "$home" --kill all; rm -rf "$home"`;
      expect(ask(script)).toContain(`:${fingerprint}:`);
    }
    expect(ask('gpg -q --batch --pinentry-mode loopback --passphrase x -d secrets/note.gpg')).toBe('hello');
  });

  it('age knows its identity, and decrypts with it', () => {
    expect(ask('age-keygen -y secrets/identity.txt')).toBe(foreign.ask('age-keygen -y secrets/identity.txt'));
    expect(ask('age -d -i secrets/identity.txt secrets/one.age')).toBe('hello');
  });

  it('a shell reads the variables, and the keyring opens with its password', () => {
    expect(ask('set -a && . secrets/.env && echo "$API_TOKEN $DB_PASSWORD"')).toBe('a-token two words');
    const itemAt = (path: string) => readFileSync(join(back, path), 'utf8');
    for (const host of ['validator1', 'validator2']) {
      expect(openItem(itemAt(`${host}/keyring-file/alice.info`), keyringPassword).Key).toBe('alice.info');
      expect(openItem(itemAt(`${host}/keyring-test/bob.info`), 'test').Key).toBe('bob.info');
    }
    expect(openItem(itemAt('provider/keyring/p.info'), keyringPassword).Key).toBe('p.info');
  });

  it('OpenSSL derives from each seed the key that its file states', () => {
    const prefix = '302e020100300506032b657004220420';
    const files = ['validator1', 'validator2'].map((host) => `${host}/config/priv_validator_key.json`);
    const stated = [...files, 'legacy/priv_validator.json'].map((path) => {
      const key = JSON.parse(readFileSync(join(back, path), 'utf8'));
      const seed = Buffer.from(key.priv_key.value, 'base64').subarray(0, 32).toString('hex');
      const openssl = 'openssl pkey -inform DER -pubout -outform DER | tail -c 32 | base64';
      expect(ask(`echo ${prefix}${seed} | tr a-f A-F | basenc --base16 -d | ${openssl}`)).toBe(
        key.pub_key.value,
      );
      return key.pub_key.value;
    });
    expect(new Set(stated).size).toBe(3);
  });
});

const almost = keyringPassword.slice(0, -1);

describe('seal of whole homes', () => {
  /** Two hosts with the same file names, and what a rehearsal of both needs. */
  function rehearsal(more: (home: string) => void = () => {}) {
    const root = temporaryFolder();
    for (const host of ['validator1', 'validator2']) writeHome(join(root, host), validatorHome(host));
    more(join(root, 'validator1'));
    const plan = join(root, 'plan.json');
    writeFileSync(plan, samplePlan({ sources: sourcesOf(['validator1', 'validator2']) }));
    for (const stick of ['a', 'b']) mkdirSync(join(root, stick));
    const hosts = ['validator1', 'validator2'].map((host) => `${host}=${join(root, host)}`);
    const sticks = ['a', 'b'].flatMap((stick) => ['--to', join(root, stick)]);
    const words = ['seal', ...hosts, '--plan', plan, ...sticks, '--cards', join(root, 'cards')];
    const folder = () => join(root, 'a', readdirSync(join(root, 'a'))[0] as string);
    return { root, words, folder };
  }

  it('says what it takes and leaves, warns of links, asks about the nodes, and journals numbers alone', () => {
    const { root, words, folder } = rehearsal((home) =>
      symlinkSync('/mnt/secret-place', join(home, 'wallets')),
    );
    const { code, stdout, stderr } = quorate([...words, '--json']);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(stderr).toContain(
      'validator1/data/application.db  (a database of the chain: a node gets it from the network again)',
    );
    expect(stderr).toContain('WARNING: validator1/wallets is NOT taken along: a link');
    expect(stderr).toMatch(
      /validator2\/data\/priv_validator_state.json: signed up to height 118204, .* 0 minutes ago/,
    );
    expect(stderr).toContain('A signing state tells how far its key had signed');
    const { left } = JSON.parse(stdout) as { left: { path: string; needsLook: boolean }[] };
    expect(left.filter(({ needsLook }) => needsLook).map(({ path }) => path)).toEqual(['validator1/wallets']);

    const journal = readFileSync(join(folder(), 'journal.jsonl'), 'utf8');
    const lines = journal
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; data: object });
    expect(lines.filter(({ event }) => event === 'keys.imported').map(({ data }) => data)).toEqual([
      { files: 16, left: 7, toLookAt: 1 },
    ]);
    expect(journal).not.toMatch(/wallets|application\.db|node\.log|secret-place/);
    expect(readFileSync(join(root, 'cards/transcript.html'), 'utf8')).toContain(
      'of the sources 7 files and folders were left, 1 of them for a person to look at',
    );
    const { keys } = JSON.parse(readFileSync(join(folder(), 'manifest.json'), 'utf8'));
    const paths = keys.map(({ path }: { path: string }) => path);
    expect(paths).toContain('validator1/config/priv_validator_key.json');
    expect(paths).toContain('validator2/config/priv_validator_key.json');
  });

  it('says which certificate and key belong together, which do not, and what ends soon', () => {
    const { words } = rehearsal((home) => {
      const make = new ForeignFiles();
      make.make(`for name in a b; do
          openssl req -x509 -newkey ed25519 -noenc -days 9 -subj /CN=x -keyout $name.key -out $name.crt 2>log
        done
        mkdir ${home}/tls ${home}/old
        mv a.key a.crt ${home}/tls; mv b.crt ${home}/old/server.crt; openssl genpkey -algorithm ed25519 -out ${home}/old/server.key`);
      make.remove();
    });
    const { code, stderr } = quorate(words);
    expect(code).toBe(0);
    expect(stderr).toContain('validator1/tls/a.crt is the certificate of validator1/tls/a.key');
    expect(stderr).toContain(
      'WARNING: validator1/old/server.crt and validator1/old/server.key do not belong together',
    );
    expect(stderr).toContain('validator1/tls/a.crt: The certificate expires in 8 days.');
  });

  it('takes the password of a keyring, typed twice and unseen, and gives it back', () => {
    const { root, words, folder } = rehearsal();
    const typed = `${keyringPassword}\r`;
    const ended = quorateOnTerminal(
      [...words, '--keyring-password', 'validator1'],
      [
        ['keyring of validator1', typed],
        ['once more', typed],
      ],
    );
    expect([ended.code, ended.stdout]).toEqual([0, expect.not.stringContaining(keyringPassword)]);
    const path = 'validator1/keyring-password.txt';
    expect(ended.stdout).toContain(`${path}  (secrets-file, 512 bytes)`);
    for (const name of readdirSync(folder(), { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const bytes = readFileSync(join(name.parentPath, name.name));
      expect([name.name, bytes.includes(keyringPassword)]).toEqual([name.name, false]);
    }
    const shares = [1, 3].flatMap((card) => ['--share', join(root, `cards/card-${card}.png`)]);
    const to = join(root, 'back');
    expect(quorate(['recover', folder(), '--to', to, '--only', path, ...shares]).code).toBe(0);
    const [first] = readFileSync(join(to, path), 'utf8').split('\n');
    expect(first).toBe(keyringPassword);
    expect(statSync(join(to, path)).mode & 0o777).toBe(0o600);
    const item = readFileSync(join(root, 'validator1/keyring-file/alice.info'), 'utf8');
    expect(openItem(item, first as string).Key).toBe('alice.info');
  });

  it.each([
    ['that differ', [`${keyringPassword}\r`, `${almost}\r`], 'are not the same'],
    ['that open nothing', [`${almost}\r`, `${almost}\r`], 'opens no item of its keyring'],
    ['that are empty', ['\r', '\r'], 'no password was typed'],
  ])('refuses two passwords %s, before anything is written', (_, [one = '', other = ''], message) => {
    const { root, words } = rehearsal();
    const ended = quorateOnTerminal(
      [...words, '--keyring-password', 'validator2'],
      [
        ['keyring of validator2', one],
        ['once more', other],
      ],
    );
    expect(ended.stdout).toContain(message);
    expect(ended.stdout).not.toContain(almost);
    expect(ended.code).toBe(5);
    expect(readdirSync(join(root, 'a'))).toEqual([]);
  });

  it('refuses a password as an argument and the name of no source, and asks nobody without a terminal', () => {
    const { root, words } = rehearsal();
    const refused = quorate([...words, '--json', '--keyring-password', keyringPassword]);
    expect([refused.code, errorOf(refused).code]).toEqual([2, 'usage-option']);
    expect(refused.stdout + refused.stderr).not.toContain(keyringPassword);
    const nobody = quorate([...words, '--json', '--keyring-password', 'validator1']);
    expect([nobody.code, errorOf(nobody).code]).toEqual([5, 'terminal-needed']);
    expect(existsSync(join(root, 'back'))).toBe(false);
  });
});
