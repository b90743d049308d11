import { useEffect, useRef, useState } from 'react';
import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import type { DriveView } from '../../electron/contract/drives-views.ts';
import type { FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { liesOn } from '../state/lies-on.ts';
import { useAttempt, useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { AttemptStick } from './attempt-stick.tsx';
import { Button } from './button.tsx';
import { FaultNotice } from './notice.tsx';
import { PluggedSticks } from './plugged-sticks.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';

interface AttemptSticksProps {
  /** A person chose which of the sticks is used. */
  readonly onUse: (stick: number) => void;
}

/** What a stick was chosen by. The handle of one that is plugged in ends with that plug. */
interface ChosenBy {
  readonly handle: string;
  readonly isPlug: boolean;
}

/** The first step of a drill and of a recovery: sticks are taken up and looked at, and one is chosen. */
export function AttemptSticks({ onUse }: AttemptSticksProps) {
  const { sticks, proposed } = useAttempt();
  const { ask, isPending, fault, setFault } = useAsk();
  const { state, send } = useStore();
  const { drives, waitingStick } = state;
  const plugged = drives?.drives ?? [];
  const isWatched = drives?.isWatched === true;
  /** By number of the stick: of what was chosen before the window was loaded anew nobody knows. */
  const [chosenBy, setChosenBy] = useState<Readonly<Record<number, ChosenBy>>>({});
  const [isComparing, setComparing] = useState(false);
  const isBusy = isPending || isComparing;
  const keep = (view: AttemptView | null, by: ChosenBy) => {
    const last = view?.sticks.at(-1);
    if (last !== undefined) setChosenBy((now) => ({ ...now, [last.number]: by }));
  };
  const take = async (by: ChosenBy) => {
    keep(await ask('attempt.takeStick', { file: by.handle, folderHash: null }), by);
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file !== undefined) await take({ handle: file.handle, isPlug: false });
  };
  const takePlugged = ({ handle }: DriveView) => {
    if (handle !== null) void take({ handle, isPlug: true });
  };
  const takeWaiting = useRef((handle: string) => {
    send({ kind: 'stick-waits', handle: null });
    void take({ handle, isPlug: true });
  });
  useEffect(() => {
    if (waitingStick !== null) takeWaiting.current(waitingStick);
  }, [waitingStick]);
  const compareAgain = async (stick: number, by: ChosenBy, typed: string) => {
    if ((await ask('attempt.dropStick', { stick })) === null) return;
    const file = by.handle;
    const view = await ask('attempt.takeStick', { file, folderHash: typed });
    if (view !== null) return keep(view, by);
    // What was typed wrong must not cost the stick its place; why it was refused stays on the screen.
    const back = await window.quorate.ask('attempt.takeStick', { file, folderHash: null });
    if (!back.ok) return setFault(back);
    send({ kind: 'work', work: back.value });
    keep(back.value, by);
  };
  const compare = async (stick: number, by: ChosenBy, typed: string) => {
    setComparing(true);
    await compareAgain(stick, by, typed).finally(() => setComparing(false));
  };
  const howChosen = ({ number, place }: FolderView): ChosenBy | null => {
    const by = chosenBy[number];
    if (by !== undefined && (!by.isPlug || plugged.some(({ handle }) => handle === by.handle))) return by;
    // It was plugged in anew, or taken up before the window was loaded anew. Of several folders nobody knows which.
    const drive = plugged.find((one) => liesOn(place, one) && one.ceremonies.length === 1);
    return drive?.handle == null ? null : { handle: drive.handle, isPlug: true };
  };
  const { title, titleOne, titleSeveral } = t.attempt.sticks;
  const many = Math.min(sticks.length, 2);
  return (
    <>
      <StepHeading key={many}>{[title, titleOne, titleSeveral][many] ?? title}</StepHeading>
      {sticks.length === 0 && (
        <p className={css.large}>{isWatched ? t.plugged.write.plug : t.attempt.sticks.text}</p>
      )}
      {sticks.map((stick) => {
        const { number } = stick;
        const by = howChosen(stick);
        return (
          <AttemptStick
            key={number}
            stick={stick}
            isProposed={number === proposed && sticks.length > 1}
            isMain={number === proposed || sticks.length === 1}
            isPending={isBusy}
            onUse={() => onUse(number)}
            onDrop={() => void ask('attempt.dropStick', { stick: number })}
            onCompare={by === null ? null : (typed) => void compare(number, by, typed)}
          />
        );
      })}
      <FaultNotice
        fault={fault}
        remedy={fault?.code === 'folder-several' ? t.attempt.sticks.several : undefined}
      />
      <PluggedSticks
        isDisabled={isBusy}
        onChoose={takePlugged}
        isChosen={(drive) => sticks.some(({ place }) => liesOn(place, drive))}
        wants="ceremony"
        isAwaited={sticks.length === 0}
      />
      {isWatched && sticks.length === 0 && <p>{t.plugged.write.other}</p>}
      <div className={css.row}>
        <Button
          look={sticks.length === 0 && plugged.length === 0 ? 'main' : 'plain'}
          isDisabled={isBusy}
          onPress={() => void choose()}
        >
          {sticks.length === 0 ? t.sticks.choose : t.attempt.sticks.another}
        </Button>
      </div>
      {sticks.length > 0 && <p>{t.attempt.sticks.anotherText}</p>}
      <ProgressLine isPending={isBusy} label={t.attempt.sticks.reading} />
    </>
  );
}
