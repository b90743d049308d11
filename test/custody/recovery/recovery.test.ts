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
import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { isRecordAuthentic, readRecord } from '@quorate/crypto-core/documents/record';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readFolder } from '@quorate/custody/folder/read';
import type { OpenedFolder } from '@quorate/custody/recovery/open';
import { Recovery } from '@quorate/custody/recovery/run';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CeremonyOnStick, copyOf, edit, onStick } from '../../cli/ceremony-folder.ts';
import { expectRefusal, refusal } from '../../refusal.ts';
import { sealSample, validatorHome } from '../folder/sample-folder.ts';
import { unasked, wishFor, withCards } from './tried.ts';

// Everything that is ever opened here, so that a test can look whether it was wiped.
const everOpened = vi.hoisted(() => [] as OpenedFolder[]);
vi.mock('@quorate/custody/recovery/open', async (original) => {
  const real = await original<typeof import('@quorate/custody/recovery/open')>();
  const openFolder: typeof real.openFolder = async (...given) => {
    const opened = await real.openFolder(...given);
    everOpened.push(opened);
    return opened;
  };
  return { ...real, openFolder };
});

let root: string;
let ceremony: CeremonyOnStick;
const home = validatorHome();
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-recovery-'));
  ceremony = await onStick(await sealSample(home), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const fresh = () => ({ ...ceremony, folder: copyOf(ceremony, root) });
let places = 0;
const place = () => join(root, `restored-${++places}`);
const card = (number: number) => readQrText(ceremony.texts[number - 1] as string);
const isZero = ({ share }: UnverifiedCard) => share.every((byte) => byte === 0);
const isWiped = (opened: OpenedFolder | undefined) =>
  opened !== undefined &&
  [opened.recordKey, ...opened.files.map(({ content }) => content)].every((bytes) =>
    bytes.every((byte) => byte === 0),
  );
const altered = (number: number) => {
  const other = card(number);
  other.share[3] = (other.share[3] as number) ^ 1;
  return other;
};

const stateFile = 'validator/data/priv_validator_state.json';

describe('the order of a recovery', () => {
  it('is folder, cards, opening, plan, restore: nothing else is taken', async () => {
    const recovery = new Recovery({ operator: null, witnesses: [], machineUnfit: [] });
    expect([recovery.step, recovery.missing, recovery.cards]).toEqual(['verify', null, []]);
    const early = card(1);
    expect(refusal(() => recovery.addCard(early)).code).toBe('recovery-order');
    expect(isZero(early)).toBe(true);
    await expectRefusal(() => recovery.open(), 'recovery-order');
    recovery.takeFolder(readFolder(ceremony.folder, null));
    expect(recovery.missing).toBeNull();
    expect(recovery.addCard(card(1))).toMatchObject({ number: 1, state: 'proved', missing: 1 });
    await expectRefusal(() => recovery.plan(wishFor(place())), 'recovery-order');
    // One that was pressed too early costs nobody their card.
    await expectRefusal(() => recovery.open(), 'cards-too-few');
    recovery.addCard(card(3));
    expect([recovery.missing, recovery.cards]).toEqual([0, [1, 3]]);
    const { files } = await recovery.open();
    expect(
      files.map(({ path, isOther, isSigningKey, state }) => [path, isOther, isSigningKey, state]),
    ).toEqual([
      ['validator/config/node_key.json', false, false, null],
      ['validator/config/priv_validator_key.json', false, true, null],
      [stateFile, false, false, { height: expect.stringMatching(/^\d+$/), round: 0, step: 3 }],
    ]);
    const plan = await recovery.plan(wishFor(place()));
    await expectRefusal(() => recovery.restore({ ...plan }, unasked), 'recovery-order');
    recovery.end();
    await expectRefusal(() => recovery.restore(plan, unasked), 'recovery-order');
  });

  it('lets one thing go on at a time, and wipes what was opened after the end', async () => {
    const recovery = withCards(fresh(), [1, 2]);
    const opening = recovery.open();
    expect(refusal(() => recovery.acceptTampering()).code).toBe('recovery-order');
    recovery.end();
    await opening;
    expect(isWiped(everOpened.at(-1))).toBe(true);
  });

  it('stops at a folder that was changed until a person accepts it', async () => {
    const on = fresh();
    edit(on.folder, 'manifest.json', (bytes) => `${bytes}!`);
    const recovery = new Recovery({ operator: null, witnesses: [], machineUnfit: [] });
    recovery.takeFolder(readFolder(on.folder, null));
    expect(recovery.mustAcceptTampering).toBe(true);
    expect(refusal(() => recovery.addCard(card(1))).code).toBe('recovery-order');
    recovery.acceptTampering();
    expect(recovery.mustAcceptTampering).toBe(false);
    for (const number of [1, 2]) recovery.addCard(card(number));
    await recovery.open();
    const restored = await recovery.restore(await recovery.plan(wishFor(place())), unasked);
    expect(restored.despiteTampering).toBe(true);
    expect(restored.tamperings.join()).toContain('manifest.json');
    recovery.end();
  });
});

describe('a card', () => {
  it('is zeroed when it is refused, and all are when the bundle was opened', async () => {
    const recovery = withCards(fresh(), []);
    const cards = [card(1), card(2)];
    recovery.addCard(cards[0] as UnverifiedCard);
    const twice = card(1);
    expect(refusal(() => recovery.addCard(twice)).code).toBe('card-twice');
    expect(isZero(twice)).toBe(true);
    recovery.addCard(cards[1] as UnverifiedCard);
    expect(cards.some(isZero)).toBe(false);
    await recovery.open();
    expect(cards.every(isZero)).toBe(true);
    recovery.end();
  });

  it('that is not listed waits for a yes, and is zeroed when another comes', async () => {
    const recovery = withCards(fresh(), [1]);
    const first = altered(2);
    expect(refusal(() => recovery.addCard(first)).code).toBe('card-unlisted');
    expect(isZero(first)).toBe(false);
    const second = altered(3);
    expect(refusal(() => recovery.addCard(second)).code).toBe('card-unlisted');
    expect([isZero(first), isZero(second)]).toEqual([true, false]);
    expect(recovery.acceptUnlisted()).toMatchObject({ number: 3, state: 'unlisted', missing: 0 });
    expect(refusal(() => recovery.acceptUnlisted()).code).toBe('recovery-order');
    await expectRefusal(() => recovery.open(), 'card-altered');
    expect(isZero(second)).toBe(true);
    recovery.end();
  });
});

describe('a plan', () => {
  it('writes nothing, tells everything, and can be made again after a refusal', async () => {
    const recovery = withCards(fresh(), [1, 2]);
    await recovery.open();
    const to = place();
    const running = wishFor(to, { signing: { ...wishFor(to).signing, originalStopped: false } });
    await expectRefusal(() => recovery.plan(running), 'guard-original-running');
    await expectRefusal(() => recovery.plan(wishFor(to, { only: ['nothing'] })), 'restore-nothing');
    await expectRefusal(() => recovery.plan(wishFor(to, { expected: ['ABCD'] })), 'expectation-unmet');
    await expectRefusal(
      () => recovery.plan(wishFor(join(ceremony.folder, 'x'), { away: [ceremony.folder] })),
      'restore-onto-stick',
    );
    expect(recovery.step).toBe('opened');
    const plan = await recovery.plan(wishFor(to));
    expect(
      plan.files.map(({ path, isSigningState, isSigningKey }) => [path, isSigningState, isSigningKey]),
    ).toEqual([
      ['validator/config/node_key.json', false, false],
      [stateFile, true, false],
      ['validator/config/priv_validator_key.json', false, true],
    ]);
    expect(plan.signing).toMatchObject([{ decision: 'write', basis: 'min-height' }]);
    expect(existsSync(to)).toBe(false);
    const only = await recovery.plan(wishFor(to, { only: ['validator/config/node_key.json'] }));
    expect(only.files.map(({ path }) => path)).toEqual(['validator/config/node_key.json']);
    await expectRefusal(() => recovery.restore(plan, unasked), 'recovery-order');
    expect(existsSync(to)).toBe(false);
    await recovery.restore(only, unasked);
    expect(readdirSync(to, { recursive: true }).sort()).toEqual([
      'validator',
      'validator/config',
      'validator/config/node_key.json',
    ]);
    recovery.end();
  });

  it('goes by what a person confirmed: moves, typed where they are about signing, and stale heights', async () => {
    const recovery = withCards(fresh(), [1, 2]);
    await recovery.open();
    const to = place();
    mkdirSync(join(to, 'validator/config'), { recursive: true });
    writeFileSync(join(to, 'validator/config/priv_validator_key.json'), 'old');
    const signing = { originalStopped: true, minHeight: null, provided: null, acceptStale: true };
    const plan = await recovery.plan(wishFor(to, { mayMove: true, signing }));
    const [state] = plan.stale;
    expect([plan.stale.length, plan.moves.map(({ isSigning }) => isSigning)]).toEqual([1, [true]]);
    const all = { moves: 1, wereMovesTyped: true, stale: [state as NonNullable<typeof state>] };
    for (const less of [{ moves: 0 }, { wereMovesTyped: false }, { stale: [] }]) {
      await expectRefusal(() => recovery.restore(plan, { ...all, ...less }), 'not-confirmed');
    }
    expect(readFileSync(join(to, 'validator/config/priv_validator_key.json'), 'utf8')).toBe('old');
    await recovery.restore(plan, all);
    expect(readFileSync(plan.moves[0]?.to as string, 'utf8')).toBe('old');
    recovery.end();
  });

  it.each(['to be moved', 'that stays'])(
    'is not carried out when a state %s has changed since',
    async (what) => {
      const recovery = withCards(fresh(), [1, 2]);
      await recovery.open();
      const to = place();
      mkdirSync(join(to, 'validator/data'), { recursive: true });
      const isMoved = what === 'to be moved';
      const stateAt = (height: number) =>
        writeFileSync(join(to, stateFile), JSON.stringify({ height: String(height), round: 0, step: 3 }));
      stateAt(isMoved ? 5 : 999_999_999);
      const plan = await recovery.plan(wishFor(to, { mayMove: isMoved }));
      stateAt(isMoved ? 6 : 1_000_000_000);
      const confirmed = { ...unasked, moves: plan.moves.length, wereMovesTyped: true };
      await expectRefusal(() => recovery.restore(plan, confirmed), 'file-changed');
      expect(readdirSync(join(to, 'validator'), { recursive: true })).toEqual([
        'data',
        'data/priv_validator_state.json',
      ]);
      // Planned again it sees what is there now.
      const again = await recovery.plan(wishFor(to, { mayMove: isMoved }));
      await recovery.restore(again, confirmed);
      recovery.end();
    },
  );
});

describe('what is left', () => {
  it('are the files as they were sealed, and a record that the bundle authenticates', async () => {
    const on = fresh();
    const recovery = withCards(on, [3, 1]);
    await recovery.open();
    const to = place();
    const address = readJson('validator/config/priv_validator_key.json')['address'] as string;
    const restored = await recovery.restore(
      await recovery.plan(wishFor(to, { expected: [address] })),
      unasked,
    );
    for (const path of ['validator/config/node_key.json', 'validator/config/priv_validator_key.json']) {
      expect(new Uint8Array(readFileSync(join(to, path)))).toEqual(home[path]);
    }
    expect(restored.keys.find((key) => key.path.endsWith('validator_key.json'))?.address).toBe(address);
    expect(restored.cards).toEqual([3, 1]);
    if ('why' in restored.record) throw new Error(restored.record.why);
    const { file, sha256 } = restored.record;
    const record = readRecord(new Uint8Array(readFileSync(join(on.folder, file))), file);
    expect(record).toMatchObject({
      type: 'recovery',
      people: ['Ada', 'Ben'],
      data: { outcome: 'restored', cards: [3, 1], machineUnfit: ['routes'], despiteTampering: false },
    });
    expect(isRecordAuthentic(record, everOpened.at(-1)?.recordKey as Uint8Array)).toBe(true);
    expect(readFolder(on.folder, on.folderHash).records.stored.at(-1)?.sha256).toBe(sha256);
    expect([recovery.step, recovery.fail(new QuorateError('unexpected', 'x'))]).toEqual(['recorded', null]);
    recovery.end();
    expect([recovery.step, isWiped(everOpened.at(-1))]).toEqual(['done', true]);
  });

  it('of a refused attempt is its record, and of a look none', async () => {
    const on = fresh();
    expect(withCards(on, []).fail(new QuorateError('cards-too-few', 'x'))).toBeNull();
    const recovery = withCards(on, [1, 2]);
    await recovery.open();
    const left = recovery.fail(new QuorateError('guard-original-running', 'x'));
    if (left === null || 'why' in left) throw new Error('no record was left');
    const record = readRecord(new Uint8Array(readFileSync(join(on.folder, left.file))), left.file);
    expect(record.data).toMatchObject({ outcome: 'refused', code: 'guard-original-running', cards: [1, 2] });
    expect(recovery.fail(new QuorateError('unexpected', 'x'))).toBeNull();
    await expectRefusal(() => recovery.plan(wishFor(place())), 'recovery-order');
    recovery.end();
    expect(isWiped(everOpened.at(-1))).toBe(true);
  });
});

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(home[path])) as Record<string, unknown>;
}
