import { afterEach, describe, expect, it } from 'vitest';
import type { OpenedKeyView } from '../../electron/contract/attempt-views.ts';
import { parseRequest } from '../../electron/contract/channels.ts';
import { heightInGroups, heightsInGroups } from '../../renderer/logic/height.ts';
import {
  chosenOf,
  emptyRestoreForm,
  isFolderName,
  isGuarded,
  isSaid,
  placeOfRefusal,
  questionOfRefusal,
  readHeight,
  wishOf,
} from '../../renderer/screens/recovery/wish.ts';
import { languages, setLanguage } from '../../renderer/strings/catalogue.ts';
import { recovery as german } from '../../renderer/strings/de/recovery.ts';
import { recovery as english } from '../../renderer/strings/en/recovery.ts';

const destination = { handle: `handle:${'0'.repeat(32)}`, name: 'shm' };
const state = { handle: `handle:${'1'.repeat(32)}`, name: 'priv_validator_state.json' };

function file(path: string, more: Partial<OpenedKeyView> = {}): OpenedKeyView {
  const facts = { name: 'validator', type: 'opaque', algorithm: null, publicKey: null, fingerprint: null };
  return {
    ...facts,
    path,
    address: null,
    mode: 0o600,
    bytes: 1,
    isSigning: false,
    differs: [],
    height: null,
    ...more,
  };
}

describe('a height', () => {
  it.each([
    ['4711042', '4711042'],
    ['4,711,042', '4711042'],
    ['4.711.042', '4711042'],
    [' 4 711 042 ', '4711042'],
    ['4\u202f711\u202f042', '4711042'],
    ['0', '0'],
    ['007', '7'],
    ['9999999999999999999', '9999999999999999999'],
  ])('is read from %j', (text, digits) => {
    expect(readHeight(text)).toBe(digits);
  });

  it.each(['', ' ', '-1', '4.7', '47,11', '1,2345', '1e6', 'a', '10000000000000000000', '0x10'])(
    'is not read from %j',
    (text) => {
      expect(readHeight(text)).toBeNull();
    },
  );

  it('is shown in groups that are read back as the same', () => {
    for (const digits of ['1', '12', '123', '1234', '4711042', '9999999999999999999']) {
      expect(readHeight(heightInGroups(digits))).toBe(digits);
    }
    expect(heightsInGroups('the state of key-4711 (height 4711042, round 0) refuses up to 9000000')).toBe(
      'the state of key-4711 (height 4\u202f711\u202f042, round 0) refuses up to 9\u202f000\u202f000',
    );
    for (const { recovery } of [{ recovery: german }, { recovery: english }]) {
      const reason = 'a new signing state that refuses every height up to 9000000';
      const said = recovery.plan.decision({ basis: 'min-height', height: '9000001', reason });
      expect(said).toContain('9\u202f000\u202f000');
    }
  });
});

describe('a typed yes', () => {
  afterEach(() => setLanguage('en'));

  it('counts as it stood on the screen, and after a switch of the language too', () => {
    const stopped = (typed: string) => isSaid(typed, ({ recovery }) => recovery.guard.stoppedWords);
    for (const language of languages) {
      setLanguage(language);
      expect(stopped(' Stopped  for GOOD ')).toBe(true);
      for (const { guard } of [english, german]) expect(stopped(guard.stoppedWords)).toBe(true);
      expect(stopped('stopped')).toBe(false);
      expect(stopped('')).toBe(false);
    }
  });
});

describe('what is asked for', () => {
  it('fits the contract, and only the evidence that was chosen counts', () => {
    const form = { ...emptyRestoreForm, destination, state, height: '4.711.042' };
    const evidence = [null, 'state', 'height', 'backup'] as const;
    const wishes = evidence.map((one) => wishOf({ ...form, evidence: one }, destination, [], true));
    expect(wishes.map(({ minHeight, state: given, acceptStale }) => [minHeight, given, acceptStale])).toEqual(
      [
        [null, null, false],
        [null, state.handle, false],
        ['4711042', null, false],
        [null, null, true],
      ],
    );
    for (const wish of wishes) expect(parseRequest('recovery.plan', wish)).not.toBeNull();
  });

  it('never says by itself that the original is stopped', () => {
    expect(wishOf(emptyRestoreForm, destination, [], false).originalStopped).toBe(false);
  });

  it('demands what was typed of the chosen files alone', () => {
    const keys = [file('a', { fingerprint: 'aa' }), file('b', { fingerprint: 'bb' })];
    const form = { ...emptyRestoreForm, only: ['b'], expected: { a: 'aa', b: 'bb' } };
    expect(chosenOf(keys, form).map(({ path }) => path)).toEqual(['b']);
    expect(wishOf(form, destination, keys, false)).toMatchObject({ only: ['b'], expected: ['bb'] });
  });

  it('goes past the guard for keys that sign and for states without a key', () => {
    expect(isGuarded([file('a')])).toBe(false);
    expect(isGuarded([file('a', { isSigning: true })])).toBe(true);
    expect(isGuarded([file('a', { height: '0' })])).toBe(true);
  });

  it('takes names of folders that the contract takes', () => {
    for (const name of ['', 'keys', 'a.b-c_d', ...['a b', '.a', '../a', 'ä', 'a'.repeat(65)]]) {
      const wish = wishOf({ ...emptyRestoreForm, newFolder: name }, destination, [], false);
      expect([name, isFolderName(name)]).toEqual([name, parseRequest('recovery.plan', wish) !== null]);
    }
  });
});

describe('a refusal', () => {
  it.each([
    ['guard-original-running', 'guard'],
    ['guard-height-too-low', 'guard'],
    ['guard-state-unsettled', 'guard'],
    ['guard-destination-older', 'where'],
    ['guard-state-elsewhere', 'where'],
    ['guard-several-keys', 'bundle'],
    ['expectation-unmet', 'bundle'],
    ['restore-conflict', 'where'],
    ['file-not-found', 'where'],
    ['restore-nothing', 'bundle'],
    ['signing-state', 'guard'],
    ['unexpected', 'plan'],
  ])('%s is shown at %s', (code, place) => {
    expect(placeOfRefusal(code, 'plan')).toBe(place);
  });

  it('of the original that runs is not mixed with how far it has signed', () => {
    expect(questionOfRefusal('guard-original-running', 'height')).toBe('stopped');
    expect(questionOfRefusal('guard-state-unsettled', null)).toBe('evidence');
  });

  it('has a remedy in both languages, and none that only the command line knows', () => {
    expect(Object.keys(german.remedies).sort()).toEqual(Object.keys(english.remedies).sort());
    for (const remedy of [...Object.values(english.remedies), ...Object.values(german.remedies)]) {
      expect(remedy).not.toMatch(/(^|\s)--?[a-z]/);
    }
  });
});
