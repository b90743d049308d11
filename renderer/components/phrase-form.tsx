import { useState } from 'react';
import css from '../screens/ceremony/steps.module.css';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

/**
 * The phrase that unlocks the sticks, before the first card: it stands on every card. Typed twice, for a slip in it
 * would be on all of them; kept here and nowhere else, and gone with this form.
 */
export function PhraseForm() {
  const [phrase, setPhrase] = useState('');
  const [again, setAgain] = useState('');
  const [isShown, setShown] = useState(false);
  const { ask, isPending, fault } = useAsk();
  const isSame = phrase === again;
  const mayPrint = !isPending && phrase !== '' && isSame;
  const send = (value: string) => void ask('ceremony.stickPhrase', { phrase: value });
  return (
    <form
      className={kit.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayPrint) send(phrase);
      }}
    >
      <StepHeading>{t.cards.phraseTitle}</StepHeading>
      <p className={css.large}>{t.cards.phraseText}</p>
      <div className={css.line}>
        <Field
          label={t.cards.phrase}
          value={phrase}
          maxLength={200}
          isMono
          isHidden={!isShown}
          onChange={setPhrase}
        />
        <Button onPress={() => setShown(!isShown)}>
          {isShown ? t.cards.phraseHide : t.cards.phraseShow}
        </Button>
      </div>
      <Field
        label={t.cards.phraseAgain}
        value={again}
        maxLength={200}
        isMono
        isHidden={!isShown}
        onChange={setAgain}
      />
      <div role="status">
        {again !== '' && !isSame && <Notice mood="bad">{t.cards.phraseDiffers}</Notice>}
      </div>
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <Button look="main" isDisabled={!mayPrint} onPress={() => send(phrase)}>
          {t.cards.phraseDo}
        </Button>
        <Button isDisabled={isPending || phrase !== ''} onPress={() => send('')}>
          {t.cards.phraseNone}
        </Button>
      </div>
    </form>
  );
}
