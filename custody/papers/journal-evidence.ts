import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { JsonValue } from '@quorate/crypto-core/json/value';
import { counted } from './outside-text.ts';
import { unasked } from './script-steps.ts';
import type { PaperOverride } from './types.ts';

/** Who stands behind the journal's "witness 1", which the journal itself does not say. */
export interface Names {
  readonly plan: Pick<Plan, 'operator' | 'witnesses'>;
  readonly overrides: readonly PaperOverride[];
}

/** Whether a line of the journal tells of what nobody can take for the ordinary course of a ceremony. */
export function isOdd({ event, data }: JournalEntry): boolean {
  if ((unasked as readonly string[]).includes(event)) return true;
  if (event === 'sticks.finished' || event === 'stick.written') return 'reason' in data;
  return event === 'stick.verified' && data['replugged'] === false;
}

/** A line of the journal in words: one clause, no full stop. An event that is not known is shown as it stands. */
export function evidenceOf(entry: JournalEntry, names: Names): string {
  const { event, data } = entry;
  const witness = () => `${names.plan.operator} and ${witnessName(data['witness'], names)}`;
  switch (event) {
    case 'ceremony.opened':
      return `ceremony ${text(data['ceremonyId'])} opened with ${text(data['software'])}`;
    case 'preflight.done':
      return preflightDone(data['blocking']);
    case 'preflight.overridden':
      return `check “${text(data['check'])}” overridden, ${overrider(data, names)} as witness: ${text(data['reason'])}`;
    case 'date.confirmed':
      return `${text(data['date'])} confirmed against a watch`;
    case 'preflight.passed':
      return 'preflight passed';
    case 'plan.confirmed':
      return `plan ${short(data['planSha256'])} confirmed by ${witness()}`;
    case 'key.imported':
      return `imported ${text(data['path'])}`;
    case 'keys.imported':
      return `of the sources ${text(data['left'])} files and folders were left, ${text(data['toLookAt'])} of them for a person to look at`;
    case 'keys.released':
      return 'key files let go, to be chosen anew';
    case 'keys.confirmed':
      return 'fingerprints compared and confirmed';
    case 'bundle.sealed':
      return `bundle ${short(data['sha256'])} sealed, and opened again as a test`;
    case 'folder.sealed':
      return `folder ${short(data['folderHash'])} laid out`;
    case 'stick.written':
      return `stick ${text(data['stick'])} written and read back${protectedBy(data)}`;
    case 'stick.verified':
      return data['replugged'] === false
        ? `stick ${text(data['stick'])} verified, without being plugged in again`
        : `stick ${text(data['stick'])} verified after re-plugging`;
    case 'stick.failed':
      return `stick ${text(data['stick'])} failed (${text(data['code'])})`;
    case 'sticks.finished':
      return 'reason' in data
        ? `fewer sticks accepted by ${witness()}: ${text(data['reason'])}`
        : 'enough sticks verified';
    case 'card.printed':
      return data['how'] === 'by-hand'
        ? `card ${text(data['card'])} shown on the screen and copied by hand`
        : `card ${text(data['card'])} printed`;
    case 'card.reprinted':
      return `card ${text(data['card'])} ${data['how'] === 'by-hand' ? 'shown on the screen and copied by hand, instead of its first print,' : 'reprinted'} by decision of ${witness()}: ${text(data['reason'])}`;
    case 'card.proved':
      return `card ${text(data['card'])} read back (${text(data['how'])}), unchanged`;
    case 'cards.finished':
      return 'every card read back';
    case 'vault.wiped':
      return "secret let go: the vault's arrays were found zero; card texts may stay in the program's memory until it ends";
    case 'signed.off':
      return `signed off by ${witness()}`;
    case 'ceremony.closed':
      return `closed with ${counts(data)}`;
    case 'step.back':
      return 'one step back';
    case 'ceremony.aborted':
      return `aborted: ${text(data['reason'])}`;
    default:
      return `${event} ${JSON.stringify(data).slice(0, 300)}`;
  }
}

function preflightDone(blocking: JsonValue | undefined): string {
  const ids = Array.isArray(blocking) ? blocking.map(text) : [];
  return ids.length === 0
    ? 'machine checked, nothing blocks'
    : `machine checked; blocking: ${ids.join(', ')}`;
}

function overrider(data: JournalEntry['data'], { overrides }: Names): string {
  const same = overrides.find(({ check, reason }) => check === data['check'] && reason === data['reason']);
  return (
    (same ?? overrides.find(({ check }) => check === data['check']))?.witness ?? 'a witness not named here'
  );
}

function witnessName(number: JsonValue | undefined, { plan }: Names): string {
  const name = typeof number === 'number' ? plan.witnesses[number - 1] : undefined;
  return name ?? `witness ${text(number)}`;
}

function counts(data: JournalEntry['data']): string {
  const count = (member: string, what: string) => {
    const value = data[member];
    return typeof value === 'number' ? [counted(value, what)] : [];
  };
  return [...count('sticks', 'stick'), ...count('cards', 'card'), ...count('keys', 'key')].join(', ');
}

/** What protects a stick; nothing of a folder, or in a journal that does not say it. */
function protectedBy({ encryption, reason }: JournalEntry['data']): string {
  if (typeof encryption !== 'string') return '';
  if (encryption === 'hardware') return '; it encrypts in its own hardware, as the operator declared';
  if (typeof reason === 'string') return `; not seen to be encrypted, used all the same: ${reason}`;
  return `; encrypted (${encryption})`;
}

function short(hex: JsonValue | undefined): string {
  return typeof hex === 'string' ? `${hex.slice(0, 8)}…` : '';
}

function text(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '(not said)' : JSON.stringify(value);
}
