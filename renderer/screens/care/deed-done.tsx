import type { DeedView } from '../../../electron/contract/care-views.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';

/** A deed of one kind. */
export type DeedOf<Kind extends DeedView['kind']> = Extract<DeedView, { kind: Kind }>;

/** A card changed hands: what that does, and what it does not. */
export function DeedHandover({ deed: { card, from, to, isPublic } }: { readonly deed: DeedOf<'handover'> }) {
  const words = t.care.handover;
  return (
    <>
      <StepHeading>{words.done(card, from, to)}</StepHeading>
      {!isPublic && <p className={steps.large}>{words.minutes}</p>}
      <Notice mood="warn">
        <b>{words.power}</b>
        {words.reshare}
      </Notice>
    </>
  );
}

/** All sticks were found alike. */
export function DeedChecked({ deed: { sticks, isAuthenticated } }: { readonly deed: DeedOf<'checked'> }) {
  const words = t.care.compare;
  return (
    <>
      <StepHeading>{words.checked}</StepHeading>
      <Notice mood="good">{words.alike(sticks)}</Notice>
      <Notice mood={isAuthenticated ? 'good' : 'warn'}>
        {isAuthenticated ? words.paper : words.noPaper}
      </Notice>
    </>
  );
}

/** Damaged files were replaced. */
export function DeedRepaired({
  deed: { files, isRest },
  onGo,
}: { readonly deed: DeedOf<'repaired'> } & CareScreenProps) {
  const words = t.care.compare;
  return (
    <>
      <StepHeading>{words.repaired}</StepHeading>
      <Notice mood="good">{words.repairedFiles(files)}</Notice>
      {isRest && <Notice mood="bad">{words.rest}</Notice>}
      <div className={steps.row}>
        <Button onPress={() => onGo('compare')}>{words.again}</Button>
        <Button onPress={() => onGo('copy')}>{t.care.doorCopy}</Button>
      </div>
    </>
  );
}
