import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CeremonyEvent, EventName } from '@quorate/custody/ceremony/machine/event';
import { eventsOf, openCeremony, reduce } from '@quorate/custody/ceremony/machine/reducer';
import { type CeremonyState, steps } from '@quorate/custody/ceremony/machine/state';
import { expect, it } from 'vitest';
import { repository } from '../../tools.ts';
import { smoothCeremony, stateAfter } from './machine-events.ts';

// docs/ceremony.md is drawn by hand and checked here: what it shows must be what the machine does.

const page = readFileSync(join(repository, 'docs/ceremony.md'), 'utf8');
const lines = (/```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '').split('\n').map((line) => line.trim());

/** Ways that a smooth ceremony does not go, but the diagram shows. */
const override: CeremonyEvent = {
  event: 'preflight.overridden',
  check: 'swap',
  reason: 'zram',
  witness: 'Witness',
};
const blocked: CeremonyEvent = { event: 'preflight.done', blocking: ['swap'], evidence: {} };

it('the diagram, followed arrow by arrow, goes through the steps that it names', () => {
  let state: CeremonyState = openCeremony('0badcafe', false);
  const shown: string[] = [];
  const rest = [...smoothCeremony];
  const happen = (event: CeremonyEvent) => {
    state = reduce(state, event);
  };
  for (const line of lines) {
    const [, step] = /^Note over Ceremony: (\S+)$/.exec(line) ?? [];
    const [, name] = /^\w+->>\w+: (\S+)$/.exec(line) ?? [];
    if (step !== undefined) {
      // A loop of the diagram stands for all sticks or cards: the rest of them come before the next step.
      expect(state.step).toBe(step);
      shown.push(step);
    } else if (name !== undefined) {
      for (;;) {
        const next = rest[0];
        if (name === override.event) {
          happen(override);
          break;
        }
        if (next === undefined) throw new Error(`${name} is drawn and does not happen`);
        rest.shift();
        happen(next.event === 'preflight.done' ? blocked : next);
        const repeats = rest.some((event) => event.event === name);
        if (next.event === name && !(repeats && /^(stick|card)\./.test(name))) break;
      }
    }
  }
  expect(shown).toEqual(steps);
  expect(rest).toEqual([]);
});

it('every event of the machine is drawn or stands in the table, with the steps that allow it', () => {
  const drawn = lines.flatMap((line) => /^\w+->>\w+: (\S+)$/.exec(line)?.[1] ?? []);
  const told = new Map(
    [...page.matchAll(/^\| `(\S+)` \| ([^|]+) \|/gm)].map(([, name, where]) => [
      name as string,
      where?.trim() ?? '',
    ]),
  );
  const allowed = new Map<EventName, string[]>();
  for (const step of steps) {
    for (const name of eventsOf(step)) allowed.set(name, [...(allowed.get(name) ?? []), step]);
  }
  for (const [name, where] of allowed) {
    if (!drawn.includes(name)) expect(told.get(name)).toBe(where.join(', '));
  }
  const known = new Set<string>([...allowed.keys(), 'ceremony.aborted']);
  for (const name of [...drawn, ...told.keys()]) expect(known).toContain(name);
});

it('aborting is possible where the table says, and nowhere else', () => {
  const [, before] = /^\| `ceremony\.aborted` \| all before (\S+) \|/m.exec(page) ?? [];
  const states = new Map<string, CeremonyState>();
  for (const [index] of [...smoothCeremony, null].entries()) {
    const state = stateAfter(smoothCeremony.slice(0, index));
    states.set(state.step, state);
  }
  const abortable = steps.filter((step) => {
    const state = states.get(step) as CeremonyState;
    try {
      return reduce(state, { event: 'ceremony.aborted', reason: 'fire' }).step === 'aborted';
    } catch {
      return false;
    }
  });
  expect(abortable).toEqual(steps.slice(0, steps.indexOf(before as (typeof steps)[number])));
  expect(abortable).toContain('sign-off');
});
