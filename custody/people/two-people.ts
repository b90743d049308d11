import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isSamePerson } from './same-person.ts';

/** The two who stand behind a decision that one person alone must not take, by the names they typed. */
export interface TwoPeople {
  readonly operator: string;
  readonly witness: string;
}

declare const checkedByPlan: unique symbol;

/** Two distinct people whom the plan names as operator and witness. Only {@link checkTwoPeople} makes one. */
export interface ConfirmedPeople extends TwoPeople {
  readonly [checkedByPlan]: true;
  /** Place of the witness in the plan, from 1: what the journal says instead of a name. */
  readonly witnessNumber: number;
}

/** What the plan says about who is in the room. */
export type People = Pick<Plan, 'operator' | 'witnesses'>;

/**
 * Holds typed names against the plan: the operator must be the plan's, the witness one of its witnesses, and the two
 * distinct.
 * @param what the decision, for the message: "the plan's hash"
 * @throws `two-people`
 */
export function checkTwoPeople(typed: TwoPeople, people: People, what: string): ConfirmedPeople {
  const witnesses = `${people.witnesses.join(', ')} as ${people.witnesses.length === 1 ? 'witness' : 'witnesses'}`;
  const hint = `the plan names ${people.operator} as operator and ${witnesses}`;
  if (isSamePerson(typed.operator, typed.witness)) {
    throw new QuorateError('two-people', `${what} needs two people, and one name was typed twice`, hint);
  }
  if (!isSamePerson(typed.operator, people.operator)) {
    throw new QuorateError('two-people', `${what} needs the operator's name, typed in full`, hint);
  }
  const at = people.witnesses.findIndex((witness) => isSamePerson(witness, typed.witness));
  const witness = people.witnesses[at];
  if (witness === undefined) {
    throw new QuorateError('two-people', `${what} needs the name of a witness, typed in full`, hint);
  }
  return { operator: people.operator, witness, witnessNumber: at + 1 } as ConfirmedPeople;
}
