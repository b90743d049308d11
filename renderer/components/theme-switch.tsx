import { useState } from 'react';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Icon } from './icons.tsx';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Light or dark for this run: nothing is remembered. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>('auto');
  const turn = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    setTheme(next);
    if (next === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <Button look="quiet" onPress={turn} label={`${t.bar.themeShort[theme]}, ${t.bar.themeTurn}`}>
      <span className={css.wideOnly}>{t.bar.themeShort[theme]}</span>
      <span className={css.narrowOnly}>
        <Icon name="theme" />
      </span>
    </Button>
  );
}
