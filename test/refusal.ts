import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { expect } from 'vitest';

/** What something refuses with; fails the test when it does not refuse, or throws anything but our own error. */
export async function refusalOf(action: () => unknown): Promise<QuorateError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The same for what refuses at once, without a promise. */
export function refusal(action: () => unknown): QuorateError {
  try {
    action();
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Expects a refusal with one of these codes and a message that names what it is about. */
export async function expectRefusal(
  action: () => unknown,
  codes: ErrorCode | readonly ErrorCode[],
  names = /./,
): Promise<void> {
  const refused = await refusalOf(action);
  expect([codes].flat()).toContain(refused.code);
  expect(refused.message).toMatch(names);
}
