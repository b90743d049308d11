import css from './components.module.css';

const paths = {
  good: 'M4 12.5 9.5 18 20 6.5',
  bad: 'M5 5l14 14M19 5 5 19',
  warn: 'M12 3 22 20H2ZM12 9v5M12 17v.5',
  info: 'M12 3a9 9 0 1 0 .01 0M12 11v6M12 7v.5',
  now: 'M5 12h13M13 6l6 6-6 6',
  waiting: 'M12 4a8 8 0 1 0 .01 0',
  theme: 'M12 3a9 9 0 1 0 .01 0M12 3v18M15.5 5v14M18.5 8v8',
} as const;

export type IconName = keyof typeof paths;

/** A shape beside a word, never in its place. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={css.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.8"
        strokeLinecap="square"
        strokeLinejoin="miter"
      />
    </svg>
  );
}
