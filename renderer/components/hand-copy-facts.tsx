import css from '../screens/ceremony/steps.module.css';
import { useCeremony } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import typing from './card-copy.module.css';
import { StepHeading } from './step-heading.tsx';

interface HandCopyFactsProps {
  readonly card: number;
  readonly custodian: string;
  readonly onDone: () => void;
}

/** What else stands on a card, in the order of a blank one. All of it is public: a second person reads it aloud. */
export function HandCopyFacts({ card, custodian, onDone }: HandCopyFactsProps) {
  const { plan, cards, ceremonyId, setId, folderHash, sealedOn } = useCeremony();
  const rows: readonly (readonly [string, string])[] = [
    [t.copy.number, t.copy.numberOf(card, cards.length, plan?.threshold ?? 0)],
    [t.copy.label, plan?.label ?? ''],
    [t.copy.custodian, custodian],
    [t.copy.made, sealedOn ?? ''],
    [t.copy.ceremony, ceremonyId],
    [t.copy.set, setId ?? ''],
  ];
  return (
    <section className={css.block}>
      <StepHeading key="facts">{t.copy.factsTitle}</StepHeading>
      <p className={css.large}>{t.copy.factsText}</p>
      <dl className={css.facts}>
        {rows.map(([name, value]) => (
          <div key={name} className={css.contents}>
            <dt>{name}</dt>
            <dd className={typing.fact}>{value}</dd>
          </div>
        ))}
      </dl>
      {folderHash !== null && (
        <>
          <h2>{t.sticks.folderHash}</h2>
          <Digits hex={folderHash.hex} />
        </>
      )}
      <div className={css.row}>
        <Button look="main" onPress={onDone}>
          {t.copy.factsDone}
        </Button>
      </div>
    </section>
  );
}

/** Four lines of two numbered groups, as a blank card has them. */
function Digits({ hex }: { readonly hex: string }) {
  return (
    <ol className={typing.digits}>
      {(hex.match(/.{8}/g) ?? []).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group can stand twice, its place cannot
        <li key={index}>
          <i>{index + 1}</i>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
