import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { CardFonts } from '../cards/card-fonts.ts';
import { resilienceOf } from '../people/resilience.ts';
import { escaped, outside } from './outside-text.ts';
import { paperDocument, sheets } from './paper-document.ts';
import {
  actorName,
  facts,
  openFacts,
  paperHead,
  partGroup,
  partTitles,
  quorum,
  sentences,
  table,
  writeIn,
} from './paper-parts.ts';
import { hashBlock, previousBlock } from './printed-hash.ts';
import { type Part, type ScriptStep, scriptSteps } from './script-steps.ts';
import type { Paper } from './types.ts';

/** More sentences than these nobody reads aloud. */
const mostSentences = 24;

/**
 * The script of a ceremony, to be printed before it: the plan, what it survives, every step with boxes to initial,
 * and lists for bags and signatures.
 * @param planSha256 64 lower-case hex digits
 * @throws RangeError when the hash has another shape: a mistake of the caller
 */
export function renderScript(plan: Plan, planSha256: string, fonts: CardFonts, paper: Paper): string {
  const { sentences: survives, warnings } = resilienceOf(plan);
  const isRehearsal = plan.purpose === 'rehearsal';
  const body = `${paperHead('Script of a ceremony', plan.label)}
${hashBlock('Hash of the plan', planSha256, 'Read aloud first. The screen must show the same before anything happens.')}
${previousBlock(plan.previousClosingHead)}
${facts([
  ['Purpose', plan.purpose],
  ['Restored by', quorum(plan)],
  ['Sticks', String(plan.sticks)],
])}
<h2>To be written down</h2>
${openFacts(['Date', 'Place', 'Ceremony id', 'Card set', 'Folder hash, first 8', 'last 8', 'Closing head, first word', 'last word'])}
<h2>People</h2>
${peopleTable(plan)}
<h2>What this choice survives</h2>
${sentences(survives, mostSentences, 'the plan names the places')}
${warnings.length === 0 ? '' : `<section class="notice"><h2>Warnings</h2>${sentences(warnings, mostSentences, 'the plan names them')}</section>`}
<h2>Steps</h2>
${stepTable(scriptSteps(plan))}
<h2 class="begin">Cards handed over</h2>
${cardTable(plan)}
<h2>Sticks handed over</h2>
${stickTable(plan)}
<h2>Remarks</h2>
${'<span class="blank"></span>'.repeat(8)}`;
  const foot = `Script  plan ${planSha256.slice(0, 8)}`;
  return paperDocument({
    sheet: { ...sheets[paper], margin: '17mm 15mm 16mm', foot, isRehearsal },
    fonts,
    body,
  });
}

function peopleTable({ operator, witnesses }: Plan): string {
  const row = (role: string, name: string) =>
    `<tr><th scope="row">${role}</th><td><b>${outside(name)}</b></td>${writeIn(2)}</tr>`;
  const rows = [
    row('Operator', operator),
    ...witnesses.map((name, index) => row(`Witness ${index + 1}`, name)),
  ];
  return table(
    [['Part', 'w3'], ['Name'], ['Initials', 'w3'], ['Signature', 'w5']],
    `<tbody>${rows.join('\n')}</tbody>`,
  );
}

function stepTable(steps: readonly ScriptStep[]): string {
  const box = '<td><span class="box"></span></td>';
  const row = ({ number, who, says }: ScriptStep) =>
    `<tr><th scope="row" class="num">${number}</th><td><b>${actorName(who)}</b><br>${escaped(says)}</td>${writeIn(1)}${box}${box}${writeIn(1)}</tr>`;
  const groups = (Object.entries(partTitles) as [Part, string][]).map(([part, title]) =>
    partGroup(
      title,
      6,
      steps
        .filter((step) => step.part === part)
        .map(row)
        .join('\n'),
    ),
  );
  return table(
    [
      ['No.', 'w1'],
      ['Who, and what'],
      ['Time', 'w2'],
      ['Operator', 'w2'],
      ['Witness', 'w2'],
      ['Remarks', 'w3'],
    ],
    groups.join(''),
  );
}

function cardTable({ custodians }: Plan): string {
  const rows = custodians.map(
    ({ name, location }, index) =>
      `<tr><th scope="row" class="num">${index + 1}</th><td><b>${outside(name)}</b><br>${outside(location)}</td>${writeIn(2)}</tr>`,
  );
  return table(
    [['Card', 'w2'], ['Custodian, and where it goes'], ['Bag number', 'w4'], ['Signature', 'w5']],
    `<tbody>${rows.join('\n')}</tbody>`,
  );
}

function stickTable({ sticks, stickLocations }: Plan): string {
  const rows = Array.from({ length: sticks }, (_, index) => {
    const place = stickLocations[index];
    const where = place === undefined ? '' : outside(place);
    return `<tr><th scope="row" class="num">${index + 1}</th><td>${where}</td>${writeIn(2)}</tr>`;
  });
  return table(
    [['Stick', 'w2'], ['Where it goes'], ['Bag number', 'w4'], ['Taken by, signature', 'w5']],
    `<tbody>${rows.join('\n')}</tbody>`,
  );
}
