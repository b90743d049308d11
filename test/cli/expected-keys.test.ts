import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519Key, fileOf, nodeKey, upperHex, validatorKey } from '../crypto-core/keys/cometbft-files.ts';
import { ForeignFiles } from '../crypto-core/keys/foreign-files.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireTool } from '../tools.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// --expect in every form in which people write a key down: at the seal (through the plan), in a drill, at recovery.

const validator = ed25519Key('expected validator');
const node = ed25519Key('expected node');
const address = upperHex(validator.address);

describe.skipIf(!requireTool('openssl'))('what is expected', () => {
  const foreign = new ForeignFiles();
  let root: string;
  let ceremony: CeremonyOnStick;
  /** Every form, by the source it is of. */
  let forms: (readonly [source: string, form: string])[];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-expected-'));
    foreign.make('openssl ecparam -name prime256v1 -genkey -noout -out ec.pem');
    const contents: Record<string, Uint8Array> = {
      'val/priv_validator_key.json': fileOf(validatorKey(validator)),
      'val/node_key.json': fileOf(nodeKey(node)),
      'signer/ec.pem': foreign.read('ec.pem'),
    };
    for (const [path, bytes] of Object.entries(contents)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
    ceremony = await onStick(await sealSample(contents), root);
    const der = foreign.ask('openssl pkey -in ec.pem -pubout -outform DER | sha256sum | cut -c1-64');
    const colons = (hex: string) => hex.replace(/..(?=.)/g, '$&:');
    forms = [
      ['val', address],
      ['val', address.toLowerCase()],
      ['val', colons(address.toLowerCase())],
      ['val', address.replace(/.{4}(?=.)/g, '$& ')],
      ['val', address.replace(/.{8}(?=.)/g, '$&-')],
      ['val', `0x${address.toLowerCase()}`],
      ['val', bech32.encode('cosmosvalcons', bech32.toWords(Uint8Array.from(validator.address)))],
      ['val', validator.stored.toString('base64')],
      ['val', validator.stored.toString('hex').toUpperCase()],
      ['val', node.address.toString('hex')],
      ['val', colons(upperHex(node.address))],
      ['signer', der],
      ['signer', colons(der.toUpperCase())],
      ['signer', foreign.ask('openssl pkey -in ec.pem -pubout -outform DER | sha256sum')],
      ['signer', foreign.ask('openssl ec -in ec.pem -pubout 2>log | sha256sum')],
      ['signer', foreign.ask('openssl pkey -in ec.pem -pubout -outform DER | openssl dgst -sha256 -c')],
    ];
  });
  afterAll(() => {
    foreign.remove();
    rmSync(root, { recursive: true, force: true });
  });

  /** A form of another key, one digit away. */
  const wrong = () =>
    (forms[2] as readonly [string, string])[1].replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const expected = (more: readonly string[] = []) =>
    [...forms.map(([, form]) => form), ...more].flatMap((form) => ['--expect', form]);
  const cards = () => ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);

  /** A plan by the command line, then a rehearsal by that plan. */
  function seal(name: string, more: readonly (readonly [string, string])[] = []) {
    const plan = join(root, `${name}.plan.json`);
    const people = [
      '--operator',
      'Operator',
      '--witness',
      'Witness',
      '--threshold',
      '2',
      '--purpose',
      'rehearsal',
    ];
    const custodians = ['Cy @ Zurich', 'Di @ Lyon'].flatMap((one) => ['--custodian', one]);
    const sources = ['--source', 'val=validator', '--source', 'signer=signer'];
    const wanted = [...forms, ...more].flatMap(([source, form]) => ['--expect', `${source}=${form}`]);
    const words = ['plan', 'new', plan, '--label', name, ...people, ...custodians, ...sources, ...wanted];
    expect(quorate([...words, '--json']).code).toBe(0);
    const sticks = ['a', 'b'].map((stick) => join(root, `${name}-${stick}`));
    for (const stick of sticks) mkdirSync(stick);
    const homes = ['val', 'signer'].map((source) => `${source}=${join(root, source)}`);
    const to = [...sticks.flatMap((stick) => ['--to', stick]), '--cards', join(root, `${name}-cards`)];
    return { sticks, outcome: quorate(['seal', ...homes, '--plan', plan, ...to, '--json']) };
  }

  it('lets a seal go on in any form, and stops it at one digit, before a stick is touched', () => {
    expect(seal('good').outcome.code).toBe(0);
    const { sticks, outcome } = seal('wrong', [['val', wrong()]]);
    expect([errorOf(outcome).code, outcome.code]).toEqual(['expectation-unmet', 5]);
    expect(errorOf(outcome).message).toContain(wrong());
    expect(sticks.map((stick) => readdirSync(stick))).toEqual([[], []]);
    // The key of another source does not count: each has its own.
    const { outcome: swapped } = seal('swapped', [['signer', address]]);
    expect(errorOf(swapped).code).toBe('expectation-unmet');
  });

  it('lets a drill pass in any form, and fails it at one digit', () => {
    const drill = (words: readonly string[]) =>
      quorate(['drill', ceremony.folder, '--kind', 'restore', '--json', ...cards(), ...words]);
    expect(drill(expected()).code).toBe(0);
    const outcome = drill(expected([wrong()]));
    expect(outcome.code).toBe(5);
    const { report } = JSON.parse(outcome.stdout) as {
      report: { verdict: string; issues: { text: string }[] };
    };
    expect(report.verdict).toBe('failed');
    expect(report.issues.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining(`no key ${wrong().slice(0, 8)}…`)]),
    );
  });

  it('lets a recovery go on in any form, and stops it at one digit, before a file is written', () => {
    const settled = ['--original-stopped', '--min-height', '5'];
    const recover = (to: string, words: readonly string[]) =>
      quorate(['recover', ceremony.folder, '--to', to, '--json', ...cards(), ...settled, ...words]);
    const [to, never] = [join(root, 'to'), join(root, 'never')];
    expect(recover(to, expected()).code).toBe(0);
    expect(readFileSync(join(to, 'signer/ec.pem'))).toEqual(Buffer.from(foreign.read('ec.pem')));
    const outcome = recover(never, expected([wrong()]));
    expect([errorOf(outcome).code, outcome.code, existsSync(never)]).toEqual(['expectation-unmet', 5, false]);
  });
});
