import { QuorateError } from '@quorate/crypto-core/errors';
import { isSamePerson } from '../../people/same-person.ts';
import type { Rules } from './rules.ts';

/** The rules up to the moment when nothing can be lost yet: every step can be gone back from. */
export const rulesBeforeSeal: Pick<Rules, 'preflight' | 'people' | 'keys'> = {
  preflight: {
    'preflight.done': (state, { blocking }) => ({
      ...state,
      preflight: { blocking: [...blocking], overridden: [] },
    }),
    'preflight.overridden': (state, { check, reason, witness }) => {
      const { preflight } = state;
      if (preflight === null) throw tooEarly('no check was made yet', 'run the preflight first');
      if (!preflight.blocking.includes(check)) {
        throw new QuorateError(
          'preflight-override',
          `nothing blocks at the check "${check}"`,
          preflight.blocking.length === 0 ? 'go on' : `these block: ${preflight.blocking.join(', ')}`,
        );
      }
      if (reason.trim() === '' || witness.trim() === '') {
        throw new QuorateError(
          'preflight-override',
          `overriding "${check}" takes a reason and the name of a witness`,
          'the reason stands in the journal for good',
        );
      }
      return {
        ...state,
        preflight: {
          blocking: preflight.blocking.filter((id) => id !== check),
          overridden: [...preflight.overridden, { check, reason, witness }],
        },
      };
    },
    'date.confirmed': (state) => ({ ...state, isDateConfirmed: true }),
    'preflight.passed': (state) => {
      const { ceremonyId, isRehearsal, preflight } = state;
      if (preflight === null) throw tooEarly('no check was made yet', 'run the preflight first');
      if (preflight.blocking.length > 0 && !isRehearsal) {
        throw new QuorateError(
          'preflight-blocked',
          `the machine is not fit for a ceremony: ${preflight.blocking.join(', ')}`,
          'follow the remedies, or override each check with a reason and a witness',
        );
      }
      if (!state.isDateConfirmed && !isRehearsal) {
        throw tooEarly('the date was not compared with a watch', 'compare it and confirm it');
      }
      return { step: 'people', ceremonyId, isRehearsal, preflight };
    },
  },
  people: {
    'plan.confirmed': (state, { plan, planSha256 }) => {
      if ((plan.purpose === 'rehearsal') !== state.isRehearsal) {
        throw new QuorateError(
          'plan-purpose',
          state.isRehearsal
            ? `this is a rehearsal, and the plan is for a ${plan.purpose}`
            : 'the plan is for a rehearsal, and this is none',
          'take the plan that belongs to this ceremony',
        );
      }
      const stranger = state.preflight.overridden.find(
        ({ witness }) => !plan.witnesses.some((name) => isSamePerson(name, witness)),
      );
      if (stranger !== undefined) {
        throw new QuorateError(
          'preflight-override',
          `${stranger.witness} let the check "${stranger.check}" pass and is no witness of the plan`,
          'put this person among the witnesses, or go back and let a witness of the plan decide',
        );
      }
      return { ...state, step: 'keys', plan, planSha256, keys: [] };
    },
    'step.back': ({ ceremonyId, isRehearsal }) => ({
      step: 'preflight',
      ceremonyId,
      isRehearsal,
      preflight: null,
      isDateConfirmed: false,
    }),
  },
  keys: {
    'keys.imported': (state, { keys }) => {
      const twice = keys.find((key) => state.keys.some((known) => known.path === key.path));
      if (twice !== undefined) {
        throw new QuorateError(
          'source-name',
          `${twice.path} was imported twice`,
          'give each source its own name',
        );
      }
      const all = [...state.keys, ...keys];
      return { ...state, keys: all };
    },
    'keys.released': (state) => ({ ...state, keys: [] }),
    'keys.confirmed': (state) => {
      if (state.keys.length === 0) throw tooEarly('no key file was imported yet', 'choose the key files');
      const missing = state.plan.sources.find(({ name }) => !state.keys.some((key) => key.name === name));
      if (missing !== undefined) {
        throw new QuorateError(
          'plan-sources',
          `the plan names a source "${missing.name}" that was not imported`,
          `import the plan's sources: ${state.plan.sources.map(({ name }) => name).join(', ')}`,
        );
      }
      return { ...state, step: 'seal', seal: null };
    },
    'step.back': ({ ceremonyId, isRehearsal, preflight }) => ({
      step: 'people',
      ceremonyId,
      isRehearsal,
      preflight,
    }),
  },
};

function tooEarly(message: string, hint: string): QuorateError {
  return new QuorateError('ceremony-order', message, hint);
}
