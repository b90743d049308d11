import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { readManifest } from '@quorate/crypto-core/documents/manifest';
import { type Plan, readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { CeremonyState } from '@quorate/custody/ceremony/machine/state';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { wordsOf } from '@quorate/custody/papers/printed-hash';
import { scriptSteps } from '@quorate/custody/papers/script-steps';
import { courseOf } from '@quorate/custody/papers/step-evidence';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { expect, it } from 'vitest';
import { samplePlan } from '../../sample-plan.ts';
import { temporaryFolder } from '../../tools.ts';
import { fonts, samplePapers } from '../papers/sample-papers.ts';

// Ceremonies that are really held, told by the papers that are printed after them.

const software = { name: 'quorate', version: '0.0.0' };
const two = { operator: 'Operator', witness: 'Witness' };

interface HeldCeremony {
  readonly ceremony: Ceremony;
  readonly plan: Plan;
  readonly planSha256: string;
  readonly keys: readonly KeyReport[];
  readonly closingHead: string;
  readonly stick: string;
  /** Every state on the way, and whatever in it was a secret of the files and cards. */
  readonly states: readonly CeremonyState[];
  readonly secrets: readonly string[];
}

async function held(changes: Partial<Plan> = {}): Promise<HeldCeremony> {
  const root = temporaryFolder();
  const home = join(root, 'home');
  const secrets: string[] = [];
  for (const { path, bytes } of sampleHome()) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), bytes, { mode: 0o600 });
    const { priv_key } = JSON.parse(Buffer.from(bytes).toString()) as { priv_key?: { value: string } };
    if (priv_key === undefined) continue;
    const key = Buffer.from(priv_key.value, 'base64').subarray(0, 32);
    secrets.push(priv_key.value.slice(0, 40), key.toString('hex'), toHex(nodePrimitives.sha256(bytes)));
  }
  const sticks = ['a', 'b'].map((name) => join(root, name));
  for (const stick of sticks) mkdirSync(stick);
  const bytes = samplePlan(changes);
  const plan = readPlan(bytes);
  const planSha256 = toHex(nodePrimitives.sha256(bytes));
  const ceremony = new Ceremony({ isRehearsal: true, software, kit: [], cost: { N: 1024, r: 8, p: 1 } });
  const states: CeremonyState[] = [];
  const then = <Result>(result: Result): Result => {
    states.push(structuredClone(ceremony.state));
    return result;
  };
  then(ceremony.recordPreflight([], {}));
  then(ceremony.confirmDate(new Date().toISOString().slice(0, 10)));
  then(ceremony.passPreflight());
  then(ceremony.confirmPlan({ plan, planSha256 }, two, planSha256));
  const { keys } = then(await ceremony.importKeys([{ name: 'validator', path: home }]));
  then(ceremony.confirmKeys());
  then(await ceremony.seal());
  for (const [index, stick] of sticks.entries()) {
    then(await ceremony.writeStick(index + 1, stick));
    then(ceremony.verifyStick(index + 1, false));
  }
  then(ceremony.finishSticks(null));
  const options = { plan, software, fonts, paper: 'a6', stickPhrase: null } as const;
  const read = ({ code }: { readonly code: Uint8Array }) => readCardImage(code, 'the card');
  for (const number of [1, 2, 3]) {
    const printed = then(ceremony.printCard(number, options, read));
    const why = { reason: 'the ink ran', people: two };
    const text = number === 2 ? then(ceremony.reprintCard(2, why, options, read)) : printed;
    const card = readQrText(text);
    secrets.push(text, text.toLowerCase(), toHex(card.share), Buffer.from(card.share).toString('base64'));
    then(ceremony.proveCard(number, card, 'camera'));
  }
  then(ceremony.finishCards());
  then(ceremony.letGo());
  then(ceremony.signOff(two));
  const closingHead = then(ceremony.close());
  for (const number of [1, 2]) then(ceremony.deliver(number));
  then(ceremony.endDelivery());
  ceremony.end();
  return { ceremony, plan, planSha256, keys, closingHead, stick: sticks[0] as string, states, secrets };
}

function papersOf({ ceremony, plan, planSha256, keys, closingHead }: HeldCeremony) {
  const { sealed, journal } = ceremony;
  if (sealed === null) throw new Error('it was sealed');
  return samplePapers({
    plan,
    planSha256,
    ceremonyId: sealed.id,
    setId: sealed.setId,
    folderName: sealed.folder.name,
    folderHash: sealed.folder.folderHash,
    chainHead: sealed.chainHead,
    closingHead,
    time: sealed.time,
    overrides: [],
    keys: keys.map(({ name, path, bytes, description }) => ({ name, path, bytes, ...description })),
    journal,
    signedOff: [two],
    undelivered: [],
  });
}

it('every step of the script that an event completes has its line of the journal, and none is left over', async () => {
  const papers = papersOf(await held());
  const steps = scriptSteps(papers.plan);
  const { ofStep, besides, odd } = courseOf(steps, papers.journal, papers);
  const after = ['stick.delivered', 'delivery.ended'];
  const without = steps.filter(
    ({ number, completedBy }) =>
      completedBy.length > 0 &&
      !ofStep.has(number) &&
      !completedBy.some(({ event }) => after.includes(event)),
  );
  expect(without).toEqual([]);
  expect(besides).toEqual([]);
  // A rehearsal's sticks are folders: nobody can plug them in again.
  expect(odd.map(({ says }) => says)).toEqual([
    'stick 1 verified, without being plugged in again',
    'stick 2 verified, without being plugged in again',
    'card 2 reprinted by decision of Operator and Witness: the ink ran',
  ]);
  const page = renderTranscript(papers);
  expect(page).not.toContain('not done');
  expect(page).toContain(wordsOf(papers.closingHead));
  expect(page.match(/delivered and read back/g)).toHaveLength(2);
  for (const { fingerprint } of papers.keys.filter((key) => key.fingerprint !== null)) {
    expect(page.replaceAll('</span><span>', '')).toContain(fingerprint);
  }
});

it('no state on the way holds a key, a card or the hash of a private file, nor does the journal', async () => {
  const { states, secrets, ceremony } = await held();
  expect(states.length).toBeGreaterThan(20);
  expect(secrets).toHaveLength(18);
  const told = [...states.map((state) => JSON.stringify(state)), JSON.stringify(ceremony.journal)];
  for (const text of told) for (const secret of secrets) expect(text.includes(secret)).toBe(false);
});

it('the next ceremony names the closing head of the one before, on its sticks and on its paper', async () => {
  const first = await held();
  const next = await held({ previousClosingHead: first.closingHead });
  const [name = ''] = readdirSync(next.stick);
  const { ceremony } = readManifest(new Uint8Array(readFileSync(join(next.stick, name, 'manifest.json'))));
  expect(ceremony.previousClosingHead).toBe(first.closingHead);
  expect(renderTranscript(papersOf(next))).toContain(wordsOf(first.closingHead));
});
