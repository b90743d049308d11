import { Button } from '../../components/button.tsx';
import kit from '../../components/components.module.css';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Hash } from '../../components/hash.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Replug, useFollowed } from '../../components/replug.tsx';
import { SealedSet, sealedIsNoted } from '../../components/sealed-set.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { StickList } from '../../components/stick-list.tsx';
import { StickWriter } from '../../components/stick-writer.tsx';
import { ReasonField, TwoPeopleFields } from '../../components/two-people.tsx';
import { peopleFor } from '../../state/drafts.ts';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { type Asking, useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Nothing survives the loss of one with fewer. */
const fewestSticks = 2;

/** Step 5: one stick after the other is written, taken out, plugged in again and verified. */
export function Sticks() {
  const { sticks, plan, setId, folderHash } = useCeremony();
  const [drafts] = useDrafts();
  const asking = useAsk();
  const wanted = Math.max(plan?.sticks ?? 0, fewestSticks);
  const isVerified = (number: number) =>
    sticks.some((one) => one.number === number && one.state === 'verified');
  const open = Array.from({ length: wanted }, (_, index) => index + 1).filter(
    (number) => !isVerified(number),
  );
  const now = open[0] ?? null;
  const standing = sticks.find(({ number }) => number === now);
  const verified = wanted - open.length;
  if (sticks.length === 0 && drafts.said[sealedIsNoted] !== true) return <SealedSet />;
  return (
    <>
      {now === null ? (
        <>
          <StepHeading key="done">{t.sticks.titleDone}</StepHeading>
          <Button
            look="main"
            isDisabled={asking.isPending}
            onPress={() => void asking.ask('ceremony.finishSticks', { fewer: null })}
          >
            {t.sticks.finish}
          </Button>
          <ProgressLine isPending={asking.isPending} label={t.common.wait} />
        </>
      ) : standing?.state === 'written' ? (
        <Verify key={`verify ${now}`} stick={now} asking={asking} />
      ) : (
        <StickWriter
          key={`write ${now}`}
          stick={now}
          wanted={wanted}
          hasFailed={standing !== undefined}
          asking={asking}
        />
      )}
      <FaultNotice fault={asking.fault} />
      <StickList sticks={sticks} wanted={wanted} now={now} />
      {now !== null && verified > 0 && <Fewer asking={asking} />}
      {folderHash !== null && (
        <section className={css.block}>
          <h2>
            {t.sticks.setId}: <code>{setId}</code>
          </h2>
          <h2>{t.sticks.folderHash}</h2>
          <Hash hash={folderHash} />
        </section>
      )}
    </>
  );
}

function Verify({ stick, asking }: { readonly stick: number; readonly asking: Asking }) {
  const { isRehearsal, plan, ejected } = useCeremony();
  const { ask, isPending } = asking;
  const followed = useFollowed(stick);
  const verify = (replugged: boolean) => void ask('ceremony.verifyStick', { stick, replugged });
  return (
    <>
      <p>
        <b>{t.sticks.stick(stick, plan?.stickPlaces[stick - 1])}</b>
      </p>
      <StepHeading>{t.sticks.titleVerify(stick)}</StepHeading>
      <p className={css.large}>{t.sticks.mark(stick)}</p>
      {followed !== null && <Replug stick={stick} state={followed} isOff={ejected === 'powered-off'} />}
      {ejected !== null && (followed === null || followed === 'in') && (
        <Notice mood={ejected === 'failed' || ejected === 'by-hand' ? 'warn' : 'info'}>
          {t.sticks.ejected[ejected]}
        </Notice>
      )}
      <div className={css.row}>
        <Button
          look={followed === null || followed === 'back' ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => verify(true)}
        >
          {t.sticks.verify}
        </Button>
        {isRehearsal && (
          <Button isDisabled={isPending} onPress={() => verify(false)}>
            {t.sticks.verifyWithout}
          </Button>
        )}
      </div>
      <ProgressLine isPending={isPending} label={t.sticks.verifying} />
      <ConfirmButton
        look="plain"
        isLoss
        label={t.sticks.giveUp(stick)}
        confirm={t.sticks.giveUpDo(stick)}
        title={t.sticks.giveUpConfirm(stick)}
        stay={t.sticks.stay}
        isDisabled={isPending}
        onConfirm={() => void ask('ceremony.giveUpStick', { stick })}
      >
        <p>{t.sticks.giveUpText}</p>
      </ConfirmButton>
    </>
  );
}

function Fewer({ asking }: { readonly asking: Asking }) {
  const [drafts] = useDrafts();
  const people = peopleFor(drafts, 'fewer');
  const reason = drafts.reasons.fewer ?? '';
  const isFilled = [reason, people.operator, people.witness].every((text) => text.trim() !== '');
  return (
    <details className={kit.more}>
      <summary>{t.sticks.fewer}</summary>
      <div className={kit.stack}>
        <p>{t.sticks.fewerText}</p>
        <ReasonField purpose="fewer" label={t.sticks.fewerReason} />
        <TwoPeopleFields purpose="fewer" />
        <Button
          look="danger"
          isDisabled={asking.isPending || !isFilled}
          onPress={() => void asking.ask('ceremony.finishSticks', { fewer: { reason, people } })}
        >
          {t.sticks.fewerDo}
        </Button>
      </div>
    </details>
  );
}
