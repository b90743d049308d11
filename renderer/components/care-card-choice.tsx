import { useCare } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Choice, Field } from './field.tsx';

/** More than these are typed, not looked for. */
const mostShown = 12;

interface CareCardChoiceProps {
  /** Number of the card as it is typed or chosen. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Which card it is about: chosen from a short list, typed where it is long or nobody can read it. */
export function CareCardChoice({ value, onChange }: CareCardChoiceProps) {
  const cards = useCare().sticks.find((stick) => stick.cards.length > 0)?.cards ?? [];
  if (cards.length === 0 || cards.length > mostShown) {
    return <Field label={t.care.cardNumber} value={value} maxLength={3} onChange={onChange} />;
  }
  const options = cards.map(({ number, custodian, isLost }) => {
    const text = [custodian, isLost ? t.care.gone : null].filter((part) => part !== null).join('; ');
    const label = t.care.cardName(number);
    return text === '' ? { id: String(number), label } : { id: String(number), label, text };
  });
  return <Choice legend={t.care.whichCard} options={options} value={value} onChange={onChange} />;
}

/** The number of a card; null for what is none. */
export function cardNumberIn(text: string): number | null {
  const number = Number(text.trim());
  return Number.isInteger(number) && number >= 1 && number <= 255 ? number : null;
}
