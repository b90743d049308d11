import type { DriveView, StickCeremonyView } from '../../electron/contract/drives-views.ts';
import type { DutyView } from '../../electron/contract/folder-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { NotYetTried } from './not-yet-tried.tsx';
import { FaultNotice, Notice } from './notice.tsx';

/** For the first screen: the ceremonies on sticks that are plugged in, what is due, and what is overdue. */
export function SticksIn() {
  const { state, send } = useStore();
  const { drives } = state;
  const { ask, isPending, fault } = useAsk();
  const holding = (drives?.drives ?? []).filter(({ ceremonies }) => ceremonies.length > 0);
  if (holding.length === 0) return null;
  const open = async (work: 'drill' | 'recovery', { handle }: DriveView) => {
    const opened = await ask('work.open', { work });
    // This screen is gone by then. The next one takes the stick up, and tells what comes of it.
    if (opened !== null) send({ kind: 'stick-waits', handle });
  };
  return (
    <section aria-labelledby="sticks-in" className={kit.stack}>
      <h2 id="sticks-in">{t.plugged.home.title}</h2>
      <NotYetTried drives={holding} />
      {holding.flatMap((drive) =>
        drive.ceremonies.map((ceremony) => (
          <Ceremony
            key={`${drive.id} ${ceremony.folder}`}
            drive={drive}
            ceremony={ceremony}
            isDisabled={isPending}
            onOpen={(work) => void open(work, drive)}
          />
        )),
      )}
      <FaultNotice fault={fault} />
    </section>
  );
}

interface CeremonyProps {
  readonly drive: DriveView;
  readonly ceremony: StickCeremonyView;
  readonly isDisabled: boolean;
  readonly onOpen: (work: 'drill' | 'recovery') => void;
}

function Ceremony({ drive, ceremony, isDisabled, onOpen }: CeremonyProps) {
  const { folder, told, isClosed } = ceremony;
  const label = told?.label ?? folder;
  const stick = [drive.model ?? t.plugged.unnamed, t.plugged.serial(drive.serial)].join(' · ');
  return (
    <article className={css.key} aria-label={label}>
      <h3>
        {told?.isRehearsal === true && `${t.plugged.rehearsal}: `}
        {label}
      </h3>
      <p>
        {told !== null && (
          <>
            {t.common.day(told.date)} · {t.plugged.home.set} <code>{told.setId}</code> ·{' '}
          </>
        )}
        {stick}
      </p>
      {told === null ? (
        <Notice mood="warn">{t.plugged.home.notRead}</Notice>
      ) : (
        // Nobody keeps up the drills of a rehearsal: that they are overdue would only teach people not to look.
        !told.isRehearsal && <Duties duties={told.duties} />
      )}
      {!isClosed && <Notice mood="warn">{t.plugged.home.unclosed}</Notice>}
      <div className={css.row}>
        <Button
          look="main"
          label={t.plugged.home.drillOf(label)}
          isDisabled={isDisabled}
          onPress={() => onOpen('drill')}
        >
          {t.plugged.home.drill}
        </Button>
        <Button
          label={t.plugged.home.recoverOf(label)}
          isDisabled={isDisabled}
          onPress={() => onOpen('recovery')}
        >
          {t.plugged.home.recover}
        </Button>
      </div>
    </article>
  );
}

/** What is due is framed, and loud where it is overdue; the rest follows as a list. */
function Duties({ duties }: { readonly duties: readonly DutyView[] }) {
  const today = new Date().toISOString().slice(0, 10);
  const late = duties.filter(({ nextDue }) => nextDue <= today);
  const words = ({ duty, overdueDays }: DutyView) => {
    const what = t.plugged.home.duty[duty];
    return overdueDays > 0 ? t.plugged.home.overdue(what, overdueDays) : t.plugged.home.dueToday(what);
  };
  return (
    <>
      {late.length > 0 && (
        <Notice mood={late.some(({ overdueDays }) => overdueDays > 0) ? 'bad' : 'warn'}>
          {late.map((duty) => (
            <p key={duty.duty}>
              <b>{words(duty)}</b> <span className={kit.body}>({lastDone(duty)})</span>
            </p>
          ))}
        </Notice>
      )}
      {late.length < duties.length && (
        <ul>
          {duties
            .filter(({ nextDue }) => nextDue > today)
            .map((duty) => (
              <li key={duty.duty}>
                {t.plugged.home.dueOn(t.plugged.home.duty[duty.duty], t.common.day(duty.nextDue))} (
                {lastDone(duty)})
              </li>
            ))}
        </ul>
      )}
      <p className={kit.help}>{t.plugged.home.believed}</p>
    </>
  );
}

function lastDone({ lastDone: day }: DutyView): string {
  return day === null ? t.plugged.home.neverDone : t.plugged.home.lastDone(t.common.day(day));
}
