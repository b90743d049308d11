import { useEffect, useState } from 'react';
import type { DriveView } from '../../electron/contract/drives-views.ts';
import type { StickFacts } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony, useStore } from '../state/store.tsx';
import type { Asking } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Declare, type Declared, declarationOf, nothingDeclared } from './declare.tsx';
import { Check } from './field.tsx';
import { Notice } from './notice.tsx';
import { PluggedSticks } from './plugged-sticks.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';
import { StickFactsTable } from './stick-facts.tsx';

interface StickWriterProps {
  readonly stick: number;
  readonly wanted: number;
  readonly hasFailed: boolean;
  readonly asking: Asking;
}

/** What a stick that was pulled is never refused for. */
const givesOtherBytes: ReadonlySet<string> = new Set(['medium-differs', 'medium-fake']);
/** What says nothing against the stick: it is put right, and the same one is taken again. */
const notOfTheStick: ReadonlySet<string> = new Set(['folder-added', 'file-permission']);
/** Milliseconds after an error in which a stick that is gone counts as pulled while it was written. */
const soon = 10_000;

/** What was chosen, and its drive where it is one that is plugged in. */
interface Chosen {
  readonly handle: string;
  readonly drive: string | null;
  readonly facts: StickFacts;
}

/** A stick is chosen among those that are plugged in or by its place, looked at, and written. */
export function StickWriter({ stick, wanted, hasFailed, asking }: StickWriterProps) {
  const { ask, isPending, fault } = asking;
  const { plan } = useCeremony();
  const { drives } = useStore().state;
  const isWatched = drives?.isWatched === true;
  const isThere = (id: string | null) => id === null || drives?.drives.some((drive) => drive.id === id);
  const [latest, setChosen] = useState<Chosen | null>(null);
  const [isWriting, setWriting] = useState(false);
  /** The drive on which writing failed last, and when. */
  const [failed, setFailed] = useState<{ readonly drive: string; readonly at: number } | null>(null);
  /** It was pulled: the stick failed, and is none the worse for it. */
  const [wasPulled, setPulled] = useState(false);
  /** As the last error has it, which is gone by the next look at a stick. */
  const [isSpared, setSpared] = useState(false);
  useEffect(() => {
    if (fault !== null) setSpared(notOfTheStick.has(fault.code));
  }, [fault]);
  const failedText = isSpared ? t.sticks.sparedText : t.sticks.failedText;
  const isFailedThere = failed === null || isThere(failed.drive);
  const isBad = fault !== null && givesOtherBytes.has(fault.code);
  useEffect(() => {
    // The error comes first, and the news that the stick is gone a moment later.
    if (failed !== null && !isFailedThere && !isBad && Date.now() - failed.at < soon) setPulled(true);
  }, [failed, isFailedThere, isBad]);
  // While it is written it is ejected too, in the end: that is no pull.
  const isGone = latest !== null && !isWriting && !isThere(latest.drive);
  const chosen = isGone ? null : latest;
  const look = async (handle: string, drive: string | null) => {
    setChosen(null);
    const facts = await ask('ceremony.lookAtStick', { stick, file: handle });
    if (facts !== null) setChosen({ handle, drive, facts });
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file !== undefined) await look(file.handle, null);
  };
  const take = ({ id, handle }: DriveView) => {
    if (handle !== null) void look(handle, id);
  };
  const write = async ({ handle, drive }: Chosen, declaration: ReturnType<typeof declarationOf>) => {
    setWriting(true);
    setFailed(null);
    setPulled(false);
    const written = await ask('ceremony.writeStick', { stick, file: handle, declaration });
    setWriting(false);
    if (written === null && drive !== null) setFailed({ drive, at: Date.now() });
  };
  return (
    <>
      <p>
        <b>{t.sticks.stick(stick, plan?.stickPlaces[stick - 1])}</b>
      </p>
      <StepHeading>{t.sticks.titleWrite(stick, wanted)}</StepHeading>
      {(hasFailed || wasPulled) && (
        <Notice mood="bad">
          <b>{wasPulled ? t.plugged.write.pulled(stick) : t.sticks.failed(stick)}</b>
          <span className={kit.body}>{wasPulled ? t.plugged.write.pulledText : failedText}</span>
        </Notice>
      )}
      <p className={css.large}>{isWatched ? t.plugged.write.plug : t.sticks.plug}</p>
      {!isWriting && (
        <PluggedSticks
          isDisabled={isPending}
          onChoose={take}
          isChosen={({ id }) => id === chosen?.drive}
          wants="empty"
        />
      )}
      <div role="status">{isGone && !wasPulled && <Notice mood="warn">{t.plugged.write.gone}</Notice>}</div>
      {isWatched && <p>{t.plugged.write.other}</p>}
      <div className={css.row}>
        <Button
          look={chosen === null && !isWatched ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => void choose()}
        >
          {chosen === null ? t.sticks.choose : t.sticks.chooseOther}
        </Button>
      </div>
      {chosen !== null && (
        <ChosenStick
          key={chosen.handle}
          stick={stick}
          facts={chosen.facts}
          isPending={isPending}
          onWrite={(declaration) => void write(chosen, declaration)}
        />
      )}
      <ProgressLine
        isPending={isPending}
        label={isWriting ? t.sticks.writing : t.sticks.looking}
        {...(isWriting ? { onCancel: () => void window.quorate.ask('ceremony.cancel', {}) } : {})}
      />
    </>
  );
}

interface ChosenProps {
  readonly stick: number;
  readonly facts: StickFacts;
  readonly isPending: boolean;
  readonly onWrite: (declaration: ReturnType<typeof declarationOf>) => void;
}

/** What the stick is and what speaks against it; what must be said of it before it is written. */
function ChosenStick({ stick, facts, isPending, onWrite }: ChosenProps) {
  const [isAgreed, setAgreed] = useState(false);
  const [declared, setDeclared] = useState<Declared>(nothingDeclared);
  const count = (wanted: string) => facts.objections.filter(({ severity }) => severity === wanted).length;
  const [warnings, isRefused, isToDeclare] = [count('warn'), count('refuse') > 0, count('declare') > 0];
  const declaration = isToDeclare ? declarationOf(declared) : null;
  const isReady = (warnings === 0 || isAgreed) && (!isToDeclare || declaration !== null);
  return (
    <>
      <StickFactsTable facts={facts} />
      {isToDeclare && !isRefused && <Declare declared={declared} onChange={setDeclared} />}
      {warnings > 0 && !isRefused && (
        <Check isChecked={isAgreed} onChange={setAgreed}>
          {t.sticks.agree(warnings)}
        </Check>
      )}
      {!isRefused && (
        <Button look="main" isDisabled={isPending || !isReady} onPress={() => onWrite(declaration)}>
          {t.sticks.write(stick)}
        </Button>
      )}
    </>
  );
}
