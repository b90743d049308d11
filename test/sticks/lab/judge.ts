import type { Lab } from './lab.ts';
import type { Stick } from './stick.ts';
import type { Outcome } from './writer.ts';

/** What is left under a name on a stick after a fault, and what is wrong with it. */
export interface Judgement {
  readonly left: 'whole' | 'partial' | 'nothing';
  /** Each breaks a promise of the product; empty where all were kept. */
  readonly faults: readonly string[];
}

const partial = '.quorate-partial-';

/**
 * Judges an error as a person needs it: it is the product's own, it names the stick, it has a remedy.
 * @returns what is missing
 */
export function judgeRefusal(outcome: Outcome, stick: Stick): string[] {
  if ('done' in outcome) return [];
  const { code, message, hint } = outcome.refused;
  if (code === null) return [`an error that is not the product's own: ${message}`];
  const faults: string[] = [];
  if (!message.includes(stick.folder)) faults.push(`the error does not name the stick: ${message}`);
  if (hint === null) faults.push(`the error has no remedy: ${message}`);
  return faults;
}

/**
 * Looks at a stick that is mounted again, and takes up what was cut short: the folder under its final name verifies
 * or does not exist; what was told as done is there; a second try, after what the hint says to remove, ends well.
 * @param outcome how the writing or delivery ended that the fault disturbed
 */
export async function judgeStick(
  lab: Lab,
  stick: Stick,
  outcome: Outcome,
  during: 'write' | 'delivery',
): Promise<Judgement> {
  const { writer, machine } = lab;
  const faults: string[] = [];
  const demand = (what: string, told: Outcome) => {
    if ('refused' in told) faults.push(`${what}: ${told.refused.message} (${told.refused.hint})`);
  };
  const names = await lab.namesOn(stick);
  const isThere = names.includes(writer.ceremony.name);
  const left = isThere ? 'whole' : names.some((name) => name.startsWith(partial)) ? 'partial' : 'nothing';
  if (isThere) demand('a folder under its final name', await writer.verify(stick));
  else if ('done' in outcome || during === 'delivery') faults.push('a folder that was written is gone');
  if (!isThere) {
    for (const name of names.filter((entry) => entry.startsWith(partial)))
      await machine.must(['rm', '-r', `${stick.folder}/${name}`]);
    demand('a second try', await writer.write(stick));
    demand('after the second try', await writer.verify(stick));
  }
  const closing = `${lab.folderOn(stick)}/records/closing.jsonl`;
  const isClosed = (await machine.run(['test', '-e', closing])).code === 0;
  if (during === 'delivery' && 'done' in outcome && !isClosed)
    faults.push('a closing record that was delivered is gone');
  if (!isClosed) demand('a second delivery', await writer.deliver(stick));
  demand('in the end', await writer.verify(stick));
  return { left, faults };
}
