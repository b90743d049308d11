import type { StickFacts } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Notice } from './notice.tsx';
import { Original } from './original.tsx';

interface StickFactsProps {
  readonly facts: StickFacts;
  /** Whether folders may stand for sticks: as in the ceremony that is open, unless told. */
  readonly isRehearsal?: boolean;
}

/** What was chosen as a stick, to be held against the one in the hand, and what speaks against it. */
export function StickFactsTable({ facts, isRehearsal }: StickFactsProps) {
  const { place, model, serial, device, sizeBytes, freeBytes, neededBytes, fileSystem, isFolder } = facts;
  const { ceremony } = useStore().state;
  const folder =
    (isRehearsal ?? ceremony?.isRehearsal === true) ? t.sticks.facts.folderRehearsed : t.sticks.facts.folder;
  const rows: readonly (readonly [string, string | null])[] = [
    [t.sticks.facts.place, place],
    [t.sticks.facts.kind, isFolder ? folder : (model ?? t.sticks.facts.unnamed)],
    [t.sticks.facts.serial, isFolder ? null : (serial ?? t.sticks.facts.unnamed)],
    [t.sticks.facts.device, isFolder ? null : device],
    [t.sticks.facts.room, t.sticks.facts.roomOf(freeBytes, sizeBytes, neededBytes)],
    [t.sticks.facts.fileSystem, isFolder ? null : (fileSystem ?? t.sticks.facts.unknown)],
    [t.sticks.facts.encrypted, isFolder ? null : encryption(facts.isEncrypted)],
  ];
  return (
    <section className={css.key} aria-label={t.sticks.chosen}>
      <h2>{t.sticks.chosen}</h2>
      <dl className={css.facts}>
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className={css.contents}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {facts.objections.map((objection) => {
        const { severity, message } = objection;
        const { text, remedy, original } = t.told.objection(objection);
        return (
          <Notice key={`${message} ${objection.remedy}`} mood={severity === 'warn' ? 'warn' : 'bad'}>
            <b>{severity === 'refuse' ? `${t.sticks.refused}: ${text}` : text}</b>
            <span className={kit.body}>{remedy}</span>
            <Original text={original} />
          </Notice>
        );
      })}
    </section>
  );
}

function encryption(isEncrypted: boolean | null): string {
  if (isEncrypted === null) return t.sticks.facts.unknown;
  return isEncrypted ? t.sticks.facts.yes : t.sticks.facts.no;
}
