import type { Fault } from '../state/fault.ts';
import { t } from '../strings/catalogue.ts';
import type { Said } from '../strings/told.ts';

/** Refusals that the screens make themselves: kept as a code, so that they follow the language. */
const own = {
  'camera-none': () => t.reading.cameraFaults.none,
  'camera-denied': () => t.reading.cameraFaults.denied,
  'camera-busy': () => t.reading.cameraFaults.busy,
  'camera-ended': () => t.reading.cameraFaults.ended,
  camera: () => t.reading.cameraFaults.other,
  'source-several': () => t.keys.several,
} as const satisfies Record<string, () => { readonly text: string; readonly remedy: string }>;

type OwnCode = keyof typeof own;

/** A refusal of the screens' own, to be kept until it is drawn. */
export function ownFault(code: OwnCode): Fault {
  return { code, message: '', hint: null };
}

/** A refusal in the language of the screen. Call it while drawing. */
export function faultWords(fault: Fault): Said {
  if (!isOwn(fault.code)) return t.told.fault(fault);
  return { ...own[fault.code](), original: null };
}

function isOwn(code: string): code is OwnCode {
  return Object.hasOwn(own, code);
}
