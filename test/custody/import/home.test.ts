import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countLeft, findKeyFiles } from '@quorate/custody/import/home';
import { parseSource } from '@quorate/custody/import/sources';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { run, temporaryFolder } from '../../tools.ts';

/** A folder with files of one byte, or of the text given. */
function tree(...paths: (string | [string, string])[]): string {
  const root = temporaryFolder();
  for (const entry of paths) {
    const [path, text] = typeof entry === 'string' ? [entry, 'x'] : entry;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function search(root: string) {
  const { taken, left } = findKeyFiles([{ name: 'h', path: root }]);
  return {
    taken: taken.map(({ path }) => path.slice(2)),
    left: left.map(({ path, reason, needsLook }) =>
      [path.slice(2), reason, ...(needsLook ? ['look'] : [])].join(' '),
    ),
  };
}

describe('a home directory', () => {
  it('of a validator gives its keys and state, and leaves the chain', () => {
    const home = tree(
      'config/priv_validator_key.json',
      'config/node_key.json',
      'config/genesis.json',
      'config/addrbook.json',
      'config/config.toml',
      'config/gentx/gentx-1.json',
      'data/priv_validator_state.json',
      'data/upgrade-info.json',
      'data/application.db/CURRENT',
      'data/application.db/MANIFEST-000012',
      'data/application.db/000011.ldb',
      'data/blockstore.db/marker.manifest.000001.MANIFEST-000001',
      'data/blockstore.db/MANIFEST-000001',
      'data/cs.wal/wal',
      'data/snapshots/1/1/0',
      'wasm/wasm/cache/modules/x',
      'keyring-file/keyhash',
      'keyring-file/alice.info',
      'keyring-file/00ff.address',
      'cosmovisor/genesis/bin/virtengined',
      'node.log',
      'node.log.1',
    );
    expect(search(home)).toEqual({
      taken: [
        'config/config.toml',
        'config/gentx/gentx-1.json',
        'config/node_key.json',
        'config/priv_validator_key.json',
        'data/priv_validator_state.json',
        'keyring-file/00ff.address',
        'keyring-file/alice.info',
        'keyring-file/keyhash',
      ],
      left: [
        'config/addrbook.json public-chain-file',
        'config/genesis.json public-chain-file',
        'cosmovisor program',
        'data/application.db chain-data',
        'data/blockstore.db chain-data',
        'data/cs.wal chain-data',
        'data/snapshots chain-data',
        'data/upgrade-info.json public-chain-file',
        'node.log log',
        'node.log.1 log',
        'wasm chain-data',
      ],
    });
  });

  it('of a provider daemon and of a federation signer give all that is small', () => {
    const provider = tree(
      'config.yaml',
      'keyring/a.info',
      'tls/server.crt',
      'tls/server.key',
      'workloads.db',
      'logs/x.txt',
    );
    expect(search(provider)).toEqual({
      taken: ['config.yaml', 'keyring/a.info', 'tls/server.crt', 'tls/server.key', 'workloads.db'],
      left: ['logs log'],
    });
    expect(search(tree('signer-1.pem', '-rf', 'README')).taken).toEqual(['-rf', 'README', 'signer-1.pem']);
  });

  it('takes a key wherever somebody put it', () => {
    const home = tree(
      'logs/old/priv_validator_key.json',
      'data/snapshots/backup.pem',
      'data/x.db/CURRENT',
      'data/x.db/MANIFEST-000001',
      'data/x.db/node_key.json',
      'priv_validator_key.json.log',
    );
    expect(search(home).taken).toEqual([
      'data/snapshots/backup.pem',
      'data/x.db/node_key.json',
      'logs/old/priv_validator_key.json',
      'priv_validator_key.json.log',
    ]);
  });

  it('names what it cannot take, and says where to look', () => {
    const home = tree('a', ['empty', ''], ['empty.key', ''], 'huge.bin', 'huge.pem');
    for (const name of ['huge.bin', 'huge.pem']) truncateSync(join(home, name), 17 * 2 ** 20);
    symlinkSync('/mnt/data', join(home, 'data'));
    expect(run('mkfifo', [join(home, 'agent')]).code).toBe(0);
    expect(search(home)).toEqual({
      taken: ['a'],
      left: [
        'agent not-a-file',
        'data link look',
        'empty empty',
        'empty.key empty look',
        'huge.bin too-large look',
        'huge.pem too-large look',
      ],
    });
    expect(countLeft(findKeyFiles([{ name: 'h', path: home }]).left)).toEqual({ left: 6, toLookAt: 4 });
  });

  it('follows no link, and refuses a name that no archive can hold', () => {
    const outside = tree('secret.pem');
    const home = tree('a');
    symlinkSync(outside, join(home, 'link'));
    expect(search(home).taken).toEqual(['a']);
    expect(refusal(() => search(tree('bad\nname.pem'))).code).toBe('archive-name');
    // What is left out anyway may be called what it likes.
    expect(search(tree('a', 'logs/bad\nname')).left).toEqual(['logs log']);
  });

  it('of which nothing is to be kept is refused', () => {
    expect(refusal(() => search(tree('logs/x'))).code).toBe('file-empty');
    expect(refusal(() => search(temporaryFolder())).code).toBe('file-empty');
    expect(refusal(() => search('/nowhere/at/all')).code).toBe('file-not-found');
  });
});

describe('several hosts', () => {
  it('keep their files apart by name', () => {
    const [one, two] = [tree('config/node_key.json'), tree('config/node_key.json')];
    const sources = [`validator2=${two}`, `validator1=${one}`].map(parseSource);
    expect(findKeyFiles(sources).taken.map(({ path, location }) => [path, location])).toEqual([
      ['validator1/config/node_key.json', join(one, 'config/node_key.json')],
      ['validator2/config/node_key.json', join(two, 'config/node_key.json')],
    ]);
    const twice = [`v=${one}`, `v=${two}`].map(parseSource);
    expect(refusal(() => findKeyFiles(twice)).code).toBe('source-name');
  });

  it('may be a file named by itself, whatever it is called', () => {
    const root = tree('genesis.json');
    const { taken } = findKeyFiles([parseSource(`g=${join(root, 'genesis.json')}`)]);
    expect(taken.map(({ path }) => path)).toEqual(['g/genesis.json']);
  });
});
