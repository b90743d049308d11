import { useState } from 'react';
import type { CardReading } from '../../electron/contract/views.ts';
import { cardGroups } from '../logic/card-groups.ts';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import { CardChanges } from './card-changes.tsx';
import { CardTyping } from './card-typing.tsx';
import css from './components.module.css';
import { Choice } from './field.tsx';
import { FaultNotice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';

type Way = 'camera' | 'image' | 'typed';

const noGroups: readonly string[] = Array<string>(cardGroups).fill('');

/** Reads a card back, in one of three ways. What is typed lives here and nowhere else, and goes with the card. */
export function CardReader({ card }: { readonly card: number }) {
  const [way, setWay] = useState<Way>('camera');
  const [groups, setGroups] = useState(noGroups);
  const [corrected, setCorrected] = useState<Extract<CardReading, { status: 'corrected' }> | null>(null);
  const { ask, isPending, fault, setFault } = useAsk();
  const text = groups.join('');

  const readTyped = async (isAccepted: boolean) => {
    const reading = await ask('ceremony.readCard', { card, text, how: 'typed', isAccepted });
    setCorrected(reading?.status === 'corrected' ? reading : null);
  };
  const readImage = async () => {
    const [file] = (await ask('files.choose', { what: 'image' })) ?? [];
    if (file !== undefined) await ask('ceremony.readCardImage', { card, file: file.handle });
  };

  if (corrected !== null) {
    return (
      <CardChanges
        changes={corrected.changes}
        isPending={isPending}
        onYes={() => void readTyped(true)}
        onNo={() => setCorrected(null)}
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
          setWay(next);
        }}
      />
      {way === 'camera' && (
        <Camera
          onText={(read) =>
            void ask('ceremony.readCard', { card, text: read, how: 'camera', isAccepted: false })
          }
        />
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
          <CardTyping groups={groups} onChange={setGroups} />
          <div className={css.row}>
            <Button look="main" isDisabled={isPending || text === ''} onPress={() => void readTyped(false)}>
              {t.reading.typedDo}
            </Button>
            <Button isDisabled={isPending} onPress={() => setGroups(noGroups)}>
              {t.reading.typedClear}
            </Button>
          </div>
        </>
      )}
      <FaultNotice fault={fault} />
      <ProgressLine isPending={isPending} label={t.reading.checking} />
    </div>
  );
}
