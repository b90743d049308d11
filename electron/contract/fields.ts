import * as v from 'valibot';

/** Text that a person typed: bounded before anything looks at it. */
export function text(maxLength: number) {
  return v.pipe(v.string(), v.maxLength(maxLength));
}

/** A name of a person or a place. */
export const name = text(120);

/** A sentence: a reason, a label of a printed thing. */
export const sentence = text(500);

/** The text of a card as it was typed or scanned, with room for blanks and dashes. */
export const cardText = text(4096);

/** A number that counts cards or sticks. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255));

/** Something that main chose with a dialog: opaque, and only main knows the path behind it. */
export const handle = v.pipe(v.string(), v.regex(/^handle:[0-9a-f]{32}$/));

/** Operator and witness, as they typed their names. */
export const twoPeople = v.strictObject({ operator: name, witness: name });

/** 64 lower-case hex digits. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** No members at all. */
export const nothing = v.strictObject({});

/** What the operator says of a stick that is not seen to be encrypted. */
export const declaration = v.variant('kind', [
  v.strictObject({ kind: v.literal('hardware') }),
  v.strictObject({ kind: v.literal('none'), reason: sentence }),
]);
