import { readFileSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Owner } from '../files/write.ts';

/**
 * Reads `USER:GROUP`, by name or number. Node asks no name service, so names are looked up where Unix keeps its own.
 * @throws `owner-unknown`
 */
export function parseOwner(argument: string): Owner {
  const [user, group, ...rest] = argument.split(':');
  if (!user || !group || rest.length > 0) {
    throw new QuorateError(
      'owner-unknown',
      `--owner takes USER:GROUP, not ${JSON.stringify(argument.slice(0, 60))}`,
      'for example --owner validator:validator',
    );
  }
  return { uid: idOf(user, '/etc/passwd', 'user'), gid: idOf(group, '/etc/group', 'group') };
}

function idOf(name: string, table: string, what: string): number {
  if (/^\d{1,9}$/.test(name)) return Number(name);
  const line = linesOf(table).find((entry) => entry[0] === name);
  const id = line?.[2];
  if (id === undefined || !/^\d+$/.test(id)) {
    throw new QuorateError(
      'owner-unknown',
      `there is no ${what} ${JSON.stringify(name)} on this machine`,
      'give its number instead',
    );
  }
  return Number(id);
}

function linesOf(table: string): string[][] {
  try {
    return readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
}
