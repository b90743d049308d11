import type { HashView } from '../../electron/contract/views.ts';
import { inGroups } from '../logic/fingerprints.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';

/** A hash to be read aloud: twelve numbered words, and hex in groups. @param isCompact for the side: short hex */
export function Hash({ hash, isCompact = false }: { readonly hash: HashView; readonly isCompact?: boolean }) {
  const words = hash.words.split(' ');
  return (
    <div className={`${css.hash} ${isCompact ? css.compact : ''}`}>
      <ol className={css.words} aria-label={t.common.words}>
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word can stand twice, its place cannot
          <li key={index}>
            <i>{index + 1}</i>
            {word}
          </li>
        ))}
      </ol>
      {isCompact ? (
        <Groups text={`${hash.hex.slice(0, 8)}…${hash.hex.slice(-8)}`} size={17} />
      ) : (
        <Groups text={hash.hex} size={8} />
      )}
    </div>
  );
}

/** Characters in groups, to be compared by eye. */
export function Groups({ text, size = 4 }: { readonly text: string; readonly size?: number }) {
  return (
    <span className={css.hex}>
      {inGroups(text, size).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group can stand twice, its place cannot
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
