import { useState } from 'react';
import type { CardReading } from '../../electron/contract/views.ts';
import { isCardText, noGroups } from '../logic/card-groups.ts';
import { groupIndex } from '../logic/changed-groups.ts';
import type { CardDesk } from '../state/card-desk.ts';
import type { Fault } from '../state/fault.ts';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import { CardChanges } from './card-changes.tsx';
import { CardTyping } from './card-typing.tsx';
import css from './components.module.css';
import { Choice } from './field.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';

type Way = 'camera' | 'image' | 'typed';
type Changes = Extract<CardReading, { status: 'corrected' }>['changes'];

interface CardReaderProps {
  readonly desk: CardDesk;
  readonly firstWay: Way;
  /** What to do about a refusal, where the screen knows it better than who refused. */
  readonly remedyOf?: (fault: Fault) => string | undefined;
}

/** Reads a card, in one of three ways. What is typed lives here and nowhere else, and goes with the card. */
export function CardReader({ desk, firstWay, remedyOf }: CardReaderProps) {
  const [way, setWay] = useState<Way>(firstWay);
  const [groups, setGroups] = useState(noGroups);
  const [changes, setChanges] = useState<Changes | null>(null);
  const [isForeign, setForeign] = useState(false);
  /** Group to look at again after a correction was turned down. */
  const [again, setAgain] = useState<number | null>(null);
  const { ask, isPending, fault, setFault } = useAsk();
  const remedy = fault === null ? undefined : remedyOf?.(fault);
  const text = groups.join('');
  const type = (next: readonly string[]) => {
    setFault(null);
    setGroups(next);
  };

  const readTyped = async (isAccepted: boolean) => {
    const reading = await desk.read(ask, { text, how: 'typed', isAccepted });
    setChanges(reading?.status === 'corrected' ? reading.changes : null);
    if (reading?.status !== 'proved') return;
    setGroups(noGroups);
    setAgain(null);
  };
  const readSeen = async (seen: string) => {
    setForeign(!isCardText(seen));
    if (isCardText(seen)) {
      await desk.read(ask, { text: seen, how: 'camera', isAccepted: false });
    } else setFault(null);
  };
  const readImage = async () => {
    const [file] = (await ask('files.choose', { what: 'image' })) ?? [];
    if (file !== undefined) await desk.readImage(ask, file.handle);
  };

  if (changes !== null) {
    const [first] = changes;
    return (
      <CardChanges
        changes={changes}
        text={text}
        isPending={isPending}
        onYes={() => void readTyped(true)}
        onNo={() => {
          setAgain(first === undefined ? null : groupIndex(first));
          setChanges(null);
        }}
      />
    );
  }
  return (
    <div className={css.stack}>
      <Choice
        legend={t.reading.how}
        value={way}
        options={[
          { id: 'camera', label: t.reading.camera },
          { id: 'image', label: t.reading.image },
          { id: 'typed', label: t.reading.typed },
        ]}
        onChange={(next) => {
          setFault(null);
          setForeign(false);
          setAgain(null);
          setWay(next);
        }}
      />
      {way === 'camera' && (
        <Camera onText={readSeen}>
          <div role="alert">{isForeign && <Notice mood="warn">{t.reading.notACard}</Notice>}</div>
          <FaultNotice fault={fault} remedy={remedy} />
        </Camera>
      )}
      {way === 'image' && (
        <>
          <p>{t.reading.imageText}</p>
          <div className={css.row}>
            <Button look="main" isDisabled={isPending} onPress={() => void readImage()}>
              {t.reading.imageDo}
            </Button>
          </div>
        </>
      )}
      {way === 'typed' && (
        <>
          <CardTyping
            groups={groups}
            onChange={type}
            check={desk.check}
            start={again}
            isRefused={fault !== null}
          />
          <div className={css.row}>
            <Button look="main" isDisabled={isPending || text === ''} onPress={() => void readTyped(false)}>
              {t.reading.typedDo}
            </Button>
            <Button isDisabled={isPending || text === ''} onPress={() => type(noGroups)}>
              {t.reading.typedClear}
            </Button>
          </div>
        </>
      )}
      {way !== 'camera' && <FaultNotice fault={fault} remedy={remedy} />}
      <ProgressLine isPending={isPending} label={t.reading.checking} />
    </div>
  );
}
