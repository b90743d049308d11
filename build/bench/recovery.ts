import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import { writeCardText } from '@quorate/crypto-core/cards/text';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { ClosingRecord, openJournal, utcNow } from '@quorate/custody/ceremony/journal';
import { sealCeremony } from '@quorate/custody/ceremony/seal';
import { deliver, writeStick } from '@quorate/custody/ceremony/sticks';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sampleHeight, sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { alternate, timeOf } from './alternate.ts';
import { runMetered } from './child.ts';
import { rehearsalPlan, sourceName } from './fixtures.ts';
import type { Section, Verdict } from './report.ts';
import { duration, median, spread } from './statistics.ts';
import type { Workplace } from './workplace.ts';

const rounds = 7;
const cost = { N: ceremonyScryptN, r: 8, p: 1 };
/** What a recovery may take beside scrypt, in milliseconds. */
const margin = 200;
const programs = ['recover.mjs recover', 'quorate recover'];

interface Run {
  readonly ms: number;
  /** Of it, scrypt as timed within the process. */
  readonly kdf: number;
}

/** A recovery from three typed cards, from starting the program to its end. */
export async function measureRecovery(workplace: Workplace): Promise<Section> {
  const { folder, cards } = await sealSampleHome(workplace);
  const results = await alternate<Run>(
    {
      'scrypt alone': scryptAlone,
      'recover.mjs recover': () => recover(workplace, join(workplace.kit, 'recover.mjs'), folder, cards),
      'quorate recover': () => recover(workplace, workplace.quorate, folder, cards),
    },
    rounds,
  );
  const wall = (name: string) => (results[name] ?? []).map((run) => run.ms);
  const rest = (name: string) => median((results[name] ?? []).map((run) => run.ms - run.kdf));
  const alone = median(wall('scrypt alone'));
  const rows = programs.map((name) => [
    name,
    spread(wall(name)),
    duration(median(wall(name)) - alone),
    duration(rest(name)),
  ]);
  const head = ['', 'whole process', 'over scrypt alone', 'over its own scrypt'];
  return {
    title: 'Recovery from 3 of 5 cards',
    method: `A CometBFT home of three files, cards as text files, the stick on the disk, restored into memory; scrypt N = 2^18 alone in a process that runs already; ${rounds} rounds in turn. "Its own scrypt" is timed within the process, which a busy machine disturbs less.`,
    tables: [[head, ['scrypt alone', spread(wall('scrypt alone')), '', ''], ...rows]],
    verdicts: programs.flatMap((name) => [
      verdict(name, 'scrypt alone', median(wall(name)) - alone),
      verdict(name, 'its own scrypt', rest(name)),
    ]),
    notes: [],
  };
}

function verdict(program: string, scrypt: string, over: number): Verdict {
  const target = `${scrypt} + ${margin} ms`;
  const measured = `${scrypt} + ${duration(over)}`;
  return { what: `${program}, whole process`, target, measured, isMet: over <= margin };
}

async function scryptAlone(): Promise<Run> {
  const ms = await timeOf(() => nodePrimitives.scrypt(randomBytes(200), randomBytes(32), cost, 32));
  return { ms, kdf: ms };
}

function recover(workplace: Workplace, program: string, sealed: string, cards: readonly string[]): Run {
  // A copy, for each recovery adds a record.
  const folder = workplace.folder('disk', 'stick');
  cpSync(sealed, folder, { recursive: true });
  const to = workplace.folder('memory', 'restored');
  const shares = [0, 2, 4].flatMap((index) => ['--share', cards[index] as string]);
  const guard = ['--original-stopped', '--min-height', String(sampleHeight)];
  const { ms, spent } = runMetered(workplace, program, ['recover', folder, '--to', to, ...shares, ...guard]);
  for (const path of [folder, to]) rmSync(path, { recursive: true });
  return { ms, kdf: spent.kdf };
}

async function sealSampleHome(workplace: Workplace): Promise<{ folder: string; cards: string[] }> {
  const files: RecognisedFile[] = [];
  // Their paths are sorted, as sealing wants its input.
  for (const { path, bytes } of sampleHome().sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const description = await recogniseKeyFile(bytes, path);
    const where = { name: sourceName, path: `${sourceName}/${path}`, location: path };
    files.push({ ...where, mode: 0o600, modified: new Date(), content: bytes, description });
  }
  const kit = readdirSync(workplace.kit).map((name) => ({
    path: name,
    bytes: new Uint8Array(readFileSync(join(workplace.kit, name))),
  }));
  const ceremony = await sealCeremony(
    {
      ceremonyId: 'c0ffee00',
      plan: readPlan(rehearsalPlan(1)),
      planSha256: '0'.repeat(64),
      files,
      time: utcNow(),
      cost,
      software: { name: 'quorate', version: '0.0.0' },
      kit,
    },
    openJournal('c0ffee00', true, { name: 'quorate', version: '0.0.0' }),
  );
  const folder = await writeStick(workplace.folder('disk', 'sealed'), ceremony);
  const closing = new ClosingRecord(utcNow, ceremony.afterJournal, ceremony.folder.folderHash);
  deliver(folder, ceremony, closing.close({}).bytes);
  const place = workplace.folder('memory', 'cards');
  const cards = ceremony.payloads.map((payload, index) => {
    const path = join(place, `card-${index + 1}.txt`);
    writeFileSync(path, `${writeCardText(payload)}\n`, { mode: 0o600 });
    return path;
  });
  return { folder, cards };
}
