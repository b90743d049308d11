import { useState } from 'react';
import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useAttempt, useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { AttemptStick } from './attempt-stick.tsx';
import { Button } from './button.tsx';
import { FaultNotice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';

interface AttemptSticksProps {
  /** A person chose which of the sticks is used. */
  readonly onUse: (stick: number) => void;
}

/** The first step of a drill and of a recovery: sticks are taken up and looked at, and one is chosen. */
export function AttemptSticks({ onUse }: AttemptSticksProps) {
  const { sticks, proposed } = useAttempt();
  const { ask, isPending, fault } = useAsk();
  /** Handle by number of the stick: what was chosen before the window was loaded anew has none. */
  const [files, setFiles] = useState<Readonly<Record<number, string>>>({});
  const { send } = useStore();
  const keep = (view: AttemptView | null, file: string) => {
    const last = view?.sticks.at(-1);
    if (last !== undefined) setFiles((now) => ({ ...now, [last.number]: file }));
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file === undefined) return;
    keep(await ask('attempt.takeStick', { file: file.handle, folderHash: null }), file.handle);
  };
  const compare = async (stick: number, file: string, typed: string) => {
    if ((await ask('attempt.dropStick', { stick })) === null) return;
    const view = await ask('attempt.takeStick', { file, folderHash: typed });
    if (view !== null) return keep(view, file);
    // What was typed wrong must not cost the stick its place; why it was refused stays on the screen.
    const back = await window.quorate.ask('attempt.takeStick', { file, folderHash: null });
    if (!back.ok) return;
    send({ kind: 'work', work: back.value });
    keep(back.value, file);
  };
  const { title, titleOne, titleSeveral } = t.attempt.sticks;
  const many = Math.min(sticks.length, 2);
  return (
    <>
      <StepHeading key={many}>{[title, titleOne, titleSeveral][many] ?? title}</StepHeading>
      {sticks.length === 0 && <p className={css.large}>{t.attempt.sticks.text}</p>}
      {sticks.map((stick) => {
        const { number } = stick;
        const file = files[number];
        return (
          <AttemptStick
            key={number}
            stick={stick}
            isProposed={number === proposed && sticks.length > 1}
            isMain={number === proposed || sticks.length === 1}
            isPending={isPending}
            onUse={() => onUse(number)}
            onDrop={() => void ask('attempt.dropStick', { stick: number })}
            onCompare={file === undefined ? null : (typed) => void compare(number, file, typed)}
          />
        );
      })}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button
          look={sticks.length === 0 ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => void choose()}
        >
          {sticks.length === 0 ? t.sticks.choose : t.attempt.sticks.another}
        </Button>
      </div>
      {sticks.length > 0 && <p>{t.attempt.sticks.anotherText}</p>}
      <ProgressLine isPending={isPending} label={t.attempt.sticks.reading} />
    </>
  );
}
