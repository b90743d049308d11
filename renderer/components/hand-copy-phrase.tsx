import { useState } from 'react';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import typing from './card-copy.module.css';
import { Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

interface HandCopyPhraseProps {
  readonly custodian: string;
  readonly phrase: string;
  readonly onDone: () => void;
}

/** The phrase that unlocks the sticks, shown to the custodian alone, and hidden before anything else is shown. */
export function HandCopyPhrase({ custodian, phrase, onDone }: HandCopyPhraseProps) {
  const [isShown, setShown] = useState(false);
  return (
    <section className={css.block}>
      <StepHeading key="phrase">{t.copy.phraseTitle(custodian)}</StepHeading>
      <Notice mood="warn">{t.copy.projector}</Notice>
      <p>{t.copy.phraseText}</p>
      {isShown && <code className={typing.phrase}>{phrase}</code>}
      <div className={css.row}>
        {/* One button in two moments, so that the focus stays where it is. */}
        <Button look="main" onPress={() => (isShown ? onDone() : setShown(true))}>
          {isShown ? t.copy.phraseDone : t.copy.phraseFirst}
        </Button>
      </div>
    </section>
  );
}
