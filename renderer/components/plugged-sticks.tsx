import type { DriveView, FollowedView } from '../../electron/contract/drives-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { NotYetTried } from './not-yet-tried.tsx';
import { Badge, Notice } from './notice.tsx';
import { StickClosed } from './stick-closed.tsx';

interface PluggedProps {
  readonly isDisabled: boolean;
  readonly onChoose: (drive: DriveView) => void;
  /** Whether it was chosen already. */
  readonly isChosen: (drive: DriveView) => boolean;
  /** What is looked for: a stick to write on, or one that holds a ceremony. */
  readonly wants: 'empty' | 'ceremony';
  /** Whether it is worth a word that there is none. */
  readonly isAwaited?: boolean;
}

/**
 * The sticks that are plugged in, each to be taken with a press, and what stands in the way of those that cannot be.
 * Nothing where nobody tells: then they are chosen by where they are mounted.
 */
export function PluggedSticks({ isDisabled, onChoose, isChosen, wants, isAwaited = true }: PluggedProps) {
  const { drives } = useStore().state;
  if (drives === null || !drives.isWatched) return null;
  const { isComing, followed } = drives;
  const hasChosen = drives.drives.some(isChosen);
  return (
    <section aria-label={t.plugged.title} aria-live="polite" className={kit.stack}>
      {drives.drives.map((drive) => (
        <article key={drive.id} className={css.key} aria-label={nameOf(drive)}>
          <PluggedFacts drive={drive} />
          <Ceremonies drive={drive} />
          <Standing drive={drive} {...{ followed, isDisabled, onChoose, isChosen, hasChosen, wants }} />
        </article>
      ))}
      <NotYetTried drives={drives.drives} />
      {isComing && <p>{t.plugged.coming}</p>}
      {drives.drives.length === 0 && !isComing && isAwaited && <p>{t.plugged.none}</p>}
    </section>
  );
}

/** What a stick is called: its model, and its serial number where there is one. */
function nameOf({ model, serial }: DriveView): string {
  return serial === null ? (model ?? t.plugged.unnamed) : `${model ?? t.plugged.unnamed}, ${serial}`;
}

function PluggedFacts({ drive }: { readonly drive: DriveView }) {
  const { model, serial, sizeBytes, freeBytes, fileSystem, isEncrypted, isLocked, isReadOnly } = drive;
  const { place, disk, device } = drive;
  const encryption =
    isEncrypted === null
      ? t.plugged.encryptionUnknown
      : isEncrypted
        ? t.plugged.encrypted
        : t.plugged.notEncrypted;
  const facts = [
    t.plugged.serial(serial),
    t.plugged.size(sizeBytes, freeBytes),
    ...(isLocked || fileSystem === null ? [] : [fileSystem]),
    encryption,
    ...(isReadOnly ? [t.plugged.readOnly] : []),
  ];
  return (
    <>
      <h2>{model ?? t.plugged.unnamed}</h2>
      <p>{facts.join(' · ')}</p>
      <p className={kit.help}>
        {place === null ? t.plugged.device : t.plugged.at} <code>{place ?? disk ?? device}</code>
      </p>
    </>
  );
}

function Ceremonies({ drive }: { readonly drive: DriveView }) {
  const { ceremonies, moreCeremonies, isBeingRead } = drive;
  return (
    <>
      {isBeingRead && <p>{t.plugged.beingRead}</p>}
      {ceremonies.map(({ folder, told }) => (
        <p key={folder}>
          {told === null
            ? t.plugged.holdsUnread(folder)
            : t.plugged.holds(told.label, t.common.day(told.date))}
        </p>
      ))}
      {moreCeremonies > 0 && <p>{t.plugged.more(moreCeremonies)}</p>}
    </>
  );
}

interface StandingProps extends PluggedProps {
  readonly drive: DriveView;
  readonly followed: readonly FollowedView[];
  readonly hasChosen: boolean;
}

function Standing({ drive, followed, isDisabled, onChoose, isChosen, hasChosen, wants }: StandingProps) {
  const stick = followed.find((one) => one.drive === drive.id)?.stick ?? null;
  if (stick !== null) return <p>{t.plugged.isStick(stick)}</p>;
  if (drive.handle === null) return <StickClosed drive={drive} mayPrepare={wants === 'empty'} />;
  if (isChosen(drive)) return <Badge icon="good">{t.plugged.taken}</Badge>;
  const isFit = wants === 'empty' ? drive.ceremonies.length === 0 : drive.ceremonies.length > 0;
  const isForeign = wants === 'ceremony' && !isFit && !drive.isBeingRead;
  return (
    <>
      {isForeign && (
        <Notice mood="warn">
          <b>{t.plugged.foreign}</b>
          <span className={kit.body}>{t.plugged.foreignText}</span>
        </Notice>
      )}
      <div className={css.row}>
        <Button
          look={isFit && !hasChosen ? 'main' : 'plain'}
          label={t.plugged.takeOf(nameOf(drive))}
          isDisabled={isDisabled}
          onPress={() => onChoose(drive)}
        >
          {t.plugged.take}
        </Button>
      </div>
    </>
  );
}
