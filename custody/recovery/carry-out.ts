import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { checkExpectations } from '../import/expectations.ts';
import type { WrittenKey } from '../restore/read-back.ts';
import { writeProved } from '../restore/write.ts';
import { checkKept, type PreparedRestore, type RestorePlan } from './plan.ts';
import type { Confirmed } from './result.ts';
import { proveWritten } from './written.ts';

/**
 * Checks that what was confirmed is what is to be done: a plan may have come to more since a person looked.
 * @throws `not-confirmed`
 */
export function checkConfirmed({ moves, stale }: RestorePlan, confirmed: Confirmed): void {
  if (moves.length !== confirmed.moves) {
    throw unconfirmed(`${moves.length} files are to be moved aside, and ${confirmed.moves} were agreed to`);
  }
  const signs = moves.find(({ isSigning }) => isSigning);
  if (signs !== undefined && !confirmed.wereMovesTyped) {
    throw unconfirmed(`nobody typed that ${signs.from}, which is about signing, is to be moved aside`);
  }
  const open = stale.find(
    ({ path, height }) => !confirmed.stale.some((one) => one.path === path && one.height === height),
  );
  if (open !== undefined) {
    throw unconfirmed(`nobody typed that ${open.path} is to come back at height ${open.height}`);
  }
}

/**
 * Writes what was prepared and proves it: if anything is not as it should be, everything is as it was before.
 * @returns the public sides, derived again from what was read back
 * @throws `file-changed`, `medium-differs`, `expectation-unmet`, and the codes of `writeProved`
 */
export async function carryOut(prepared: PreparedRestore): Promise<WrittenKey[]> {
  const { plan, wish, guarded, targets, moves, entries, exported } = prepared;
  const { destination } = plan;
  checkKept(prepared);
  let found: WrittenKey[] = [];
  const choice = { owner: wish.owner ?? undefined, moves };
  await writeProved(destination, [guarded.first, guarded.then], choice, async () => {
    found = await proveWritten(destination, targets, entries, exported);
    checkExpectations(wish.expected, found, 'what was written and read back');
  });
  return found;
}

/** What the record on the stick says of a plan that was carried out. */
export function restoredData({ files, signing, moves, layout, form, different }: RestorePlan): JsonObject {
  const moved = moves.map(({ from, to }) => ({ from, to }));
  return {
    outcome: 'restored',
    restored: files.map(({ path }) => path),
    signing: signing.map(({ path, statePath, decision, basis, height }) => ({
      path,
      statePath,
      decision,
      basis,
      height,
    })),
    layout,
    ...(form === null ? {} : { form }),
    ...(moved.length === 0 ? {} : { moved }),
    ...(different.length === 0 ? {} : { different: [...different] }),
  };
}

function unconfirmed(what: string): QuorateError {
  return new QuorateError('not-confirmed', what, 'look at the plan again');
}
