import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { expect } from 'vitest';

/** The typed error that `action` throws; anything else, or nothing, fails the test. */
export function refusal(action: () => unknown, code?: ErrorCode): QuorateError {
  let outcome: unknown;
  try {
    outcome = action();
  } catch (error) {
    return typed(error, code);
  }
  return typed(outcome, code);
}

/** As {@link refusal}, for a promise. */
export async function rejection(promise: Promise<unknown>, code?: ErrorCode): Promise<QuorateError> {
  return typed(await promise.catch((error: unknown) => error), code);
}

function typed(error: unknown, code?: ErrorCode): QuorateError {
  expect(error).toBeInstanceOf(QuorateError);
  const refused = error as QuorateError;
  if (code !== undefined) expect(refused.code).toBe(code);
  return refused;
}
