import { isConsensusKey, pairSigningStates } from '@quorate/crypto-core/keys/signing-state-pairing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const types = {
  key: 'cometbft-priv-validator-key',
  state: 'cometbft-priv-validator-state',
  legacy: 'cometbft-priv-validator-legacy',
  node: 'cometbft-node-key',
  opaque: 'opaque',
} as const;
type Kind = keyof typeof types;

const entry = (kind: Kind, path: string) => ({ name: path.split('/')[0] as string, path, type: types[kind] });
const pairingOf = (...list: [Kind, string][]) =>
  pairSigningStates(list.map(([kind, path]) => entry(kind, path)));

/** `key ← state` where the archive has one, then `→ where it goes`. */
function told(...list: [Kind, string][]): string[] {
  const { pairs, unpairedStates } = pairingOf(...list);
  return [
    ...pairs.map(({ key, state, statePath }) => `${key.path} ← ${state?.path ?? 'none'} → ${statePath}`),
    ...unpairedStates.map(({ path }) => `unpaired ${path}`),
  ];
}

it('a consensus key is one that signs blocks', () => {
  expect(Object.values(types).filter(isConsensusKey)).toEqual([types.key, types.legacy]);
});

describe('a key and its state', () => {
  it('are the only ones of a source, wherever they lie', () => {
    expect(
      told(['key', 'a/config/priv_validator_key.json'], ['state', 'a/data/priv_validator_state.json']),
    ).toEqual([
      'a/config/priv_validator_key.json ← a/data/priv_validator_state.json → a/data/priv_validator_state.json',
    ]);
    expect(told(['key', 'a/k.json'], ['state', 'a/x/y/s.json'])).toEqual([
      'a/k.json ← a/x/y/s.json → a/x/y/s.json',
    ]);
  });

  it('are those of their own source, though all validators have the same names', () => {
    const source = (name: string): [Kind, string][] => [
      ['key', `${name}/config/priv_validator_key.json`],
      ['node', `${name}/config/node_key.json`],
      ['state', `${name}/data/priv_validator_state.json`],
    ];
    expect(told(...source('a'), ...source('b'))).toEqual(
      ['a', 'b'].map(
        (name) =>
          `${name}/config/priv_validator_key.json ← ${name}/data/priv_validator_state.json → ${name}/data/priv_validator_state.json`,
      ),
    );
  });

  it('are found by place where a source has several', () => {
    expect(
      told(
        ['key', 'all/one/config/priv_validator_key.json'],
        ['state', 'all/one/data/priv_validator_state.json'],
        ['key', 'all/two/priv_validator_key.json'],
        ['state', 'all/two/priv_validator_state.json'],
        ['state', 'all/two/old.json'],
      ),
    ).toEqual([
      'all/one/config/priv_validator_key.json ← all/one/data/priv_validator_state.json → all/one/data/priv_validator_state.json',
      'all/two/priv_validator_key.json ← all/two/priv_validator_state.json → all/two/priv_validator_state.json',
      'unpaired all/two/old.json',
    ]);
  });

  it('are found by place where the folders are sources of their own', () => {
    expect(
      told(
        ['key', 'config/priv_validator_key.json'],
        ['state', 'data/priv_validator_state.json'],
        ['state', 'spare/priv_validator_state.json'],
      ),
    ).toEqual([
      'config/priv_validator_key.json ← data/priv_validator_state.json → data/priv_validator_state.json',
      'unpaired spare/priv_validator_state.json',
    ]);
  });

  it('are found by place under a name that some disk takes for the same', () => {
    // ſ folds to s, which lower case alone does not do.
    expect(
      told(
        ['key', 'all/one/config/priv_validator_key.json'],
        ['state', 'all/one/Data/priv_validator_ſtate.json'],
        ['state', 'all/old.json'],
      ),
    ).toEqual([
      'all/one/config/priv_validator_key.json ← all/one/Data/priv_validator_ſtate.json → all/one/Data/priv_validator_ſtate.json',
      'unpaired all/old.json',
    ]);
    expect(
      told(['key', 'v/config/priv_validator_key.json'], ['opaque', 'v/DATA/PRIV_VALIDATOR_ſTATE.json']),
    ).toEqual(['v/config/priv_validator_key.json ← none → v/DATA/PRIV_VALIDATOR_ſTATE.json']);
  });

  it('are the only ones of the archive', () => {
    expect(told(['key', 'k/priv_validator_key.json'], ['state', 's/state.json'])).toEqual([
      'k/priv_validator_key.json ← s/state.json → s/state.json',
    ]);
  });

  it('are not paired where it is not certain', () => {
    expect(
      told(['key', 'a/priv_validator_key.json'], ['key', 'b/priv_validator_key.json'], ['state', 'c/s.json']),
    ).toEqual([
      'a/priv_validator_key.json ← none → a/priv_validator_state.json',
      'b/priv_validator_key.json ← none → b/priv_validator_state.json',
      'unpaired c/s.json',
    ]);
    expect(told(['key', 'a/k.json'], ['state', 'b/s.json'], ['state', 'c/s.json']).slice(1)).toEqual([
      'unpaired b/s.json',
      'unpaired c/s.json',
    ]);
    expect(told(['key', 'a/k.json'], ['legacy', 'l/priv_validator.json'], ['state', 'c/s.json'])).toContain(
      'unpaired c/s.json',
    );
  });

  it('are one to one: of two keys in a folder that with the usual name has the state', () => {
    expect(
      told(
        ['key', 'a/priv_validator_key-old.json'],
        ['key', 'a/priv_validator_key.json'],
        ['state', 'a/priv_validator_state.json'],
      ),
    ).toEqual([
      'a/priv_validator_key-old.json ← none → a/priv_validator_key-old.priv_validator_state.json',
      'a/priv_validator_key.json ← a/priv_validator_state.json → a/priv_validator_state.json',
    ]);
    expect(told(['key', 'a/1.json'], ['key', 'a/2.json'], ['state', 'a/priv_validator_state.json'])).toEqual([
      'a/1.json ← none → a/1.priv_validator_state.json',
      'a/2.json ← none → a/2.priv_validator_state.json',
      'unpaired a/priv_validator_state.json',
    ]);
  });
});

describe('a key without a state', () => {
  it('gets it where CometBFT looks', () => {
    expect(told(['key', 'a/config/priv_validator_key.json'])).toEqual([
      'a/config/priv_validator_key.json ← none → a/data/priv_validator_state.json',
    ]);
    expect(told(['key', 'config/priv_validator_key.json'])).toEqual([
      'config/priv_validator_key.json ← none → data/priv_validator_state.json',
    ]);
    expect(told(['key', 'a/priv_validator_key.json'])).toEqual([
      'a/priv_validator_key.json ← none → a/priv_validator_state.json',
    ]);
  });

  it('gets it in place of an opaque file there', () => {
    const { pairs } = pairingOf(
      ['key', 'a/config/priv_validator_key.json'],
      ['opaque', 'a/data/priv_validator_state.json'],
      ['state', 'a/old/priv_validator_state.json'],
    );
    expect(pairs).toEqual([
      {
        key: entry('key', 'a/config/priv_validator_key.json'),
        state: entry('state', 'a/old/priv_validator_state.json'),
        further: [],
        stateInKeyFile: false,
        statePath: 'a/data/priv_validator_state.json',
        usualPlace: 'a/data/priv_validator_state.json',
        displaced: entry('opaque', 'a/data/priv_validator_state.json'),
      },
    ]);
  });

  it('does not share that place with another key', () => {
    const { pairs } = pairingOf(
      ['key', 'a/config/priv_validator_key.json'],
      ['key', 'a/data/priv_validator_key.json'],
      ['opaque', 'a/data/priv_validator_state.json'],
    );
    expect(pairs.map(({ statePath, displaced }) => [statePath, displaced !== null])).toEqual([
      ['a/data/priv_validator_state.json', true],
      ['a/data/priv_validator_key.priv_validator_state.json', false],
    ]);
  });

  it('gets it in the usual place under any name of its own, if it is alone in its folder', () => {
    expect(told(['key', 'a/alice.json'], ['key', 'b/bob.json'])).toEqual([
      'a/alice.json ← none → a/priv_validator_state.json',
      'b/bob.json ← none → b/priv_validator_state.json',
    ]);
  });

  it('gets it beside it where a file is in the way of the folder', () => {
    expect(told(['key', 'a/config/priv_validator_key.json'], ['opaque', 'a/Data'])).toEqual([
      'a/config/priv_validator_key.json ← none → a/config/priv_validator_state.json',
    ]);
  });
});

describe('a key of a remote signer', () => {
  const chain = (name: string): [Kind, string][] => [
    ['key', `h/${name}_shard.json`],
    ['state', `h/state/${name}_priv_validator_state.json`],
    ['state', `h/state/${name}_share_sign_state.json`],
  ];

  it('has the states that bear the name of its chain: of a shard of horcrux there are two', () => {
    const { pairs } = pairingOf(...chain('one'), ...chain('two'));
    expect(pairs.map(({ key, state, further }) => [key, state, further])).toEqual(
      ['one', 'two'].map((name) => [
        entry('key', `h/${name}_shard.json`),
        entry('state', `h/state/${name}_share_sign_state.json`),
        [entry('state', `h/state/${name}_priv_validator_state.json`)],
      ]),
    );
  });

  it('has them whatever the order, and though a chain is called as the other begins', () => {
    const { pairs } = pairingOf(...[...chain('one'), ...chain('one_shard')].reverse());
    for (const { key, statePath, further } of pairs) {
      const name = key.path.slice(2).replace(/_shard\.json$/, '');
      expect(statePath).toBe(`h/state/${name}_share_sign_state.json`);
      expect(further.map(({ path }) => path)).toEqual([`h/state/${name}_priv_validator_state.json`]);
    }
  });

  it('does not have a state that is another key’s', () => {
    const { pairs, unpairedStates } = pairingOf(['key', 'h/one_priv_validator_key.json'], ...chain('one'));
    expect(pairs.map(({ state, further }) => [state?.path, further])).toEqual([
      ['h/state/one_priv_validator_state.json', []],
      ['h/state/one_share_sign_state.json', []],
    ]);
    expect(unpairedStates).toEqual([]);
  });

  it('gets its state where its own program looks, not where CometBFT does', () => {
    expect(
      told(
        ['key', 'h/chain_priv_validator_key.json'],
        ['key', 'h/other_shard.json'],
        ['key', 'k/secrets/chain-consensus.key'],
        ['key', 'secrets/chain-consensus.key'],
      ),
    ).toEqual([
      'h/chain_priv_validator_key.json ← none → h/state/chain_priv_validator_state.json',
      'h/other_shard.json ← none → h/state/other_share_sign_state.json',
      'k/secrets/chain-consensus.key ← none → k/state/chain-consensus.json',
      'secrets/chain-consensus.key ← none → state/chain-consensus.json',
    ]);
    const [pair] = pairingOf(['key', 'k/secrets/c-consensus.key'], ['state', 'k/s.json']).pairs;
    expect([pair?.statePath, pair?.usualPlace]).toEqual(['k/s.json', 'k/state/c-consensus.json']);
  });

  it('has the state of its single signer, and a damaged one there gives way', () => {
    expect(
      told(
        ['key', 'h/a_priv_validator_key.json'],
        ['state', 'h/state/a_priv_validator_state.json'],
        ['key', 'h/b_priv_validator_key.json'],
        ['opaque', 'h/state/b_priv_validator_state.json'],
      ),
    ).toEqual([
      'h/a_priv_validator_key.json ← h/state/a_priv_validator_state.json → h/state/a_priv_validator_state.json',
      'h/b_priv_validator_key.json ← none → h/state/b_priv_validator_state.json',
    ]);
    const { pairs } = pairingOf(
      ['key', 'h/b_priv_validator_key.json'],
      ['opaque', 'h/state/b_priv_validator_state.json'],
    );
    expect(pairs[0]?.displaced?.path).toBe('h/state/b_priv_validator_state.json');
  });
});

it('tells where CometBFT would look instead', () => {
  const [pair] = pairingOf(['key', 'a/config/priv_validator_key.json'], ['state', 'a/s.json']).pairs;
  expect([pair?.statePath, pair?.usualPlace]).toEqual(['a/s.json', 'a/data/priv_validator_state.json']);
});

it('a legacy key has its state inside', () => {
  expect(pairingOf(['legacy', 'a/priv_validator.json'], ['state', 'a/priv_validator_state.json'])).toEqual({
    pairs: [
      {
        key: entry('legacy', 'a/priv_validator.json'),
        state: null,
        further: [],
        stateInKeyFile: true,
        statePath: 'a/priv_validator.json',
        usualPlace: 'a/priv_validator.json',
        displaced: null,
      },
    ],
    unpairedStates: [entry('state', 'a/priv_validator_state.json')],
  });
});

it('in any archive every key is answered, no state is given twice, and no two files go to one place', () => {
  const part = fc.constantFrom('config', 'data', 'state', 'secrets', 'a', 'B');
  const base = fc.constantFrom(
    ...[
      'priv_validator_key.json',
      'priv_validator_state.json',
      'k.json',
      'k.priv_validator_state.json',
      'c_shard.json',
      'c_share_sign_state.json',
      'c_priv_validator_state.json',
      'c-consensus.key',
      'c-consensus.json',
      'data',
    ],
  );
  const path = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), base)
    .map(([parts, name]) => [...parts, name].join('/'));
  const archive = fc
    .uniqueArray(path, { maxLength: 12 })
    // As in an archive: no file is also a folder.
    .map((paths) => paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`))))
    .chain((paths) =>
      fc.tuple(
        ...paths.map((one) =>
          fc.constantFrom<Kind>('key', 'state', 'legacy', 'node', 'opaque').map((kind) => entry(kind, one)),
        ),
      ),
    );
  fc.assert(
    fc.property(archive, (entries) => {
      const { pairs, unpairedStates } = pairSigningStates(entries);
      expect(pairs.map(({ key }) => key)).toEqual(entries.filter(({ type }) => isConsensusKey(type)));
      const given = [...pairs.flatMap(({ state }) => (state === null ? [] : [state])), ...unpairedStates];
      expect(given.map(({ path }) => path).sort()).toEqual(
        entries.flatMap(({ type, path }) => (type === types.state ? [path] : [])).sort(),
      );
      const furtherStates = pairs.flatMap(({ further }) => further);
      expect(new Set(furtherStates).size).toBe(furtherStates.length);
      for (const state of furtherStates) expect(unpairedStates).toContain(state);
      const replaced = pairs.flatMap(({ state, displaced }) => [state, displaced]);
      const written = [
        ...pairs.filter(({ stateInKeyFile }) => !stateInKeyFile).map(({ statePath }) => statePath),
        ...entries.filter((one) => !replaced.includes(one)).map((one) => one.path),
      ].map((one) => one.toLowerCase());
      expect(new Set(written).size).toBe(written.length);
      for (const one of written) expect(written.some((other) => other.startsWith(`${one}/`))).toBe(false);
    }),
    { seed: 11, numRuns: 1500 },
  );
});
