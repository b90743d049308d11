import { capitalised } from '../../logic/capitalised.ts';
import type { ToldStrings } from '../told.ts';
import { keyTypes } from './keys.ts';

/** English is what the worker speaks: its words are taken as they are. Kinds of key files it names by id alone. */
export const told: ToldStrings = {
  fault: ({ message, hint }) => ({ text: message, remedy: hint, original: null }),
  check: ({ title, finding, confirm, remedy }) => ({
    title: capitalised(title),
    text: capitalised(finding),
    confirm,
    remedy,
    original: null,
  }),
  objection: ({ message, remedy }) => ({
    text: capitalised(message),
    remedy: capitalised(remedy),
    original: null,
  }),
  keyType: (type) => (Object.hasOwn(keyTypes, type) ? keyTypes[type] : undefined) ?? type,
  keyNote: ({ text }) => ({ text, remedy: null, original: null }),
  survival: ({ text }) => capitalised(text),
  concern: ({ text }) => capitalised(text),
  remark: ({ text }) => capitalised(text),
  due: ({ what }) => what,
  progress: (step) => step,
  event: () => null,
};
