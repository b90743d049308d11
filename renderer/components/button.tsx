import type { ReactNode } from 'react';
import css from './components.module.css';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly look?: 'main' | 'plain' | 'small' | 'quiet' | 'danger';
  readonly isDisabled?: boolean;
  /** The accessible name, where the text alone is not enough. */
  readonly label?: string;
  readonly describedBy?: string;
  /** Where its words are in another language than the screen's. */
  readonly lang?: string;
}

const looks = {
  main: css.main,
  plain: '',
  small: css.small,
  quiet: `${css.quiet} ${css.small}`,
  danger: css.danger,
};

/** A button that keeps the focus while it cannot be pressed. */
export function Button({
  children,
  onPress,
  look = 'plain',
  isDisabled = false,
  label,
  describedBy,
  lang,
}: ButtonProps) {
  return (
    <button
      type="button"
      className={`${css.button} ${looks[look]}`}
      aria-disabled={isDisabled}
      aria-label={label}
      aria-describedby={describedBy}
      lang={lang}
      onClick={() => {
        if (!isDisabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
