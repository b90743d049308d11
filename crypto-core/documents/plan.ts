import * as v from 'valibot';
import * as f from '../json/fields.ts';
import { readStrictJson, writeJson } from '../json/strict.ts';
import { purposes, verificationSchema } from './manifest.ts';
import { foldedPlain, isSamePerson, mixesAlphabets } from './same-person.ts';

/** A name that something really has. */
const named = v.pipe(
  f.name,
  v.check((value) => foldedPlain(value) !== '' && value.trim() === value, 'is empty or has blanks around it'),
);

/** A name that somebody really has: one that cannot be taken for another's. */
const person = v.pipe(
  named,
  v.check(
    (value) => !mixesAlphabets(value),
    'mixes Latin letters with Cyrillic or Greek ones: write the name in one alphabet',
  ),
);

const custodian = f.members({
  name: person,
  location: named,
  openpgp: f.orNull(
    v.pipe(f.line, v.regex(/^[0-9A-Fa-f]{40}([0-9A-Fa-f]{24})?$/, 'is not an OpenPGP fingerprint')),
  ),
});

const source = f.members({
  name: v.pipe(
    f.name,
    v.check((value) => value !== '' && !/[/\\:]/.test(value), 'is not usable as a folder name'),
  ),
  role: f.orNull(f.name),
  host: f.orNull(f.name),
  created: f.orNull(f.date),
  expect: f.list(f.line),
});

const planSchema = v.pipe(
  f.members({
    format: f.exactly('quorate-plan'),
    version: f.exactly(1),
    label: v.pipe(
      f.label,
      v.check((value) => value.trim() !== '', 'is empty'),
    ),
    purpose: f.oneOf(purposes),
    operator: person,
    witnesses: f.list(person),
    custodians: f.list(custodian),
    threshold: f.integer(2, 255),
    publishNames: v.boolean('is neither true nor false'),
    sources: f.list(source),
    sticks: f.integer(1, 99),
    singleStickReason: f.orNull(f.line),
    stickLocations: f.list(f.name),
    stickPhrase: f.line,
    previousClosingHead: f.orNull(f.hex(32)),
    supersedes: f.orNull(f.members({ id: f.hex(4), closingHead: f.hex(32) })),
    verification: verificationSchema,
    contacts: f.list(f.line),
    overrides: f.list(f.members({ check: f.line, reason: f.line, witness: f.name })),
  }),
  v.check((plan) => plan.custodians.length >= 2, 'has fewer than two custodians'),
  v.check((plan) => plan.custodians.length <= 255, 'has more than 255 custodians'),
  v.check(
    (plan) => plan.threshold <= plan.custodians.length,
    'has a threshold above the number of custodians',
  ),
  v.check((plan) => plan.sources.length >= 1, 'names no source'),
  v.check((plan) => allDifferent(plan.sources.map((entry) => entry.name)), 'names a source twice'),
  v.check((plan) => plan.witnesses.length >= 1, 'names no witness'),
  v.check(
    (plan) => !plan.witnesses.some((witness) => isSamePerson(witness, plan.operator)),
    'names the operator as a witness',
  ),
  v.check(
    (plan) => plan.sticks >= 2 || plan.singleStickReason !== null,
    'has a single stick and no singleStickReason',
  ),
);

function allDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** The whole input of a ceremony, reviewable before it begins. */
export type Plan = v.InferOutput<typeof planSchema>;

/** Days between the checks, where a plan does not say otherwise. */
export const usualVerification: Plan['verification'] = {
  integrityDays: 7,
  openingDays: 30,
  restoreDays: 90,
  mediaDays: 1825,
  keyRotationDays: 365,
  retentionDays: null,
};

/** What `stickPhrase` says when the phrase that unlocks the sticks is printed on every card. */
export const phraseOnCards = 'on-cards';

/**
 * Reads a plan and checks that a ceremony can follow it.
 * @throws the codes of `readStrictJson`
 */
export function readPlan(bytes: Uint8Array): Plan {
  return readStrictJson(bytes, 'the plan', planSchema, 'indented');
}

/** The one spelling of a plan; members must stand in the order of the format. */
export function writePlan(plan: Plan): Uint8Array {
  return writeJson(plan, 'indented');
}
