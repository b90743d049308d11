import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, refusal, refusalOf } from '../../refusal.ts';
import { samplePlan } from '../../sample-plan.ts';
import { repository, temporaryFolder } from '../../tools.ts';

// Whole ceremonies, as the screens and the command line hold them, told by their journals.

const software = { name: 'quorate', version: '0.0.0' };
const two = { operator: 'Operator', witness: 'Witness' };
const planBytes = samplePlan();
const given = { plan: readPlan(planBytes), planSha256: 'ab'.repeat(32) };
const fonts = Object.fromEntries(
  Object.entries(cardFontFiles).map(([name, { file }]) => [
    name,
    new Uint8Array(readFileSync(join(repository, 'cli/dist/fonts', file))),
  ]),
) as never;
const options = { plan: given.plan, software, fonts, paper: 'a6' as const, stickPhrase: null };

let home: string;
let sticks: string[];
beforeEach(() => {
  const root = temporaryFolder();
  home = join(root, 'home');
  sticks = ['a', 'b', 'c'].map((name) => join(root, name));
  for (const stick of sticks) mkdirSync(stick);
  for (const { path, bytes } of sampleHome()) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), bytes, { mode: 0o600 });
  }
});

function open(): Ceremony {
  return new Ceremony({ isRehearsal: true, software, kit: [], cost: { N: 1024, r: 8, p: 1 } });
}

async function upToKeys(ceremony: Ceremony): Promise<void> {
  ceremony.recordPreflight([], {});
  ceremony.passPreflight();
  ceremony.confirmPlan(given, two, null);
  await ceremony.importKeys([{ name: 'validator', path: home }]);
}

async function upToSticks(ceremony: Ceremony): Promise<void> {
  await upToKeys(ceremony);
  ceremony.confirmKeys();
  await ceremony.seal();
}

async function stick(ceremony: Ceremony, number: number): Promise<void> {
  await ceremony.writeStick(number, sticks[number - 1] as string);
  ceremony.verifyStick(number, false);
}

/** Prints a card and gives what a reader sees of it. */
function print(ceremony: Ceremony, number: number) {
  return ceremony.printCard(number, options, ({ code }) => readQrText(readCardImage(code, 'the card')));
}

function finish(ceremony: Ceremony): string {
  ceremony.finishCards();
  ceremony.letGo();
  ceremony.signOff(two);
  const head = ceremony.close();
  for (const number of [1, 2]) ceremony.deliver(number);
  ceremony.endDelivery();
  return head;
}

const told = (ceremony: Ceremony) =>
  ceremony.journal.map(({ event, data }) => {
    const about = data['stick'] ?? data['card'];
    return about === undefined ? event : `${event} ${String(about)}`;
  });

describe('whole ceremonies', () => {
  it('without incident: the journal on every stick is the one that was told', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    for (const number of [1, 2]) await stick(ceremony, number);
    ceremony.finishSticks(null);
    for (const number of [1, 2, 3]) ceremony.proveCard(number, print(ceremony, number), 'camera');
    const head = finish(ceremony);
    expect(told(ceremony)).toEqual([
      'ceremony.opened',
      'preflight.done',
      'preflight.passed',
      'plan.confirmed',
      'key.imported',
      'key.imported',
      'key.imported',
      'keys.confirmed',
      'bundle.sealed',
      'folder.sealed',
      'stick.written 1',
      'stick.verified 1',
      'stick.written 2',
      'stick.verified 2',
      'sticks.finished',
      'card.printed 1',
      'card.proved 1',
      'card.printed 2',
      'card.proved 2',
      'card.printed 3',
      'card.proved 3',
      'cards.finished',
      'vault.wiped',
      'signed.off',
      'ceremony.closed',
    ]);
    expect(ceremony.journal.at(-1)?.hash).toBe(head);
    const name = ceremony.sealed?.folder.name as string;
    const onStick = (number: number) =>
      ['journal.jsonl', 'records/closing.jsonl'].map((file) =>
        readFileSync(join(sticks[number - 1] as string, name, file), 'utf8'),
      );
    expect(onStick(1)).toEqual(onStick(2));
    const lines = onStick(1).join('').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { hash: string }).hash)).toEqual(
      ceremony.journal.map(({ hash }) => hash),
    );
    ceremony.end();
  });

  it('with a detour: keys chosen anew, a stick that fails, a card that is reprinted from the roll call', async () => {
    const ceremony = open();
    await upToKeys(ceremony);
    ceremony.releaseKeys();
    ceremony.back();
    ceremony.confirmPlan(given, two, given.planSha256);
    await ceremony.importKeys([{ name: 'validator', path: home }]);
    ceremony.confirmKeys();
    await ceremony.seal();
    await stick(ceremony, 1);
    const folder = await ceremony.writeStick(2, sticks[1] as string);
    chmodSync(join(folder, 'manifest.json'), 0o644);
    writeFileSync(join(folder, 'manifest.json'), 'changed after it was written');
    expect(refusal(() => ceremony.verifyStick(2, false)).code).toBe('medium-differs');
    expect(refusal(() => ceremony.finishSticks(null)).message).toMatch(/1 of 2/);
    await ceremony.writeStick(2, sticks[2] as string);
    ceremony.verifyStick(2, false);
    ceremony.finishSticks(null);
    for (const number of [1, 2, 3]) ceremony.proveCard(number, print(ceremony, number), 'image');
    ceremony.finishCards();
    const why = { reason: 'the ink ran', people: two };
    const again = ceremony.reprintCard(3, why, options, ({ code }) =>
      readQrText(readCardImage(code, 'card')),
    );
    expect(refusal(() => ceremony.letGo()).code).toBe('ceremony-order');
    ceremony.proveCard(3, again, 'typed');
    finish(ceremony);
    const detours = told(ceremony).filter((line) => /released|back|failed|reprinted/.test(line));
    expect(detours).toEqual(['keys.released', 'step.back', 'stick.failed 2', 'card.reprinted 3']);
    ceremony.end();
  });

  it('writes nothing over a good stick: the same number is refused, and the stick stays what it was', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    await stick(ceremony, 1);
    const before = ceremony.state;
    await expectRefusal(() => ceremony.writeStick(1, sticks[1] as string), 'ceremony-order');
    expect([ceremony.state, readdirSync(sticks[1] as string)]).toEqual([before, []]);
    ceremony.end();
  });

  it('with one stick only: a reason and two people, or it does not go on', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    await stick(ceremony, 1);
    const fewer = (reason: string, witness: string) => () =>
      ceremony.finishSticks({ reason, people: { operator: 'Operator', witness } });
    expect(refusal(fewer(' ', 'Witness')).code).toBe('reason');
    expect(refusal(fewer('the other broke', 'Operator')).code).toBe('two-people');
    fewer('the other broke', 'Witness')();
    expect(ceremony.journal.at(-1)).toMatchObject({
      event: 'sticks.finished',
      data: { reason: 'the other broke', witness: 1 },
    });
    ceremony.abort('test');
    ceremony.end();
  });
});

describe('cards', () => {
  it('are lent to the printer and zero afterwards; another card, or one of another set, is no proof', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    for (const number of [1, 2]) await stick(ceremony, number);
    ceremony.finishSticks(null);
    let lent: readonly Uint8Array[] = [];
    ceremony.printCard(1, options, ({ page, code }) => {
      lent = [page, code];
      expect(Buffer.from(page).includes('QS1')).toBe(true);
    });
    expect(lent.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
    const second = print(ceremony, 2);
    const copy = second.share.slice();
    expect(refusal(() => ceremony.proveCard(1, second, 'typed')).code).toBe('card-other-number');
    expect(second.share.every((byte) => byte === 0)).toBe(true);
    const altered = { ...second, share: copy.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) };
    expect(refusal(() => ceremony.proveCard(2, altered, 'typed')).group).toBe('shares');
    expect(ceremony.state).toMatchObject({ cards: [{ isProved: false }, { isProved: false }, {}] });
    ceremony.abort('test');
    ceremony.end();
  });

  it('a card that does not fit its page was not printed', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    for (const number of [1, 2]) await stick(ceremony, number);
    ceremony.finishSticks(null);
    const unfit = { ...options, stickPhrase: 'two  blanks' };
    expect(refusal(() => ceremony.printCard(1, unfit, () => null)).code).toBe('card-page');
    expect(ceremony.state).toMatchObject({ step: 'cards', cards: [{ printed: 0 }, {}, {}] });
    print(ceremony, 1);
    expect(ceremony.journal.at(-1)).toMatchObject({ event: 'card.printed', data: { card: 1 } });
    ceremony.printCard(2, { ...options, how: 'by-hand' }, ({ text }) => expect(text[0]).toBe(81));
    expect(ceremony.journal.at(-1)).toMatchObject({
      event: 'card.printed',
      data: { card: 2, how: 'by-hand' },
    });
    ceremony.abort('test');
    ceremony.end();
  });

  it('a printer that fails leaves the card counted as printed: a second try is a reprint', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    for (const number of [1, 2]) await stick(ceremony, number);
    ceremony.finishSticks(null);
    const jam = () =>
      ceremony.printCard(1, options, () => {
        throw new QuorateError('medium-failed', 'paper jam');
      });
    expect(refusal(jam).message).toBe('paper jam');
    expect(refusal(() => print(ceremony, 1)).hint).toMatch(/reprint takes a reason/);
    ceremony.abort('test');
    ceremony.end();
  });
});

describe('what must not be sealed', () => {
  it('key files are imported once: a second time is refused, and the first stay', async () => {
    const ceremony = open();
    await upToKeys(ceremony);
    const again = await refusalOf(() => ceremony.importKeys([{ name: 'validator', path: home }]));
    expect(again.message).toMatch(/imported already/);
    ceremony.confirmKeys();
    expect((await ceremony.seal()).sealedData.bytes).toBeGreaterThan(5000);
    ceremony.abort('test');
    ceremony.end();
  });

  it('a seal that fails ends the ceremony: an empty vault is never sealed', async () => {
    const ceremony = new Ceremony({
      isRehearsal: true,
      software,
      kit: [{ path: '../escape', bytes: new Uint8Array(1) }],
      cost: { N: 3, r: 8, p: 1 },
    });
    await upToKeys(ceremony);
    ceremony.confirmKeys();
    await expect(ceremony.seal()).rejects.toThrow();
    expect(ceremony.state).toMatchObject({ step: 'aborted', from: 'seal' });
    expect((await refusalOf(() => ceremony.seal())).code).toBe('ceremony-order');
    ceremony.end();
  });

  it('an abort while the bundle is sealed leaves no card behind, and a second seal waits', async () => {
    const ceremony = open();
    await upToKeys(ceremony);
    ceremony.confirmKeys();
    const sealing = ceremony.seal();
    expect((await refusalOf(() => ceremony.seal())).message).toMatch(/still going on/);
    ceremony.abort('the fire alarm rang');
    expect((await refusalOf(() => sealing)).message).toMatch(/ended meanwhile/);
    ceremony.end();
  });
});

describe('an end before the end', () => {
  it('aborting wipes the vault and names folders and set; nothing is possible afterwards', async () => {
    const ceremony = open();
    await upToSticks(ceremony);
    const folder = await ceremony.writeStick(1, sticks[0] as string);
    const wipe = ceremony.abort('the fire alarm rang');
    expect(wipe).toEqual({
      setId: ceremony.sealed?.setId,
      folders: [folder],
      printedCards: [],
      heldSecrets: true,
    });
    expect((await refusalOf(() => ceremony.writeStick(2, sticks[1] as string))).code).toBe('ceremony-order');
    expect(readdirSync(sticks[1] as string)).toEqual([]);
    ceremony.end();
  });

  it('keys that do not meet the plan are let go at once', async () => {
    const ceremony = open();
    ceremony.recordPreflight([], {});
    ceremony.passPreflight();
    const [source] = given.plan.sources;
    if (source === undefined) throw new Error('the plan has a source');
    const plan = { ...given.plan, sources: [{ ...source, expect: ['AB'.repeat(20)] }] };
    ceremony.confirmPlan({ ...given, plan }, two, null);
    const wrong = await refusalOf(() => ceremony.importKeys([{ name: 'validator', path: home }]));
    expect(wrong.code).toBe('expectation-unmet');
    const unplanned = await refusalOf(() => ceremony.importKeys([{ name: 'other', path: home }]));
    expect(unplanned.code).toBe('plan-sources');
    ceremony.end();
  });
});

it('a ceremony that is none waits for date and two people, and takes no plan for a rehearsal', () => {
  const ceremony = new Ceremony({ isRehearsal: false, software, kit: [], cost: { N: 1024, r: 8, p: 1 } });
  ceremony.recordPreflight(['interfaces'], {});
  expect(refusal(() => ceremony.passPreflight()).code).toBe('preflight-blocked');
  expect(refusal(() => ceremony.overrideCheck('swap', 'why not', 'Witness')).code).toBe('preflight-override');
  ceremony.overrideCheck('interfaces', 'the docking station cannot be unplugged', 'Witness');
  expect(refusal(() => ceremony.passPreflight()).message).toMatch(/date/);
  ceremony.confirmDate(new Date().toISOString().slice(0, 10));
  ceremony.passPreflight();
  expect(refusal(() => ceremony.confirmPlan(given, two, null)).code).toBe('plan-purpose');
  expect(refusal(() => ceremony.confirmPlan(given, two, 'cd'.repeat(32))).code).toBe('plan-hash');
  const alone = { operator: 'Operator', witness: 'operator' };
  expect(refusal(() => ceremony.confirmPlan(given, alone, null)).code).toBe('two-people');
  ceremony.end();
});
