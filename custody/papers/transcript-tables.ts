import type { Plan } from '@quorate/crypto-core/documents/plan';
import { isSamePerson } from '../people/same-person.ts';
import type { CheckResult } from '../preflight/check.ts';
import { dueDates } from './due-dates.ts';
import { counted, escaped, outside, thousands } from './outside-text.ts';
import { table, writeIn } from './paper-parts.ts';
import { digits } from './printed-hash.ts';
import { standingOf } from './stick-standing.ts';
import type { CeremonyPapers, PaperKey, PaperOverride } from './types.ts';

/** Keys beyond these stand in the manifest alone: a transcript is read and signed by people. */
const listedKeys = 200;

/** What the ceremony came to, in numbers. */
export function countsTable({ plan, keys, journal, undelivered }: CeremonyPapers): string {
  const { verified, failed } = standingOf(journal);
  const delivered = verified.filter((stick) => !undelivered.includes(stick)).length;
  const numbers = [
    [keys.length, keys.length === 1 ? 'key file' : 'key files'],
    [plan.custodians.length, 'cards'],
    [verified.length, verified.length === 1 ? 'stick verified' : 'sticks verified'],
    [delivered, 'with closing record'],
    ...(failed.length > 0
      ? [[failed.length, failed.length === 1 ? 'stick failed' : 'sticks failed'] as const]
      : []),
  ] as const;
  return `<ul class="counts">${numbers.map(([number, what]) => `<li><b>${thousands(number)}</b> ${what}</li>`).join('')}</ul>`;
}

/** Everybody by name. */
export function peopleTable({ plan, signedOff }: CeremonyPapers): string {
  const row = (role: string, name: string, note: string) =>
    `<tr><th scope="row">${role}</th><td><b>${outside(name)}</b></td><td>${note}</td></tr>`;
  const hasSigned = (name: string) => signedOff.some(({ witness }) => isSamePerson(witness, name));
  const rows = [
    row('Operator', plan.operator, signedOff.length > 0 ? 'signed off' : ''),
    ...plan.witnesses.map((name, index) =>
      row(`Witness ${index + 1}`, name, hasSigned(name) ? 'signed off' : 'did not sign off'),
    ),
    ...plan.custodians.map(({ name, location }, index) =>
      row(`Custodian of card ${index + 1}`, name, outside(location)),
    ),
  ];
  return table(
    [['Part', 'w5'], ['Name'], ['Sign-off, or where the card goes']],
    `<tbody>${rows.join('\n')}</tbody>`,
  );
}

/** Each check with what it found, and why it was let pass. */
export function preflightTable({ preflight, overrides }: CeremonyPapers): string {
  const row = (result: CheckResult) => {
    const override = overrides.find(({ check }) => check === result.id);
    const verdict = override === undefined ? result.verdict : 'overridden';
    return `<tr><th scope="row"><code>${escaped(result.id)}</code></th><td class="verdict ${escaped(verdict)}">${escaped(verdict)}</td><td>${outside(result.finding)}${override === undefined ? '' : overrideText(override)}</td></tr>`;
  };
  const rows = preflight.results.map(row).join('\n');
  return table([['Check', 'w5'], ['Verdict', 'w3'], ['Finding']], `<tbody>${rows}</tbody>`);
}

function overrideText({ reason, witness }: PaperOverride): string {
  return `<br><b>Overridden, ${outside(witness)} as witness: ${outside(reason)}</b>`;
}

/** The keys by path, with what the world knows them by. */
export function keyTable(keys: readonly PaperKey[]): string {
  const rows = keys.slice(0, listedKeys).map(keyRow);
  const more = keys.length - rows.length;
  const rest = more > 0 ? `<p>and ${thousands(more)} more: manifest.json in the bundle</p>` : '';
  const count = `<p>${counted(keys.length, 'key file')} in the bundle.</p>`;
  return `${count}${table([['Path, and what it is'], ['Fingerprint and address', 'w6']], `<tbody>${rows.join('\n')}</tbody>`)}${rest}`;
}

function keyRow({ path, type, algorithm, fingerprint, address, bytes }: PaperKey): string {
  const known = [
    ...(fingerprint === null
      ? []
      : [
          `<p class="digits">${/^[0-9a-f]+$/.test(fingerprint) ? digits(fingerprint) : escaped(fingerprint)}</p>`,
        ]),
    ...(address === null ? [] : [`<p><code>${outside(address)}</code></p>`]),
  ];
  const what = [type, ...(algorithm === null ? [] : [algorithm]), `${thousands(bytes)} bytes`]
    .map(escaped)
    .join(', ');
  return `<tr><th scope="row"><b>${outside(path)}</b><br>${what}</th><td>${known.join('') || 'no public half'}</td></tr>`;
}

/** When drills and renewals are due. */
export function dueTable({ plan, time }: CeremonyPapers): string {
  const rows = dueDates(plan.verification, time).map(
    ({ what, on, everyDays }) =>
      `<tr><th scope="row">${what}</th><td class="num"><b>${on}</b></td><td>every ${counted(everyDays, 'day')}</td></tr>`,
  );
  const { retentionDays } = plan.verification;
  const kept = retentionDays === null ? 'for good' : `for ${counted(retentionDays, 'day')}`;
  return `${table([['What'], ['First due', 'w4'], ['Then', 'w5']], `<tbody>${rows.join('\n')}</tbody>`)}<p>Kept ${kept}, says the plan.</p>`;
}

/** Lines to sign on: operator and witnesses, then custodians who wish to. */
export function signatureTable({ operator, witnesses, custodians }: Plan): string {
  const row = (role: string, name: string) =>
    `<tr><th scope="row">${role}</th><td><b>${outside(name)}</b></td>${writeIn(2)}</tr>`;
  const rows = [
    row('Operator', operator),
    ...witnesses.map((name, index) => row(`Witness ${index + 1}`, name)),
    ...custodians.map(({ name }, index) => row(`Custodian of card ${index + 1}, optional`, name)),
  ];
  return table(
    [['Part', 'w5'], ['Name'], ['Signature', 'w5'], ['Date', 'w3']],
    `<tbody>${rows.join('\n')}</tbody>`,
  );
}
