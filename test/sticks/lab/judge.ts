import type { Lab } from './lab.ts';
import type { Stick } from './stick.ts';
import type { Outcome } from './writer.ts';
import type { Refused } from './writer-protocol.ts';

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
 * What a command with `--json` said in the end, as an outcome.
 * @param shown all that it printed
 */
export function outcomeOf({
  code,
  shown,
}: {
  readonly code: number | null;
  readonly shown: string;
}): Outcome {
  const at = shown.lastIndexOf('\n{');
  const told = JSON.parse(shown.slice(at + 1)) as { readonly error?: Refused };
  if (told.error !== undefined) return { refused: told.error };
  if (code === 0) return { done: shown };
  return { refused: { code: null, message: `ended with ${code}: ${shown.slice(-500)}`, hint: null } };
}

/**
 * What a command said of a stick on the terminal while it went on with others, as an outcome: the error's message, and
 * its hint in the line after it. The code is not shown there.
 * @param begin of the line, up to the message
 */
export function saidOf(shown: string, begin: string): Outcome {
  const at = shown.indexOf(begin);
  if (at === -1) return { refused: { code: null, message: `"${begin}" was not said`, hint: null } };
  const [line = '', next = ''] = shown.slice(at + begin.length).split('\n');
  const hint = next.startsWith('hint: ') ? next.slice('hint: '.length) : null;
  return { refused: { code: '', message: line, hint } };
}

/**
 * Looks at a stick that is mounted again, and takes up what was cut short: the folder under its final name verifies
 * or does not exist; what was told as done is there; a second try ends well.
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
  // What is there is taken as written, what is not whole is deleted: by the product, not by hand.
  if (!isThere || during === 'write') demand('a second try', await writer.write(stick, { isRetry: true }));
  demand('after the second try', await writer.verify(stick));
  const closing = `${lab.folderOn(stick)}/records/closing.jsonl`;
  const isClosed = (await machine.run(['test', '-e', closing])).code === 0;
  if (during === 'delivery' && 'done' in outcome && !isClosed)
    faults.push('a closing record that was delivered is gone');
  if (!isClosed) demand('a second delivery', await writer.deliver(stick));
  demand('in the end', await writer.verify(stick));
  return { left, faults };
}
