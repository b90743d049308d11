import { describe, expect, it } from 'vitest';
import type { CeremonyView } from '../../electron/contract/views.ts';
import { airGapOf } from '../../renderer/logic/air-gap.ts';
import { elapsedWords } from '../../renderer/logic/elapsed.ts';
import { draftOf, emptyForm, isWorthAsking } from '../../renderer/logic/plan-form.ts';
import { standingOf } from '../../renderer/logic/steps.ts';
import { firstState, nextState } from '../../renderer/state/app-state.ts';
import { changeDrafts, noDrafts, peopleFor } from '../../renderer/state/drafts.ts';
import { sampleForm } from '../../renderer/strings/sample-plan.ts';

const view = (ceremonyId: string, step: CeremonyView['step']) => ({ ceremonyId, step }) as CeremonyView;

describe('Drafts', () => {
  it('outlive going back and forth, and not the ceremony', () => {
    const opened = nextState(firstState, { kind: 'ceremony', ceremony: view('a', 'people') });
    const typed = nextState(opened, {
      kind: 'draft',
      change: { kind: 'set', drafts: { date: '2031-04-27' } },
    });
    const back = nextState(typed, { kind: 'ceremony', ceremony: view('a', 'preflight') });
    expect(back.drafts.date).toBe('2031-04-27');
    expect(nextState(back, { kind: 'ceremony', ceremony: view('b', 'preflight') }).drafts).toEqual(noDrafts);
  });

  it('keep one entry for each purpose', () => {
    const people = { operator: 'Olga', witness: 'Wim' };
    const drafts = changeDrafts(noDrafts, { kind: 'entry', listing: 'people', id: 'plan', value: people });
    expect(peopleFor(drafts, 'plan')).toEqual(people);
    expect(peopleFor(drafts, 'sign-off')).toEqual({ operator: '', witness: '' });
    expect(changeDrafts(drafts, { kind: 'clear', members: ['people'] })).toEqual(noDrafts);
  });
});

it('leaving a ceremony leaves nothing of it behind but what the program says of itself', () => {
  const about = { version: '0.1.0', platform: 'linux', rehearsalOnly: false, isPackaged: true };
  const opened = nextState({ ...firstState, about }, { kind: 'resumed', ceremony: view('a', 'closed') });
  const left = nextState(opened, { kind: 'left' });
  expect(left).toEqual({ ...firstState, about });
  expect(nextState(left, { kind: 'ceremony', ceremony: view('a', 'closed') })).toBe(left);
  expect(nextState(left, { kind: 'ceremony', ceremony: view('b', 'preflight') }).ceremony).not.toBeNull();
});

describe('A form', () => {
  it('becomes a draft without open lines', () => {
    const form = {
      ...emptyForm,
      label: ' Keys ',
      witnesses: ['Wim ', ''],
      custodians: [...emptyForm.custodians, { name: ' Ada', location: '' }],
      contacts: 'One\n\n Two',
    };
    const draft = draftOf(form);
    expect(draft.label).toBe('Keys');
    expect(draft.witnesses).toEqual(['Wim']);
    expect(draft.custodians).toEqual([{ name: 'Ada', location: '' }]);
    expect(draft.sticks).toBe(2);
    expect(draft.stickPhrase).toBeNull();
    expect(draft.contacts).toEqual(['One', 'Two']);
  });

  it('is sent once there is enough in it', () => {
    expect(isWorthAsking(emptyForm)).toBe(false);
    expect(isWorthAsking(sampleForm)).toBe(true);
    const homeless = sampleForm.custodians.map((one) => ({ ...one, location: ' ' }));
    expect(isWorthAsking({ ...sampleForm, custodians: homeless })).toBe(false);
  });
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
    expect(['preflight', 'keys', 'seal'].map((part) => standingOf(part as 'keys', 'keys'))).toEqual([
      'done',
      'now',
      'next',
    ]);
    expect(standingOf('deliver', 'closed')).toBe('done');
  });

  it('counts hours and minutes', () => {
    expect([-5, 59_999, 60_000, 3_660_000].map(elapsedWords)).toEqual(['0:00', '0:00', '0:01', '1:01']);
  });
});
