import { useState } from 'react';
import type { ChosenFile, StickFacts } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony } from '../state/store.tsx';
import type { Asking } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Declare, type Declared, declarationOf, nothingDeclared } from './declare.tsx';
import { Check } from './field.tsx';
import { Notice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';
import { StickFactsTable } from './stick-facts.tsx';

interface StickWriterProps {
  readonly stick: number;
  readonly wanted: number;
  readonly hasFailed: boolean;
  readonly asking: Asking;
}

/** A stick is chosen, looked at, and written. */
export function StickWriter({ stick, wanted, hasFailed, asking }: StickWriterProps) {
  const { ask, isPending } = asking;
  const { plan } = useCeremony();
  const [chosen, setChosen] = useState<{ file: ChosenFile; facts: StickFacts } | null>(null);
  const [isAgreed, setAgreed] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [declared, setDeclared] = useState<Declared>(nothingDeclared);
  const warnings = chosen?.facts.objections.filter(({ severity }) => severity === 'warn') ?? [];
  const isRefused = chosen?.facts.objections.some(({ severity }) => severity === 'refuse') === true;
  const isToDeclare = chosen?.facts.objections.some(({ severity }) => severity === 'declare') === true;
  const declaration = isToDeclare ? declarationOf(declared) : null;
  const isReady = (warnings.length === 0 || isAgreed) && (!isToDeclare || declaration !== null);
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file === undefined) return;
    setChosen(null);
    setAgreed(false);
    setDeclared(nothingDeclared);
    const facts = await ask('ceremony.lookAtStick', { stick, file: file.handle });
    if (facts !== null) setChosen({ file, facts });
  };
  const write = async (file: ChosenFile) => {
    setWriting(true);
    await ask('ceremony.writeStick', { stick, file: file.handle, declaration });
    setWriting(false);
  };
  return (
    <>
      <p>
        <b>{t.sticks.stick(stick, plan?.stickPlaces[stick - 1])}</b>
      </p>
      <StepHeading>{t.sticks.titleWrite(stick, wanted)}</StepHeading>
      {hasFailed && (
        <Notice mood="bad">
          <b>{t.sticks.failed(stick)}</b>
          <span className={kit.body}>{t.sticks.failedText}</span>
        </Notice>
      )}
      <p className={css.large}>{t.sticks.plug}</p>
      <div className={css.row}>
        <Button
          look={chosen === null ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => void choose()}
        >
          {chosen === null ? t.sticks.choose : t.sticks.chooseOther}
        </Button>
      </div>
      {chosen !== null && (
        <>
          <StickFactsTable facts={chosen.facts} />
          {isToDeclare && !isRefused && <Declare declared={declared} onChange={setDeclared} />}
          {warnings.length > 0 && !isRefused && (
            <Check isChecked={isAgreed} onChange={setAgreed}>
              {t.sticks.agree(warnings.length)}
            </Check>
          )}
          {!isRefused && (
            <Button look="main" isDisabled={isPending || !isReady} onPress={() => void write(chosen.file)}>
              {t.sticks.write(stick)}
            </Button>
          )}
        </>
      )}
      <ProgressLine
        isPending={isPending}
        label={isWriting ? t.sticks.writing : t.sticks.looking}
        {...(isWriting ? { onCancel: () => void window.quorate.ask('ceremony.cancel', {}) } : {})}
      />
    </>
  );
}
