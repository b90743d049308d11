import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { passphraseWords } from '@quorate/crypto-core/passphrase/generated';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, expect, it } from 'vitest';
import { samplePlan } from '../sample-plan.ts';
import { quorate, quorateOnTerminal } from './program.ts';

// One ceremony from plan to recovery, every byte of output kept, then searched for every form of every secret.

const root = mkdtempSync(join(tmpdir(), 'quorate-secrecy-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The ways in which secret bytes could show. */
function formsOf(secret: Uint8Array): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  return [
    hex,
    hex.toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('latin1'),
  ];
}

/** All files below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

it('no secret shows in any output, error, journal, record or manifest', async () => {
  const home = join(root, 'home');
  const samples = sampleHome();
  const env = `API_TOKEN=${'s3cr3t-'.repeat(4)}\n`;
  for (const { path, bytes } of samples) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), bytes);
  }
  writeFileSync(join(home, '.env'), env);
  const [stickA, stickB, cards, plan] = ['a', 'b', 'cards', 'secrecy.plan.json'].map((name) =>
    join(root, name),
  ) as [string, string, string, string];
  mkdirSync(stickA);
  mkdirSync(stickB);
  writeFileSync(plan, samplePlan());
  const outputs: string[] = [];
  const keep = ({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }) => {
    outputs.push(stdout, stderr);
    return code;
  };
  const sealWords = [
    'seal',
    `validator=${home}`,
    '--plan',
    plan,
    '--to',
    stickA,
    '--to',
    stickB,
    '--cards',
    cards,
  ];
  expect(keep(quorate(sealWords))).toBe(0);
  const picture = (number: number) => join(cards, `card-${number}.png`);
  const guard = ['--original-stopped', '--min-height', '9000000'];
  expect(keep(quorate(['inspect', home]))).toBe(0);
  expect(keep(quorate(['inspect', home, '--json']))).toBe(0);
  expect(keep(quorate(['verify', stickA, '--json']))).toBe(0);
  expect(keep(quorate(['roll-call', stickA, '--share', picture(1), '--share', picture(2), '--json']))).toBe(
    0,
  );
  expect(
    keep(
      quorate([
        'recover',
        stickA,
        '--to',
        join(root, 'r1'),
        '--share',
        picture(1),
        '--share',
        picture(3),
        ...guard,
      ]),
    ),
  ).toBe(0);
  expect(
    keep(
      quorate([
        'recover',
        stickA,
        '--to',
        join(root, 'r1'),
        '--share',
        picture(1),
        '--share',
        picture(3),
        ...guard,
        '--json',
      ]),
    ),
  ).toBe(6);
  expect(
    keep(
      quorate(['recover', stickA, '--to', join(root, 'r2'), '--share', picture(1), '--json', ...guard], {
        env: { ...process.env, QUORATE_DEBUG: '1' },
      }),
    ),
  ).toBe(4);
  // A damaged key file, whose parser meets the secret on its way to the fault.
  const broken = join(root, 'broken');
  cpSync(home, broken, { recursive: true });
  writeFileSync(
    join(broken, 'config/priv_validator_key.json'),
    readFileSync(join(home, 'config/priv_validator_key.json'), 'utf8').slice(0, -30),
  );
  expect(keep(quorate(['inspect', broken]))).toBe(0);
  // A person who types a card, with a mistake, on a terminal.
  const texts = [1, 2, 3].map((number) =>
    readCardImage(new Uint8Array(readFileSync(picture(number))), 'card'),
  );
  const typed = `${(texts[0] as string).slice(0, 40)}${texts[0]?.[40] === 'Q' ? 'P' : 'Q'}${(texts[0] as string).slice(41)}`;
  const steps = [
    ['the next card, ', `${typed}\r`],
    ['Type yes:', 'yes\r'],
    ['next card (1 more), ', `${texts[1]}\r`],
  ] as const;
  expect(keep(quorateOnTerminal(['recover', stickB, '--to', join(root, 'r3'), ...guard], steps))).toBe(0);

  const shares = texts.map((text) => readQrText(text));
  const secret = await combineShares(
    shares.slice(0, 2).map(({ share }) => share),
    2,
  );
  const privateKeys = samples.slice(0, 2).map(({ bytes }) => {
    const value = (JSON.parse(Buffer.from(bytes).toString()) as { priv_key: { value: string } }).priv_key
      .value;
    return Buffer.from(value, 'base64');
  });
  const hashes = filesBelow(home).map((path) => createHash('sha256').update(readFileSync(path)).digest());
  const secrets = [
    ...privateKeys.flatMap((key) => [...formsOf(key), ...formsOf(key.subarray(0, 32))]),
    ...formsOf(secret),
    passphraseWords(secret),
    ...shares.flatMap(({ share }) => formsOf(share)),
    ...hashes.flatMap((hash) => formsOf(hash)),
    's3cr3t',
  ];
  const published = filesBelow(stickA)
    .concat(filesBelow(stickB))
    .map((path) => readFileSync(path, 'latin1'));
  for (const text of [...outputs, ...published]) {
    for (const form of secrets) expect(text.includes(form)).toBe(false);
  }
  // Card texts: nowhere whole; the person's own typing is cleared from the terminal, row by row.
  for (const text of [...outputs, ...published])
    for (const card of texts) expect(text.includes(card)).toBe(false);
  // The cards themselves are for their owner's eyes.
  for (const path of filesBelow(cards)) expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(outputs.join('').length).toBeGreaterThan(3000);
});
