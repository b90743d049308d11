import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive, type Need } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import type { Terminal } from '../terminal.ts';

/** What a person must be told of a stick that is not seen to be encrypted; nothing where nothing is to be declared. */
export function toBeDeclared(drive: Drive, need: Need): string[] {
  return judgeDrive(drive, need)
    .filter(({ severity }) => severity === 'declare')
    .map(({ message, remedy }) => `BLOCKED: ${message}: ${remedy}`);
}

/** What protects it: its own hardware, or a sentence that says why it is used all the same. */
export async function askDeclaration(terminal: Terminal): Promise<Declaration> {
  const answer = await terminal.ask(
    'Type hardware if it encrypts itself, or say in a sentence why it is used all the same (kept on the stick for anyone to read, so no custodian, no place):',
  );
  return /^hardware$/i.test(answer.trim()) ? { kind: 'hardware' } : { kind: 'none', reason: answer };
}
