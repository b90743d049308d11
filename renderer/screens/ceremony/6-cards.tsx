import { BackButton } from '../../components/back-button.tsx';
import { Button } from '../../components/button.tsx';
import { CardList } from '../../components/card-list.tsx';
import { CardReader } from '../../components/card-reader.tsx';
import kit from '../../components/components.module.css';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { ReasonField, TwoPeopleFields } from '../../components/two-people.tsx';
import { peopleFor } from '../../state/drafts.ts';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { type Asking, useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/en.ts';
import css from './steps.module.css';

/** Step 6: one custodian at a time prints a card and reads it back. */
export function Cards() {
  const { cards } = useCeremony();
  const asking = useAsk();
  const { ask, isPending, fault } = asking;
  const now = cards.find(({ isProved }) => !isProved) ?? null;
  const last = cards.findLast(({ isProved }) => isProved);
  return (
    <>
      {now === null ? (
        <>
          <StepHeading key="done">{t.cards.titleDone}</StepHeading>
          <Notice mood="warn">{t.cards.spool}</Notice>
          <Button look="main" isDisabled={isPending} onPress={() => void ask('ceremony.finishCards', {})}>
            {t.cards.finish}
          </Button>
        </>
      ) : now.printed === 0 ? (
        <>
          {last !== undefined && <Notice mood="good">{t.cards.proved(last.number)}</Notice>}
          <p>
            <b>{t.cards.of(now.number, cards.length)}</b>
          </p>
          <StepHeading key={`print ${now.number}`}>{t.cards.titlePrint(now.custodian)}</StepHeading>
          <p className={css.large}>{t.cards.printText}</p>
          <Button
            look="main"
            isDisabled={isPending}
            onPress={() => void ask('ceremony.printCard', { card: now.number, reprint: null })}
          >
            {t.cards.print(now.number)}
          </Button>
        </>
      ) : (
        <>
          <p>
            <b>{t.cards.of(now.number, cards.length)}</b>
          </p>
          <StepHeading key={`read ${now.number} ${now.printed}`}>
            {t.cards.titleRead(now.custodian)}
          </StepHeading>
          <p className={css.large}>{t.cards.readText}</p>
          <CardReader key={now.number} card={now.number} />
          <Reprint card={now.number} asking={asking} />
        </>
      )}
      <FaultNotice fault={fault} />
      <ProgressLine isPending={isPending} label={t.cards.printing} />
      <CardList cards={cards} now={now?.number ?? null} />
      <div className={css.row}>
        <BackButton isDisabled={isPending} />
      </div>
    </>
  );
}

function Reprint({ card, asking }: { readonly card: number; readonly asking: Asking }) {
  const [drafts] = useDrafts();
  const purpose = `reprint ${card}`;
  const people = peopleFor(drafts, purpose);
  const reason = drafts.reasons[purpose] ?? '';
  const isFilled = [reason, people.operator, people.witness].every((text) => text.trim() !== '');
  return (
    <details className={kit.more}>
      <summary>{t.cards.reprint}</summary>
      <div className={kit.stack}>
        <p>{t.cards.reprintText}</p>
        <ReasonField purpose={purpose} label={t.cards.reprintReason} />
        <TwoPeopleFields purpose={purpose} />
        <Button
          look="danger"
          isDisabled={asking.isPending || !isFilled}
          onPress={() => void asking.ask('ceremony.printCard', { card, reprint: { reason, people } })}
        >
          {t.cards.reprintDo(card)}
        </Button>
      </div>
    </details>
  );
}
