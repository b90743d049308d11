import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withSampleHomes } from '@quorate/custody/rehearsal/sample-homes';
import { expect, it } from 'vitest';
import { refusalOf } from '../../refusal.ts';

it('every source gets a home of its own, private, and gone afterwards whatever happens', async () => {
  const seen: string[] = [];
  const use = async (homes: readonly { name: string; path: string }[]) => {
    expect(homes.map(({ name }) => name)).toEqual(['one', 'two']);
    for (const { path } of homes) {
      seen.push(path);
      expect(readdirSync(path).sort()).toEqual(['config', 'data']);
      expect(statSync(join(path, 'config/priv_validator_key.json')).mode & 0o077).toBe(0);
    }
    throw new Error('what the borrower throws');
  };
  await expect(withSampleHomes(true, ['one', 'two'], use)).rejects.toThrow('what the borrower throws');
  expect(seen.map(existsSync)).toEqual([false, false]);
});

it('a real ceremony gets none', async () => {
  const refusal = await refusalOf(() => withSampleHomes(false, ['one'], async () => 'used'));
  expect(refusal).toMatchObject({ code: 'plan-purpose', hint: expect.any(String) });
});
