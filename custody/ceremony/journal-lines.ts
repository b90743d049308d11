import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyEvent, PrintEvent } from './machine/event.ts';

/** A line to be added to the journal. */
export interface JournalLine {
  readonly event: string;
  readonly data: JsonObject;
}

/**
 * What the journal says about an event. No secret, no hash of a private file, no custodian's name and no path of this
 * machine: the journal lies on every stick for its finder to read. People are "witness 1", as the plan counts them;
 * the plan's hash binds them to names.
 * @returns no line for `bundle.sealed`, `folder.sealed` and `ceremony.closed`, whose makers write them, and for what
 * happens after the closing record is finished
 */
export function journalLines(event: CeremonyEvent): JournalLine[] {
  const line = (data: JsonObject = {}) => [{ event: event.event, data }];
  switch (event.event) {
    case 'preflight.done':
      return line({ ...event.evidence, blocking: event.blocking });
    case 'preflight.overridden':
      return line({ check: event.check, reason: event.reason });
    case 'date.confirmed':
      return line({ date: event.date });
    case 'plan.confirmed': {
      const { plan, planSha256, people } = event;
      return line({
        label: plan.label,
        purpose: plan.purpose,
        planSha256,
        threshold: plan.threshold,
        count: plan.custodians.length,
        sticks: plan.sticks,
        witnesses: plan.witnesses.length,
        witness: people.witnessNumber,
      });
    }
    case 'keys.imported':
      return [
        ...event.keys.map(({ name, path, type, fingerprint, address, bytes }) => ({
          event: 'key.imported',
          data: { name, path, type, fingerprint, address, bytes },
        })),
        // Numbers alone: what was not taken is nobody's business but the operator's.
        ...(event.left === undefined ? [] : line({ files: event.keys.length, ...event.left })),
      ];
    case 'stick.written':
      return line({ stick: event.stick, ...event.protection });
    case 'stick.verified':
      return line({ stick: event.stick, replugged: event.replugged });
    case 'stick.failed':
      return line({ stick: event.stick, code: event.code });
    case 'sticks.finished':
      return event.fewer === null
        ? line()
        : line({ reason: event.fewer.reason, witness: event.fewer.people.witnessNumber });
    case 'card.printed':
      return line({ card: event.card, ...howOf(event) });
    case 'card.reprinted':
      return line({
        card: event.card,
        ...howOf(event),
        reason: event.reason,
        witness: event.people.witnessNumber,
      });
    case 'card.proved':
      return line({ card: event.card, how: event.how });
    case 'signed.off':
      return line({ witness: event.people.witnessNumber });
    case 'ceremony.aborted':
      return line({ reason: event.reason });
    case 'preflight.passed':
    case 'keys.released':
    case 'keys.confirmed':
    case 'cards.finished':
    case 'vault.wiped':
    case 'step.back':
      return line();
    case 'bundle.sealed':
    case 'folder.sealed':
    case 'ceremony.closed':
    case 'stick.delivered':
    case 'delivery.ended':
      return [];
  }
}

/** Said only where it was not a printer. */
function howOf({ how }: PrintEvent): JsonObject {
  return how === undefined ? {} : { how };
}
