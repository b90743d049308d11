import type { TakenCardView } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { stickOf } from '../state/attempt.ts';
import { attemptCards } from '../state/card-desk.ts';
import { useAttempt } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { AttemptCardList } from './attempt-card-list.tsx';
import { Button } from './button.tsx';
import { CardReader } from './card-reader.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';

interface AttemptCardsProps {
  /** Once no card is missing: what comes then. */
  readonly openTitle: string;
  readonly openText: string;
  readonly openDo: string;
  /** While it is being done. */
  readonly opening: string;
}

/** Cards are read one by one, in any order, until there are enough. */
export function AttemptCards({ openTitle, openText, openDo, opening }: AttemptCardsProps) {
  const attempt = useAttempt();
  const { ask, isPending, fault } = useAsk();
  const { cards, missing, proposedCards } = attempt;
  const stick = stickOf(attempt);
  const listed = stick?.cards ?? [];
  const last = cards.at(-1);
  const taken = last !== undefined && <Taken card={last} names={listed} />;
  if (missing === 0) {
    return (
      <>
        {taken}
        <StepHeading key="enough">{openTitle}</StepHeading>
        <p className={css.large}>{openText}</p>
        <FaultNotice fault={fault} />
        <div className={css.row}>
          <Button look="main" isDisabled={isPending} onPress={() => void ask('attempt.openBundle', {})}>
            {openDo}
          </Button>
        </div>
        <ProgressLine isPending={isPending} label={opening} />
        <AttemptCardList listed={listed} taken={cards} />
      </>
    );
  }
  const next = proposedCards.filter((number) => !cards.some((card) => card.number === number));
  return (
    <>
      {taken}
      <StepHeading key={`card ${cards.length}`}>
        {cards.length === 0 ? t.attempt.cards.title : t.attempt.cards.titleNext}
      </StepHeading>
      <p className={css.large}>
        {missing === null
          ? t.attempt.cards.anyNumber(stick?.ceremony?.threshold ?? null)
          : t.attempt.cards.more(missing, cards.length)}{' '}
        {next.length > 0 && t.attempt.cards.proposed(next.map((number) => nameOf(number, listed)))}
      </p>
      <CardReader desk={attemptCards} firstWay="camera" />
      <AttemptCardList listed={listed} taken={cards} />
    </>
  );
}

type Names = readonly { readonly number: number; readonly custodian: string | null }[];

/** Said before the next custodian comes: no card lies open when another person comes to the screen. */
function Taken({ card: { number, state }, names }: { readonly card: TakenCardView; readonly names: Names }) {
  return (
    <Notice mood={state === 'unlisted' ? 'warn' : 'good'}>
      <b>{t.attempt.cards.taken(nameOf(number, names), t.attempt.taken[state])}</b>
      {t.attempt.cards.faceDown}
    </Notice>
  );
}

/** A card by its number, and its custodian where the stick names one. */
function nameOf(number: number, names: Names): string {
  const custodian = names.find((card) => card.number === number)?.custodian ?? null;
  return custodian === null ? t.attempt.card(number) : `${t.attempt.card(number)} (${custodian})`;
}
