import { ceremonyOpened } from '@quorate/crypto-core/documents/journal';
import { eventsOf } from '@quorate/custody/ceremony/machine/reducer';
import { steps as machineSteps } from '@quorate/custody/ceremony/machine/state';
import { scriptSteps, unasked } from '@quorate/custody/papers/script-steps';
import { courseOf } from '@quorate/custody/papers/step-evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journalOf, plan, samplePapers } from './sample-papers.ts';

const steps = scriptSteps(plan);
const asked = steps.flatMap(({ completedBy }) => completedBy);
/** What the machine calls one event for all key files is a line for each in the journal. */
const journaled = (event: string) => (event === 'keys.imported' ? 'key.imported' : event);

describe('the steps of a script', () => {
  it('go through every part of the machine, in its order', () => {
    expect([...new Set(steps.map(({ part }) => part))]).toEqual([...machineSteps]);
    const places = steps.map(({ part }) => machineSteps.indexOf(part as (typeof machineSteps)[number]));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
  });

  it('ask for every event of the machine, or it is known as one that no step asks for', () => {
    const all = new Set([
      ...machineSteps.flatMap(eventsOf).map(journaled),
      'ceremony.aborted',
      ceremonyOpened,
    ]);
    const claimed = new Set(asked.map(({ event }) => event));
    expect(new Set([...claimed, ...unasked])).toEqual(all);
    expect(unasked.filter((event) => claimed.has(event))).toEqual([]);
  });

  it('stand in the part whose rules allow their event', () => {
    for (const { part, completedBy } of steps) {
      for (const { event } of completedBy.filter((one) => one.event !== ceremonyOpened))
        expect(eventsOf(part === 'closed' ? 'deliver' : part).map(journaled)).toContain(event);
    }
  });

  it('ask for each event once, each stick three times and each card twice', () => {
    expect(new Set(asked.map(({ event, number }) => `${event} ${number}`)).size).toBe(asked.length);
    const of = (event: string) => asked.filter((one) => one.event === event).map(({ number }) => number);
    for (const event of ['stick.written', 'stick.verified', 'stick.delivered'])
      expect(of(event)).toEqual([1, 2, 3]);
    for (const event of ['card.printed', 'card.proved']) expect(of(event)).toEqual([1, 2, 3, 4, 5]);
  });

  it('begin with the hash of the plan and a watch, and end with what to do now', () => {
    const says = steps.map((step) => step.says).join('\n');
    expect(steps[0]?.says).toContain('hash of the plan');
    expect(says).toMatch(/watch[\s\S]*Plug in the import stick/);
    const after = steps.filter(({ part }) => part === 'closed').map((step) => step.says);
    for (const said of ['printer’s queue', 'Shredding files is not enough', 'separately', 'next drills'])
      expect(after.join('\n')).toContain(said);
    expect(scriptSteps({ ...plan, purpose: 'rehearsal' }).at(-3)?.says).toContain('Shred its cards');
  });
});

it('no line of a journal is lost, whatever happened', () => {
  const names = [...new Set([...asked.map(({ event }) => event), ...unasked, 'something.else'])];
  const happening = fc.tuple(
    fc.constantFrom(...names.filter((event) => event !== 'key.imported')),
    fc.record({ stick: fc.integer({ min: 1, max: 5 }) }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { ofStep, besides } = courseOf(steps, journalOf(happenings), samplePapers());
      expect([...ofStep.values()].flat().length + besides.length).toBe(happenings.length);
    }),
    { seed: 20261120, numRuns: 60 },
  );
});
