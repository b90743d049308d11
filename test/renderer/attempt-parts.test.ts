import { describe, expect, it } from 'vitest';
import { attemptParts } from '../../renderer/logic/attempt-parts.ts';
import { drillParts } from '../../renderer/logic/drill-parts.ts';
import { expectedState } from '../../renderer/logic/expected.ts';

const all = ['a', 'b', 'c'].map((id) => ({ id, title: id }));
const standings = (parts: readonly { readonly standing: string }[]) => parts.map(({ standing }) => standing);

describe('the parts beside a drill or a recovery', () => {
  it('are behind, here and ahead', () => {
    expect(standings(attemptParts(all, 'b', false))).toEqual(['done', 'now', 'next']);
    expect(standings(attemptParts(all, 'b', true))).toEqual(['done', 'stopped', 'unreached']);
    expect(standings(attemptParts(all, 'over', false))).toEqual(['done', 'done', 'done']);
  });

  it('are those of the kind of drill', () => {
    const of = (...given: Parameters<typeof drillParts>) => drillParts(...given).map(({ id }) => id);
    expect(of('integrity', 'kind', 'sticks')).toEqual(['stick', 'kind', 'people', 'result']);
    expect(of('full', 'sandbox', 'restored')).toContain('sandbox');
    expect(standings(drillParts('opening', 'compare', 'opened'))).toEqual([
      'done',
      'done',
      'done',
      'done',
      'now',
    ]);
    expect(standings(drillParts('restore', 'result', 'done'))).toEqual(Array(6).fill('done'));
  });
});

describe('keys held against production', () => {
  const key = (path: string, fingerprint: string | null) => ({
    ...{ path, fingerprint, name: 'v', type: 'x', algorithm: null, publicKey: null, address: null },
    ...{ mode: 0o600, bytes: 1, isSigning: false, differs: [], height: null },
  });
  const keys = [key('one', 'aabbccdd'), key('two', '11223344'), key('three', null)];

  it('are sent as they were typed, and counted', () => {
    expect(expectedState(keys, { one: ' AABB CCDD ', two: '' })).toEqual({
      values: ['AABB CCDD'],
      isMismatch: false,
      isPartial: false,
      same: 1,
      comparable: 2,
    });
    expect(expectedState(keys, { one: 'aabb', two: '1122334455' })).toMatchObject({
      isMismatch: true,
      isPartial: true,
      same: 0,
    });
    expect(expectedState(keys, {})).toMatchObject({ values: [], isMismatch: false, isPartial: false });
  });
});
