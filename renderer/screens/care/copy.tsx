import { useState } from 'react';
import type { StickFacts } from '../../../electron/contract/views.ts';
import { Button } from '../../components/button.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import { stickMark } from '../../components/care-stick-mark.tsx';
import { Declare, type Declared, declarationOf, nothingDeclared } from '../../components/declare.tsx';
import { Check, Choice } from '../../components/field.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { PluggedSticks } from '../../components/plugged-sticks.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { StickFactsTable } from '../../components/stick-facts.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import { useCare, useStore } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';

/** What was chosen, and its drive where it is one that is plugged in. */
interface Chosen {
  readonly handle: string;
  readonly drive: string | null;
  readonly facts: StickFacts;
}

/** A new stick is chosen, looked at, and written as a copy of a good one. */
export function CopyStick({ onGo }: CareScreenProps) {
  const sources = useCare().sticks.filter(isWhole);
  const [drafts] = useCareDraft();
  const { ask, isPending, fault } = useAsk();
  const [from, setFrom] = useState(sources[0]?.number ?? 0);
  const { drives } = useStore().state;
  const isWatched = drives?.isWatched === true;
  const [latest, setChosen] = useState<Chosen | null>(null);
  const [isAgreed, setAgreed] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [declared, setDeclared] = useState<Declared>(nothingDeclared);
  const isThere = (id: string | null) => id === null || drives?.drives.some((drive) => drive.id === id);
  // While it is written it is ejected too, in the end: that is no pull.
  const isGone = latest !== null && !isWriting && !isThere(latest.drive);
  const chosen = isGone ? null : latest;
  const source = sources.find(({ number }) => number === from);
  const has = (wanted: 'refuse' | 'declare' | 'warn') =>
    chosen?.facts.objections.filter(({ severity }) => severity === wanted).length ?? 0;
  const [isRefused, isToDeclare, warnings] = [has('refuse') > 0, has('declare') > 0, has('warn')];
  const declaration = isToDeclare ? declarationOf(declared) : null;
  const isReady =
    (warnings === 0 || isAgreed) && (!isToDeclare || declaration !== null) && drafts.operator.trim() !== '';
  const look = async (handle: string, drive: string | null) => {
    setChosen(null);
    setAgreed(false);
    setDeclared(nothingDeclared);
    const facts = await ask('care.lookAtTarget', { from, file: handle });
    if (facts !== null) setChosen({ handle, drive, facts });
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file !== undefined) await look(file.handle, null);
  };
  const write = async ({ handle }: Chosen) => {
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
          options={sources.map((stick) => ({
            id: String(stick.number),
            label: t.attempt.stick(stick.number),
            text: stickMark(stick),
          }))}
          value={String(from)}
          onChange={(id) => {
            setFrom(Number(id));
            // What was looked at was judged for another source.
            setChosen(null);
          }}
        />
      )}
      <p className={steps.large}>{isWatched ? words.plugHere : words.plug}</p>
      {!isWriting && source !== undefined && (
        <PluggedSticks
          isDisabled={isPending}
          onChoose={({ handle, id }) => handle !== null && void look(handle, id)}
          isChosen={({ id }) => id === chosen?.drive}
          wants="empty"
        />
      )}
      <div role="status">{isGone && <Notice mood="warn">{t.plugged.write.gone}</Notice>}</div>
      {isWatched && <p>{t.plugged.write.other}</p>}
      <div className={steps.row}>
        <Button
          look={chosen === null && !isWatched ? 'main' : 'plain'}
          isDisabled={isPending || source === undefined}
          onPress={() => void choose()}
        >
          {chosen === null ? words.choose : words.chooseOther}
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
                <Button look="main" isDisabled={isPending || !isReady} onPress={() => void write(chosen)}>
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
