import { amountsIn } from '../../logic/amounts.ts';

export const amounts = amountsIn('en-GB', '\u00a0');
