import { type ReactNode, useState } from 'react';
import css from '../screens/ceremony/steps.module.css';
import { isSaid } from '../screens/recovery/wish.ts';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { FaultNotice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

/** A card that the list on the stick does not name waits for a yes. Give it a key for each card. */
export function UnlistedCard({ children }: { readonly children: ReactNode }) {
  const [isDeclined, setDeclined] = useState(false);
  const [typed, setTyped] = useState('');
  const { ask, isPending, fault } = useAsk();
  if (isDeclined) return children;
  const isYes = isSaid(typed, ({ recovery }) => recovery.unlisted.word);
  const use = () => void ask('recovery.acceptUnlisted', {});
  return (
    <>
      <StepHeading>{t.recovery.unlisted.title}</StepHeading>
      <p className={css.large}>{t.recovery.unlisted.text}</p>
      <p>{t.recovery.unlisted.type(t.recovery.unlisted.word)}</p>
      <Field
        label={t.recovery.unlisted.label}
        value={typed}
        onChange={setTyped}
        onEnter={() => {
          if (isYes && !isPending) use();
        }}
      />
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <Button look="main" isDisabled={isPending} onPress={() => setDeclined(true)}>
          {t.recovery.unlisted.no}
        </Button>
        <Button isDisabled={isPending || !isYes} onPress={use}>
          {t.recovery.unlisted.do}
        </Button>
      </div>
    </>
  );
}
