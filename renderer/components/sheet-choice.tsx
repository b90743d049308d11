import { useCeremony } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Choice } from './field.tsx';
import { FaultNotice } from './notice.tsx';

/** What lies in the printer. */
export function SheetChoice() {
  const { sheet } = useCeremony();
  const { ask, fault } = useAsk();
  return (
    <>
      <Choice
        legend={t.sheet.legend}
        value={sheet}
        options={[
          { id: 'a4', label: t.sheet.a4, text: t.sheet.a4Text },
          { id: 'letter', label: t.sheet.letter, text: t.sheet.letterText },
        ]}
        onChange={(next) => void ask('ceremony.useSheet', { sheet: next })}
      />
      <FaultNotice fault={fault} />
    </>
  );
}
