import { parseArgs } from 'node:util';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Arguments, Command, OptionTable } from './command.ts';

/** Options every command has. */
export const commonOptions: OptionTable = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * Parses the words after a command's name.
 * @throws `usage-option` for an unknown option (the nearest one is named), a missing or empty value, or an option
 * given twice that may stand once; `usage-arguments` for too few, too many or empty words
 */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const options = { ...command.options, ...commonOptions };
  const unknown = unknownOption(words, options);
  if (unknown !== undefined) throw unknownError(unknown, Object.keys(options), command.name);
  const { values, positionals, tokens } = parse(words, options, command.name);
  checkOnce(tokens, options);
  checkNotEmpty(values, positionals);
  const [min, max] = command.positionals;
  const wantsHelp = values['help'] === true;
  if (!wantsHelp && (positionals.length < min || positionals.length > max)) {
    const wanted =
      min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
    throw new QuorateError(
      'usage-arguments',
      `quorate ${command.name} takes ${wanted} argument${min === 1 && wanted.endsWith('1') ? '' : 's'}, not ${positionals.length}`,
      `see quorate ${command.name} --help`,
    );
  }
  return accessors(values, positionals);
}

type Values = Readonly<Record<string, unknown>>;

function parse(words: readonly string[], options: OptionTable, name: string) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    // Node's message names the option, never its value.
    const option = /'(-[^' ,]*)/.exec((error as Error).message)?.[1] ?? 'an option';
    throw new QuorateError('usage-option', `${option} is not used rightly`, `see quorate ${name} --help`);
  }
}

/** Of two values for one option nobody can tell which was meant: a destination, a height. */
function checkOnce(tokens: ReturnType<typeof parse>['tokens'], options: OptionTable): void {
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, index) => options[name]?.multiple !== true && given.indexOf(name) < index);
  if (twice === undefined) return;
  throw new QuorateError('usage-option', `--${twice} was given twice`, 'give it once');
}

/** An empty value is a variable that was not set; as a path it would be the current directory. */
function checkNotEmpty(values: Values, positionals: readonly string[]): void {
  const isEmpty = (value: unknown) => typeof value === 'string' && value.trim() === '';
  const empty = Object.entries(values).find(([, value]) => [value].flat().some(isEmpty))?.[0];
  if (empty !== undefined) {
    throw new QuorateError('usage-option', `--${empty} has an empty value`, 'give it one, or leave it out');
  }
  if (positionals.some(isEmpty)) {
    throw new QuorateError('usage-arguments', 'an argument is empty', 'a variable may not have been set');
  }
}

function unknownOption(words: readonly string[], options: OptionTable): string | undefined {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).find((word) => {
    const long = /^--([^=]+)/.exec(word)?.[1];
    if (long !== undefined) return !(long in options);
    return /^-[A-Za-z]/.test(word) && word !== '-h';
  });
}

function unknownError(word: string, known: readonly string[], name: string): QuorateError {
  const given = word.split('=')[0] as string;
  const nearest = known
    .map((option) => ({ option, distance: editDistance(given.replace(/^-+/, ''), option) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const near = nearest !== undefined && nearest.distance <= 4;
  return new QuorateError(
    'usage-option',
    `quorate ${name} has no option ${given.slice(0, 40)}`,
    near ? `did you mean --${nearest.option}?` : `see quorate ${name} --help`,
  );
}

/** Levenshtein's distance: how many letters to insert, delete or change. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

function accessors(values: Values, positionals: readonly string[]): Arguments {
  const text = (option: string) => values[option] as string | undefined;
  return {
    positionals,
    text,
    texts: (option) => (values[option] as readonly string[] | undefined) ?? [],
    flag: (option) => values[option] === true,
    number(option) {
      const value = text(option);
      if (value === undefined) return undefined;
      if (!/^\d{1,9}$/.test(value)) {
        throw new QuorateError(
          'usage-option',
          `--${option} takes a whole number`,
          `for example --${option} 3`,
        );
      }
      return Number(value);
    },
  };
}
