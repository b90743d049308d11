import { useEffect, useRef } from 'react';
import { BackButton } from '../../components/back-button.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { Hash } from '../../components/hash.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { PlanFacts } from '../../components/plan-facts.tsx';
import { PlanFields } from '../../components/plan-fields.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Resilience } from '../../components/resilience.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { TwoPeopleFields } from '../../components/two-people.tsx';
import { peopleFor, planPurpose } from '../../state/drafts.ts';
import { useDrafts } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useDraftedPlan } from '../../state/use-drafted-plan.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 2: the plan, what it survives, and two people who confirm its hash. */
export function People() {
  const [drafts, change] = useDrafts();
  const { planFrom, plan } = drafts;
  const reading = useAsk();
  const confirming = useAsk();
  const drafted = useDraftedPlan();
  const paper = useAsk();
  const people = peopleFor(drafts, planPurpose);
  // Who comes back reads the hash anew, and types the names anew.
  const put = useRef(change);
  useEffect(() => put.current({ kind: 'forget-people', id: planPurpose }), []);
  const mayConfirm = plan !== null && people.operator.trim() !== '' && people.witness.trim() !== '';
  const choose = async () => {
    const [file] = (await reading.ask('files.choose', { what: 'plan' })) ?? [];
    if (file === undefined) return;
    const read = await reading.ask('ceremony.readPlan', { file: file.handle });
    change({ kind: 'set', drafts: { plan: read } });
  };
  const confirm = async () => {
    if (plan === null) return;
    const view = await confirming.ask('ceremony.confirmPlan', { people, planSha256: plan.hash.hex });
    // A name that was typed once is not typed for the next plan.
    if (view !== null) change({ kind: 'forget-people', id: planPurpose });
  };
  return (
    <>
      <StepHeading>{t.people.title}</StepHeading>
      <Choice
        legend={t.people.from}
        value={planFrom}
        options={[
          { id: 'file', label: t.people.file, text: t.people.fileText },
          { id: 'form', label: t.people.form, text: t.people.formText },
        ]}
        onChange={(from) => change({ kind: 'set', drafts: { planFrom: from, plan: null } })}
      />
      {planFrom === 'file' && (
        <>
          <div className={css.row}>
            <Button
              look={plan === null ? 'main' : 'plain'}
              isDisabled={reading.isPending}
              onPress={() => void choose()}
            >
              {plan === null ? t.people.choose : t.people.chooseOther}
            </Button>
          </div>
          <FaultNotice fault={reading.fault} />
          {plan !== null && <PlanFacts plan={plan} />}
        </>
      )}
      {planFrom === 'form' && <PlanFields />}
      {planFrom !== null && (
        <section className={css.block}>
          <h2>{t.people.resilience}</h2>
          <Resilience
            resilience={plan?.resilience ?? null}
            fault={planFrom === 'form' ? drafted.fault : null}
          />
          <ProgressLine isPending={reading.isPending || drafted.isPending} label={t.people.reading} />
        </section>
      )}
      {plan !== null && planFrom !== null && (
        <section className={css.block}>
          <h2>{t.people.hash}</h2>
          <p>{t.people.hashHelp[planFrom]}</p>
          <Hash hash={plan.hash} />
          <div className={css.row}>
            <Button
              look="small"
              isDisabled={paper.isPending}
              onPress={() => void paper.ask('ceremony.printPaper', { paper: 'script' })}
            >
              {t.keys.print.script}
            </Button>
          </div>
          <FaultNotice fault={paper.fault} />
          <p>{t.common.bothNames}</p>
          <TwoPeopleFields purpose={planPurpose} />
        </section>
      )}
      <FaultNotice fault={confirming.fault} />
      <div className={css.between}>
        {planFrom !== null && (
          <Button look="main" isDisabled={!mayConfirm || confirming.isPending} onPress={() => void confirm()}>
            {t.people.confirm}
          </Button>
        )}
        <BackButton isDisabled={confirming.isPending} />
      </div>
    </>
  );
}
