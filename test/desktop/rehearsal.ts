import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import type { PlanDraft } from '../../electron/contract/ceremony-channels.ts';
import { run } from '../tools.ts';
import type { RunningApp } from './running-app.ts';

// What a rehearsal on the desktop is made of: people, key files, sticks, and a reader of printed cards.

export const people = { operator: 'Olga Operator', witness: 'Wim Witness' };

/** Five custodians, of whom any three restore. */
export const draft: PlanDraft = {
  label: 'Desktop rehearsal',
  operator: people.operator,
  witnesses: [people.witness],
  custodians: ['Ada', 'Bob', 'Cyd', 'Dee', 'Eve'].map((name) => ({ name, location: `${name}'s safe` })),
  threshold: 3,
  sources: ['validator'],
  sticks: 2,
  singleStickReason: null,
  stickLocations: ['Zurich', 'Lyon'],
  stickPhrase: null,
  previousClosingHead: null,
  contacts: ['Ada, +41 44 000 00 00'],
};

/** What lies on the machine before a rehearsal. */
export interface Belongings {
  readonly home: string;
  readonly sticks: readonly string[];
}

/** Puts freshly made sample keys and empty folders for two sticks into a folder. */
export function belongingsIn(root: string): Belongings {
  const home = join(root, 'home');
  for (const { path, bytes } of sampleHome()) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), bytes, { mode: 0o600 });
  }
  const sticks = ['stick-1', 'stick-2'].map((name) => join(root, name));
  for (const stick of sticks) mkdirSync(stick);
  return { home, sticks };
}

/** From the first screen to a confirmed plan. */
export async function upToPlan(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  await app.want('ceremony.preflight', {});
  await app.want('ceremony.passPreflight', {});
  const { hash } = await app.want('ceremony.draftPlan', { draft });
  await app.want('ceremony.confirmPlan', { people, planSha256: hash.hex });
}

/** From the first screen to imported keys. */
export async function upToKeys(app: RunningApp, { home }: Pick<Belongings, 'home'>): Promise<void> {
  await upToPlan(app);
  const [file = ''] = await app.choose('folder', [home]);
  await app.want('ceremony.importKeys', { sources: [{ name: 'validator', file }] });
}

/** Seals, and writes and verifies both sticks. */
export async function upToCards(app: RunningApp, { sticks }: Pick<Belongings, 'sticks'>): Promise<void> {
  await app.want('ceremony.confirmKeys', {});
  await app.want('ceremony.seal', {});
  for (const [index, path] of sticks.entries()) {
    const [file = ''] = await app.choose('stick', [path]);
    await app.want('ceremony.writeStick', { stick: index + 1, file, declaration: null });
    await app.want('ceremony.verifyStick', { stick: index + 1, replugged: false });
  }
  await app.want('ceremony.finishSticks', { fewer: null });
  await app.want('ceremony.stickPhrase', { phrase: '' });
}

/** A picture of a printed page, 300 dots to the inch. */
export function photograph(pdf: string): string {
  const picture = pdf.replace(/\.pdf$/, '');
  run('pdftoppm', ['-r', '300', '-png', '-singlefile', pdf, picture]);
  return `${picture}.png`;
}

/** What a scanner that is not ours reads from a picture. */
export function scan(picture: string): string {
  return run('zbarimg', ['--raw', '-q', picture]).stdout.trim();
}
