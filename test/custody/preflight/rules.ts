import type { CheckId, Verdict } from '@quorate/custody/preflight/check';
import { preflightTable } from '@quorate/custody/preflight/table';
import { describe, expect, it } from 'vitest';
import { type Change, lineOf, type MachineName, preflightOf } from './recorded.ts';

/** A change to a machine on which everything passes, or to another one, and what the check then says. */
export type Case = readonly [
  what: string,
  change: Change,
  verdict: Verdict,
  finding: RegExp,
  on?: MachineName,
];

/** The checks whose rules stand in rules-of-network.test.ts; those of all others in rules-of-machine.test.ts. */
export type NetworkCheck =
  | 'program'
  | 'debugger'
  | 'injected-code'
  | 'interfaces'
  | 'routes'
  | 'radios'
  | 'network-namespace'
  | 'sockets'
  | 'name-servers';

/** One file of a machine changed. */
export const file = (path: string, content: string | { link: string } | null): Change => ({
  files: { [path]: content },
});

/** Tries each rule with its cases. */
export function tryRules(rules: Readonly<Partial<Record<CheckId, readonly Case[]>>>): void {
  for (const { id, blocksWhen } of preflightTable) {
    const cases = rules[id];
    if (cases === undefined) continue;
    describe(id, () => {
      for (const [what, change, verdict, finding, on = 'live-system'] of cases) {
        it(`${what}: ${verdict}`, () => {
          const line = lineOf(preflightOf(on, change), id);
          expect(line.finding).toMatch(finding);
          expect(line.verdict).toBe(verdict);
          expect(line.blocksCeremony).toBe(verdict === 'block');
        });
      }

      it('is tried in every way it can end', () => {
        const verdicts = new Set(cases.map(([, , verdict]) => verdict));
        expect(verdicts.has('pass')).toBe(true);
        expect(verdicts.has('block')).toBe(blocksWhen !== null);
        if (blocksWhen === null) expect(verdicts.has('warn')).toBe(true);
      });
    });
  }
}
