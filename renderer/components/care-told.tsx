import type { ToldOfStickView } from '../../electron/contract/care-views.ts';
import type { FolderView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import { CareStickMark } from './care-stick-mark.tsx';
import kit from './components.module.css';
import { Notice } from './notice.tsx';
import { ToldLine } from './told-line.tsx';

interface CareToldProps {
  readonly mood: 'bad' | 'warn';
  readonly title: string;
  readonly text: string;
  readonly told: readonly ToldOfStickView[];
  readonly sticks: readonly FolderView[];
}

/** What comparing brought to light besides damaged files, each with the stick it is about. */
export function CareTold({ mood, title, text, told, sticks }: CareToldProps) {
  if (told.length === 0) return null;
  return (
    <Notice mood={mood}>
      <b>{title}</b>
      <span className={kit.body}>{text}</span>
      <ul className={kit.body}>
        {told.map(({ stick, message }) => (
          <li key={`${stick} ${message}`}>
            {t.attempt.stick(stick)} (<CareStickMark stick={stick} sticks={sticks} />
            ): <ToldLine text={message} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
