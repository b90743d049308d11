import { resilienceOf } from '@quorate/custody/people/resilience';
import { describe, expect, it } from 'vitest';
import type { CeremonyView, PlanView } from '../../electron/contract/views.ts';
import { airGapOf } from '../../renderer/logic/air-gap.ts';
import { capitalised } from '../../renderer/logic/capitalised.ts';
import { elapsedWords } from '../../renderer/logic/elapsed.ts';
import {
  draftOf,
  emptyForm,
  gapsInPlace,
  gapsOf,
  isWorthAsking,
  type PlanForm,
} from '../../renderer/logic/plan-form.ts';
import { lastPart, standingOf } from '../../renderer/logic/steps.ts';
import { firstState, nextState } from '../../renderer/state/app-state.ts';
import { changeDrafts, type Drafts, noDrafts, peopleFor } from '../../renderer/state/drafts.ts';
import { t } from '../../renderer/strings/catalogue.ts';
import { sampleForm } from '../../renderer/strings/en/sample-plan.ts';

const view = (ceremonyId: string, step: CeremonyView['step']) => ({ ceremonyId, step }) as CeremonyView;

describe('Drafts', () => {
  it('outlive going back and forth, and not the ceremony', () => {
    const opened = nextState(firstState, { kind: 'work', work: view('a', 'people') });
    const typed = nextState(opened, {
      kind: 'draft',
      change: { kind: 'set', drafts: { date: '2031-04-27' } },
    });
    const back = nextState(typed, { kind: 'work', work: view('a', 'preflight') });
    expect(back.drafts.date).toBe('2031-04-27');
    expect(nextState(back, { kind: 'work', work: view('b', 'preflight') }).drafts).toEqual(noDrafts);
  });

  it('keep one entry for each purpose', () => {
    const people = { operator: 'Olga', witness: 'Wim' };
    const drafts = changeDrafts(noDrafts, { kind: 'entry', listing: 'people', id: 'plan', value: people });
    expect(peopleFor(drafts, 'plan')).toEqual(people);
    expect(peopleFor(drafts, 'sign-off')).toEqual({ operator: '', witness: '' });
    expect(changeDrafts(drafts, { kind: 'clear', members: ['people'] })).toEqual(noDrafts);
  });

  it('keep the names under a hash for as long as it is the same', () => {
    const plan = (hex: string) => ({ hash: { hex, words: '' } }) as PlanView;
    const read = (drafts: Drafts, next: PlanView | null) =>
      changeDrafts(drafts, { kind: 'set', drafts: { plan: next } });
    const people = { operator: 'Olga', witness: 'Wim' };
    const typed = ['plan', 'sign-off'].reduce<Drafts>(
      (drafts, id) => changeDrafts(drafts, { kind: 'entry', listing: 'people', id, value: people }),
      read(noDrafts, plan('aa')),
    );
    expect(peopleFor(read(typed, plan('aa')), 'plan')).toEqual(people);
    for (const next of [plan('ab'), null]) {
      const other = read(typed, next);
      expect(peopleFor(other, 'plan')).toEqual({ operator: '', witness: '' });
      expect(peopleFor(other, 'sign-off')).toEqual(people);
      expect(peopleFor(read(other, plan('aa')), 'plan')).toEqual({ operator: '', witness: '' });
    }
  });
});

it('leaving a ceremony leaves nothing of it behind but what the program says of itself', () => {
  const about = { version: '0.1.0', platform: 'linux', rehearsalOnly: false, isPackaged: true };
  const opened = nextState({ ...firstState, about }, { kind: 'resumed', work: view('a', 'closed') });
  const left = nextState(opened, { kind: 'left' });
  expect(left).toEqual({ ...firstState, about });
  expect(nextState(left, { kind: 'work', work: view('a', 'closed') })).toBe(left);
  expect(nextState(left, { kind: 'work', work: view('b', 'preflight') }).ceremony).not.toBeNull();
});

describe('A form', () => {
  it('becomes a draft of every line', () => {
    const form = {
      ...sampleForm,
      label: ' Keys ',
      witnesses: ['Wim ', 'Una'],
      singleStickReason: 'left over',
      contacts: 'One\n\n Two',
      previousClosingHead: ' ABCD ef01\n',
    };
    const draft = draftOf(form);
    expect(draft.label).toBe('Keys');
    expect(draft.witnesses).toEqual(['Wim', 'Una']);
    expect(draft.custodians).toEqual(sampleForm.custodians);
    expect([draft.sticks, draft.stickLocations]).toEqual([2, sampleForm.stickLocations]);
    expect(draft.singleStickReason).toBeNull();
    expect(draft.stickPhrase).toBeNull();
    expect(draft.previousClosingHead).toBe('abcdef01');
    expect(draftOf(sampleForm).previousClosingHead).toBeNull();
    expect(draft.contacts).toEqual(['One', 'Two']);
  });

  it('is sent once every line is filled in', () => {
    expect(isWorthAsking(emptyForm)).toBe(false);
    expect(isWorthAsking(sampleForm)).toBe(true);
    const { witnesses, custodians, stickLocations, sources } = sampleForm;
    for (const open of [
      { label: ' ' },
      { operator: '' },
      { witnesses: [...witnesses, ' '] },
      { custodians: [...custodians, { name: '', location: '' }] },
      { custodians: [{ name: 'Una', location: ' ' }, ...custodians] },
      { stickLocations: ['', ...stickLocations] },
      { stickLocations: stickLocations.slice(1) },
      { sources: [...sources, ''] },
    ]) {
      const form = { ...sampleForm, ...open };
      expect([Object.keys(open), isWorthAsking(form)]).toEqual([Object.keys(open), false]);
      // Nearly a plan: what it lacks is said beside its line, and nothing else is.
      expect(gapsInPlace(form)).toHaveLength(1);
    }
  });

  it('names what is open, from the top', () => {
    const words = gapsOf(emptyForm).map((gap) => t.people.gap(gap));
    expect(words.slice(0, 4)).toEqual([
      'Label is still empty',
      'The operator has no name yet',
      'Witness 1 has no name: fill it in',
      'Card 1 has no name and no place: fill it in, or remove it',
    ]);
    expect(words.slice(-3)).toEqual([
      'Stick 1 has no place: fill it in, or remove it',
      'Stick 2 has no place: fill it in, or remove it',
      'Source 1 has no name: fill it in',
    ]);
    const [ada, , ...others] = sampleForm.custodians;
    const half = [ada, { name: 'Ben', location: ' ' }, ...others] as PlanForm['custodians'];
    const nameless = [ada, { name: '', location: 'Bern' }] as PlanForm['custodians'];
    for (const [form, said] of [
      [{ custodians: half }, 'Card 2 has no place: fill it in, or remove it'],
      [{ custodians: nameless }, 'Card 2 has no name: fill it in'],
      [{ stickLocations: ['Bern'] }, 'Why a single stick is enough is still empty'],
    ] as const) {
      expect(gapsOf({ ...sampleForm, ...form }).map((gap) => t.people.gap(gap))).toEqual([said]);
    }
  });

  it('says beside a line that it was passed by, and not what nobody has come to yet', () => {
    expect(gapsInPlace(emptyForm)).toEqual([]);
    const begun = { ...emptyForm, label: 'Keys', witnesses: ['Wim'] };
    expect(gapsInPlace(begun).map(({ field }) => field)).toEqual(['operator']);
  });
});

it('the plan in the samples gives nothing to warn of', () => {
  const { custodians, threshold, stickLocations, operator } = sampleForm;
  const spread = custodians.map((one) => ({ ...one, openpgp: null }));
  const { warnings } = resilienceOf({
    custodians: spread,
    threshold,
    operator,
    sticks: stickLocations.length,
    stickLocations: [...stickLocations],
  });
  expect(warnings).toEqual([]);
});

it('a finding begins as a sentence does, and a name of the machine stays as it is', () => {
  expect(capitalised('any 2 cards may be lost')).toBe('Any 2 cards may be lost');
  for (const name of ['eth0 can reach a network', '/dev/vda: not encrypted', '1 socket is open', ''])
    expect(capitalised(name)).toBe(name);
});

describe('What is always in sight', () => {
  it('says the worst about the air gap', () => {
    expect(airGapOf([])).toBe('unchecked');
    expect(airGapOf([{ id: 'clock', verdict: 'block' }])).toBe('unchecked');
    expect(airGapOf([{ id: 'interfaces', verdict: 'pass' }])).toBe('holds');
    expect(
      airGapOf([
        { id: 'interfaces', verdict: 'overridden' },
        { id: 'radios', verdict: 'block' },
      ]),
    ).toBe('broken');
    expect(airGapOf([{ id: 'routes', verdict: 'overridden' }])).toBe('overridden');
    expect(airGapOf([{ id: 'sockets', verdict: 'warn' }])).toBe('doubtful');
  });

  it('knows done, now and next', () => {
    const standings = (step: CeremonyView['step'], ...events: string[]) =>
      (['people', 'keys', 'seal'] as const).map((part) =>
        standingOf(part, { step, journal: events.map((event) => ({ event })) }),
      );
    expect(standings('keys')).toEqual(['done', 'now', 'next']);
    expect(standings('closed')).toEqual(['done', 'done', 'done']);
    expect(standings('lost')).toEqual(['unreached', 'unreached', 'unreached']);
    const events = ['ceremony.opened', 'preflight.passed', 'plan.confirmed', 'key.imported'];
    for (const step of ['aborted', 'lost'] as const) {
      expect(standings(step, ...events)).toEqual(['done', 'stopped', 'unreached']);
    }
  });

  it('knows in which step a ceremony stopped, back and forth', () => {
    const endsIn = (...events: string[]) => lastPart(events.map((event) => ({ event })));
    const sealed = ['ceremony.opened', 'preflight.passed', 'plan.confirmed', 'keys.confirmed'];
    expect(endsIn()).toBe('preflight');
    expect(endsIn(...sealed, 'bundle.sealed')).toBe('seal');
    expect(endsIn(...sealed, 'step.back', 'toString')).toBe('keys');
    expect(endsIn(...sealed, 'bundle.sealed', 'folder.sealed', 'stick.written')).toBe('sticks');
    expect(endsIn(...sealed, 'folder.sealed', 'sticks.finished', 'step.back')).toBe('sticks');
    const closed = ['cards.finished', 'vault.wiped', 'signed.off', 'ceremony.closed'];
    expect(closed.map((_, index) => endsIn(...sealed, ...closed.slice(0, index + 1)))).toEqual([
      ...['roll-call', 'sign-off', 'sign-off', 'deliver'],
    ]);
  });

  it('counts hours and minutes', () => {
    expect([-5, 59_999, 60_000, 3_660_000].map(elapsedWords)).toEqual(['0:00', '0:00', '0:01', '1:01']);
  });
});
