import { envNames, type VariableNames } from './env-file.ts';
import { type KeyDescription, type KeyFact, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { yamlNames } from './yaml-names.ts';

const mostShown = 40;

/**
 * Files of secrets for applications: `.env` and YAML. The names of variables are shown, never a value; which of them
 * look like secrets is said. A YAML file without such a name is configuration: it goes along, opaque.
 */
export async function recogniseSecretsFile(file: KeyFile): Promise<KeyDescription | null> {
  if (file.bytes.includes(0) || file.json.fault === null) return null;
  const bytes = withoutByteOrderMark(file.bytes);
  const isYaml = /\.ya?ml$/i.test(file.baseName);
  const found = isYaml ? yamlNames(bytes) : envNames(bytes);
  if (found.names.length === 0) return null;
  if (isYaml) return describeYaml(file.baseName, found);
  return isEnvName(file.baseName) || isAllAssignments(found) ? describe(found) : null;
}

function isEnvName(baseName: string): boolean {
  return /(^|[._-])env([._-]|$)|^(secrets?|credentials?)(\.(txt|conf|cfg|ini|sh))?$/i.test(baseName);
}

/** Without the name to go by, only what can be nothing else: at least two, all of them in capitals. */
function isAllAssignments({ names, otherLines }: VariableNames): boolean {
  return (
    otherLines === 0 &&
    names.length > 1 &&
    names.every(({ name }) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name))
  );
}

function describeYaml(baseName: string, found: VariableNames): KeyDescription | null {
  const isNamedSo = /secret|credential|password|vault/i.test(baseName);
  if (isNamedSo || found.names.some((name) => name.looksSecret)) return describe(found);
  const isHorcrux = ['signMode', 'chainNodes'].every((wanted) =>
    found.names.some(({ name }) => name === wanted),
  );
  return { ...opaque(isHorcrux ? horcruxNote : configurationNote), facts: [namesFact(found)] };
}

function describe(found: VariableNames): KeyDescription {
  const secrets = found.names.filter((name) => name.looksSecret);
  const facts: KeyFact[] = [namesFact(found)];
  if (secrets.length > 0) {
    const lines = secrets.map(({ name, line }) => `${name} (line ${line})`);
    facts.push({ label: 'look like secrets', value: listed(lines) });
  }
  const notes: KeyNote[] = [secretsNote];
  if (found.otherLines > 0) notes.push(otherLinesNote(found.otherLines));
  return { ...opaque(...notes), type: 'secrets-file', facts };
}

function namesFact({ names }: VariableNames): KeyFact {
  return { label: 'names', value: listed([...new Set(names.map(({ name }) => name))]) };
}

function listed(texts: readonly string[]): string {
  const more = texts.length - mostShown;
  return [...texts.slice(0, mostShown), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

const secretsNote: KeyNote = {
  code: 'plaintext',
  text: 'It is a file of settings with secrets in plain text. Only the names are shown.',
};

const configurationNote: KeyNote = {
  code: 'configuration',
  text: 'It is configuration; no name in it looks like that of a secret.',
};

const horcruxNote: KeyNote = {
  code: 'configuration',
  text: 'It is the configuration of horcrux: which cosigners there are and where its nodes are. It holds no key.',
};

function otherLinesNote(count: number): KeyNote {
  return {
    code: 'line-unreadable',
    text: `${count === 1 ? 'One line is' : `${count} lines are`} neither a name with a value nor a comment.`,
  };
}
