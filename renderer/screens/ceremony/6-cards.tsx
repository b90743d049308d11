import { useState } from 'react';
import type { CardView } from '../../../electron/contract/views.ts';
import { BackButton } from '../../components/back-button.tsx';
import { Button } from '../../components/button.tsx';
import { CardList } from '../../components/card-list.tsx';
import { CardReader } from '../../components/card-reader.tsx';
import kit from '../../components/components.module.css';
import { HandCopy } from '../../components/hand-copy.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { PhraseForm } from '../../components/phrase-form.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { SheetChoice } from '../../components/sheet-choice.tsx';
import { SpoolNotice } from '../../components/spool-notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { ReasonField, TwoPeopleFields } from '../../components/two-people.tsx';
import { ceremonyCards } from '../../state/card-desk.ts';
import { peopleFor } from '../../state/drafts.ts';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { type Asking, useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 6: one custodian at a time prints a card and reads it back. */
export function Cards() {
  const { cards, stickPhrase, spool } = useCeremony();
  const asking = useAsk();
  const now = cards.find(({ isProved }) => !isProved) ?? null;
  const last = cards.findLast(({ isProved }) => isProved);
  if (stickPhrase === 'needed') {
    return (
      <>
        <PhraseForm />
        <BackButton isDisabled={false} />
      </>
    );
  }
  return (
    <>
      {now === null ? (
        <>
          {last !== undefined && <ProvedNotice card={last} />}
          <StepHeading key="done">{t.cards.titleDone}</StepHeading>
          <SpoolNotice spool={spool} />
          <Button
            look="main"
            isDisabled={asking.isPending}
            onPress={() => void asking.ask('ceremony.finishCards', {})}
          >
            {t.cards.finish}
          </Button>
        </>
      ) : now.printed === 0 ? (
        <>
          {last !== undefined && <ProvedNotice card={last} />}
          <Print key={now.number} card={now} asking={asking} />
        </>
      ) : (
        <Read key={`${now.number} ${now.printed}`} card={now} asking={asking} />
      )}
      {asking.fault?.code !== 'print-failed' && <FaultNotice fault={asking.fault} />}
      <ProgressLine isPending={asking.isPending} label={t.cards.printing} />
      <CardList cards={cards} now={now?.number ?? null} />
      <div className={css.row}>
        <BackButton isDisabled={asking.isPending} />
      </div>
    </>
  );
}

/** Said before the next custodian is called: no card lies open when another person comes to the screen. */
function ProvedNotice({ card: { number, custodian } }: { readonly card: CardView }) {
  return (
    <Notice mood="good">
      {t.cards.proved(number)}
      <b>{t.cards.faceDown(custodian)}</b>
    </Notice>
  );
}

interface CardProps {
  readonly card: CardView;
  readonly asking: Asking;
}

function Print({ card: { number, custodian }, asking: { ask, isPending } }: CardProps) {
  const { cards, sheet } = useCeremony();
  const print = (how: 'printer' | 'by-hand') =>
    void ask('ceremony.printCard', { card: number, how, reprint: null });
  return (
    <>
      <p>
        <b>{t.cards.of(number, cards.length)}</b>
      </p>
      <StepHeading>{t.cards.titlePrint(custodian)}</StepHeading>
      <p className={css.large}>{t.cards.printText}</p>
      <Button look="main" isDisabled={isPending} onPress={() => print('printer')}>
        {t.cards.print(number)}
      </Button>
      <details className={kit.more}>
        <summary>{t.cards.paper(sheet)}</summary>
        <SheetChoice />
      </details>
      <details className={kit.more}>
        <summary>{t.cards.byHand}</summary>
        <div className={kit.stack}>
          <p>{t.cards.byHandText}</p>
          <Button isDisabled={isPending} onPress={() => print('by-hand')}>
            {t.cards.byHandDo(number)}
          </Button>
        </div>
      </details>
    </>
  );
}

function Read({ card: { number, custodian }, asking }: CardProps) {
  const { cards, copying } = useCeremony();
  const isByHand = copying === number;
  const [isCopied, setCopied] = useState(false);
  const [isThere, setThere] = useState(false);
  if (asking.isPending) {
    return (
      <>
        <p>
          <b>{t.cards.of(number, cards.length)}</b>
        </p>
        <StepHeading key="printing">{t.cards.titlePrint(custodian)}</StepHeading>
        <p className={css.large}>{t.cards.printText}</p>
      </>
    );
  }
  if (asking.fault?.code === 'print-failed' && !isThere) {
    return (
      <>
        <p>
          <b>{t.cards.of(number, cards.length)}</b>
        </p>
        <StepHeading key="failed">{t.cards.titleFailed(custodian)}</StepHeading>
        <FaultNotice fault={asking.fault} />
        <p>{t.cards.failedText}</p>
        <Button isDisabled={asking.isPending} onPress={() => setThere(true)}>
          {t.cards.cameOut}
        </Button>
        <Reprint card={number} asking={asking} isOpen />
      </>
    );
  }
  return (
    <>
      <p>
        <b>{t.cards.of(number, cards.length)}</b>
      </p>
      {isByHand && !isCopied ? (
        <HandCopy card={number} custodian={custodian} onDone={() => setCopied(true)} />
      ) : (
        <>
          <StepHeading key="read">{t.cards.titleRead(custodian)}</StepHeading>
          <p className={css.large}>{isByHand ? t.copy.readText : t.cards.readText}</p>
          {isByHand && <Button onPress={() => setCopied(false)}>{t.copy.again}</Button>}
          <CardReader
            desk={ceremonyCards(number)}
            firstWay={isByHand ? 'typed' : 'camera'}
            remedyOf={({ code }) =>
              code === 'card-other-number' ? t.reading.otherCard(custodian) : undefined
            }
          />
        </>
      )}
      <Reprint card={number} asking={asking} isOpen={false} />
    </>
  );
}

interface ReprintProps {
  readonly card: number;
  readonly asking: Asking;
  readonly isOpen: boolean;
}

function Reprint({ card, asking: { ask, isPending }, isOpen }: ReprintProps) {
  const [drafts, change] = useDrafts();
  const purpose = `reprint ${card}`;
  const people = peopleFor(drafts, purpose);
  const reason = drafts.reasons[purpose] ?? '';
  const isFilled = [reason, people.operator, people.witness].every((text) => text.trim() !== '');
  const print = async (how: 'printer' | 'by-hand') => {
    const view = await ask('ceremony.printCard', { card, how, reprint: { reason, people } });
    if (view !== null) change({ kind: 'forget-people', id: purpose });
  };
  return (
    <details className={kit.more} open={isOpen}>
      <summary>{t.cards.reprint}</summary>
      <div className={kit.stack}>
        <p>{t.cards.reprintText}</p>
        <ReasonField purpose={purpose} label={t.cards.reprintReason} />
        <TwoPeopleFields purpose={purpose} />
        <div className={css.row}>
          <Button look="danger" isDisabled={isPending || !isFilled} onPress={() => void print('printer')}>
            {t.cards.reprintDo(card)}
          </Button>
          <Button look="danger" isDisabled={isPending || !isFilled} onPress={() => void print('by-hand')}>
            {t.cards.reprintByHand}
          </Button>
        </div>
      </div>
    </details>
  );
}
