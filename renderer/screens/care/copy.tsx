import { useState } from 'react';
import type { ChosenFile, StickFacts } from '../../../electron/contract/views.ts';
import { Button } from '../../components/button.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import { Declare, type Declared, declarationOf, nothingDeclared } from '../../components/declare.tsx';
import { Check, Choice } from '../../components/field.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { StickFactsTable } from '../../components/stick-facts.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import { useCare } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';

/** A new stick is chosen, looked at, and written as a copy of a good one. */
export function CopyStick({ onGo }: CareScreenProps) {
  const sources = useCare().sticks.filter(isWhole);
  const [drafts] = useCareDraft();
  const { ask, isPending, fault } = useAsk();
  const [from, setFrom] = useState(sources[0]?.number ?? 0);
  const [chosen, setChosen] = useState<{ file: ChosenFile; facts: StickFacts } | null>(null);
  const [isAgreed, setAgreed] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [declared, setDeclared] = useState<Declared>(nothingDeclared);
  const source = sources.find(({ number }) => number === from);
  const has = (wanted: 'refuse' | 'declare' | 'warn') =>
    chosen?.facts.objections.filter(({ severity }) => severity === wanted).length ?? 0;
  const [isRefused, isToDeclare, warnings] = [has('refuse') > 0, has('declare') > 0, has('warn')];
  const declaration = isToDeclare ? declarationOf(declared) : null;
  const isReady =
    (warnings === 0 || isAgreed) && (!isToDeclare || declaration !== null) && drafts.operator.trim() !== '';
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file === undefined) return;
    setChosen(null);
    setAgreed(false);
    setDeclared(nothingDeclared);
    const facts = await ask('care.lookAtTarget', { from, file: file.handle });
    if (facts !== null) setChosen({ file, facts });
  };
  const write = async ({ handle }: ChosenFile) => {
    setWriting(true);
    const answer = await ask('care.copy', { from, file: handle, declaration, ...peopleIn(drafts) });
    setWriting(false);
    if (answer !== null) onGo('deed');
  };
  const words = t.care.copy;
  return (
    <>
      <StepHeading>{words.title}</StepHeading>
      {sources.length > 1 && (
        <Choice
          legend={words.from}
          options={sources.map(({ number, place }) => ({
            id: String(number),
            label: t.attempt.stick(number),
            text: place,
          }))}
          value={String(from)}
          onChange={(id) => {
            setFrom(Number(id));
            // What was looked at was judged for another source.
            setChosen(null);
          }}
        />
      )}
      <p className={steps.large}>{words.plug}</p>
      <div className={steps.row}>
        <Button
          look={chosen === null ? 'main' : 'plain'}
          isDisabled={isPending || source === undefined}
          onPress={() => void choose()}
        >
          {chosen === null ? words.choose : t.sticks.chooseOther}
        </Button>
      </div>
      {chosen !== null && (
        <>
          <StickFactsTable facts={chosen.facts} isRehearsal={source?.ceremony?.isRehearsal === true} />
          {isToDeclare && !isRefused && (
            <Declare declared={declared} help={words.reasonHelp} onChange={setDeclared} />
          )}
          {warnings > 0 && !isRefused && (
            <Check isChecked={isAgreed} onChange={setAgreed}>
              {t.sticks.agree(warnings)}
            </Check>
          )}
          {!isRefused && (
            <>
              <CarePeople />
              <div className={steps.row}>
                <Button
                  look="main"
                  isDisabled={isPending || !isReady}
                  onPress={() => void write(chosen.file)}
                >
                  {words.do}
                </Button>
              </div>
            </>
          )}
        </>
      )}
      <FaultNotice fault={fault} />
      <ProgressLine
        isPending={isPending}
        label={isWriting ? words.writing : t.sticks.looking}
        {...(isWriting ? { onCancel: () => void window.quorate.ask('care.cancel', {}) } : {})}
      />
    </>
  );
}
