import { amountsIn } from '../../logic/amounts.ts';

/** Between a number and its unit, as German prints it: narrow, and never at the end of a line. */
export const gap = '\u202f';
export const amounts = amountsIn('de-DE', gap);
