import { Button } from '../../components/button.tsx';
import { CheckLine } from '../../components/check-line.tsx';
import kit from '../../components/components.module.css';
import { Field } from '../../components/field.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 1: whether the machine is fit, and whether its date is right. */
export function Preflight() {
  const { checks, isDateConfirmed, isRehearsal } = useCeremony();
  const [{ date }, change] = useDrafts();
  const checking = useAsk();
  const dating = useAsk();
  const passing = useAsk();
  const hasRun = checks.length > 0;
  const blocking = checks.filter(({ verdict }) => verdict === 'block').length;
  const wouldBlock = checks.filter((check) => check.wouldBlock).length;
  const toRead = checks.filter(({ verdict }) => verdict !== 'pass');
  const passed = checks.filter(({ verdict }) => verdict === 'pass');
  const mayPass = hasRun && (isRehearsal || (blocking === 0 && isDateConfirmed));
  const compare = () => void dating.ask('ceremony.confirmDate', { date });
  return (
    <>
      <StepHeading>{t.preflight.title}</StepHeading>
      {!hasRun && <p className={css.large}>{t.preflight.intro}</p>}
      <div className={css.row}>
        <Button
          look={hasRun ? 'plain' : 'main'}
          isDisabled={checking.isPending}
          onPress={() => void checking.ask('ceremony.preflight', {})}
        >
          {hasRun ? t.preflight.again : t.preflight.run}
        </Button>
      </div>
      <ProgressLine isPending={checking.isPending} label={t.preflight.running} />
      <FaultNotice fault={checking.fault} />
      {hasRun && (
        <>
          <ul>
            {toRead.map((check) => (
              <CheckLine key={check.id} check={check} />
            ))}
          </ul>
          {passed.length > 0 && (
            <details className={kit.more}>
              <summary>{t.preflight.passed(passed.length)}</summary>
              <ul>
                {passed.map((check) => (
                  <CheckLine key={check.id} check={check} />
                ))}
              </ul>
            </details>
          )}
          <section className={css.block}>
            <h2>{t.preflight.dateTitle}</h2>
            {isDateConfirmed ? (
              <Notice mood="good">{t.preflight.dateDone}</Notice>
            ) : (
              <div className={css.line}>
                <Field
                  label={t.preflight.dateLabel}
                  help={t.preflight.dateHelp}
                  value={date}
                  maxLength={20}
                  isMono
                  onChange={(value) => change({ kind: 'set', drafts: { date: value } })}
                  onEnter={compare}
                />
                <Button isDisabled={dating.isPending || date.trim() === ''} onPress={compare}>
                  {t.preflight.dateDo}
                </Button>
              </div>
            )}
            <FaultNotice fault={dating.fault} />
          </section>
          <section className={css.block}>
            {blocking > 0 && (
              <Notice mood="bad">
                <b>{t.preflight.blockedGo(blocking)}</b>
              </Notice>
            )}
            {wouldBlock > 0 && (
              <Notice mood="warn">
                <b>{t.preflight.wouldBlockGo(wouldBlock)}</b>
                <span className={kit.body}>{t.preflight.rehearsalGo}</span>
              </Notice>
            )}
            <FaultNotice fault={passing.fault} />
            <Button
              look="main"
              isDisabled={!mayPass || passing.isPending}
              onPress={() => void passing.ask('ceremony.passPreflight', {})}
            >
              {t.preflight.go}
            </Button>
          </section>
        </>
      )}
    </>
  );
}
