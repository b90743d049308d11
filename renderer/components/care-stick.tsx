import type { FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/care/care.module.css';
import steps from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { CareRecords } from './care-records.tsx';
import kit from './components.module.css';
import { DutyList } from './duty-list.tsx';
import { FindingList } from './finding-list.tsx';
import { FolderFacts } from './folder-facts.tsx';
import { PaperHash } from './paper-hash.tsx';
import { isWhole, StickBadges } from './stick-badges.tsx';

interface CareStickProps {
  readonly stick: FolderView;
  readonly isPending: boolean;
  readonly onDrop: () => void;
  readonly onCompare: (typed: string) => void;
}

/** A stick on the table: what it holds, how it stands, what is due, and what was recorded on it. */
export function CareStick({ stick, isPending, onDrop, onCompare }: CareStickProps) {
  const { number, ceremony, findings, duties, isAuthenticated } = stick;
  // The one note that every stick has is said by its badge.
  const told = findings.filter(
    ({ severity, message }) => severity !== 'note' || !/--folder-hash/.test(message),
  );
  return (
    <article
      className={`${css.stick} ${isWhole(stick) ? '' : css.isDamaged}`}
      aria-label={t.attempt.stick(number)}
    >
      <div className={steps.between}>
        <h2>
          {t.attempt.stick(number)}: {ceremony?.label ?? t.attempt.unknownCeremony}
        </h2>
        <Button look="small" isDisabled={isPending} onPress={onDrop}>
          {t.attempt.sticks.drop(number)}
        </Button>
      </div>
      <p className={css.badges}>
        <StickBadges stick={stick} />
      </p>
      <FindingList findings={told} />
      <FolderFacts folder={stick} />
      <DutyList duties={duties} />
      {!isAuthenticated && <PaperHash folder={stick} isPending={isPending} onCompare={onCompare} />}
      <details className={kit.more}>
        <summary>{t.care.more}</summary>
        <div className={kit.stack}>
          {isAuthenticated && isWhole(stick) && (
            <PaperHash folder={stick} isPending={isPending} onCompare={onCompare} />
          )}
          <CareRecords stick={stick} />
        </div>
      </details>
    </article>
  );
}
