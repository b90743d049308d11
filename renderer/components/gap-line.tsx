import { type Gap, gapsInPlace } from '../logic/plan-form.ts';
import css from '../screens/ceremony/steps.module.css';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Icon } from './icons.tsx';

/** Says below a line of the form what it still lacks. */
export function GapLine({ field, number = 1 }: { readonly field: Gap['field']; readonly number?: number }) {
  const [{ form }] = useDrafts();
  const gap = gapsInPlace(form).find((one) => one.field === field && one.number === number);
  if (gap === undefined) return null;
  return (
    <p className={css.gap}>
      <Icon name="warn" />
      {t.people.gap(gap)}
    </p>
  );
}
