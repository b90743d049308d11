import { Button } from '../components/button.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { FaultNotice, Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { SticksIn } from '../components/sticks-in.tsx';
import { ThemeSwitch } from '../components/theme-switch.tsx';
import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import css from './home.module.css';

/** What is done with the sticks and cards of a ceremony; with those of a rehearsal too. */
const works = ['drill', 'recovery', 'care'] as const;

/** The first screen: the doors that lead somewhere. */
export function Home() {
  const { about } = useStore().state;
  const { ask, isPending, fault } = useAsk();
  const open = (isRehearsal: boolean) => void ask('ceremony.open', { isRehearsal });
  return (
    <div className={css.home}>
      <main className={css.middle}>
        <header>
          <p className={css.brand}>{t.home.product}</p>
          <StepHeading>{t.home.title}</StepHeading>
          <p className={css.lead}>{t.home.lead}</p>
        </header>
        <SticksIn />
        <div className={css.doors}>
          {about?.rehearsalOnly !== true && (
            <section className={`${css.door} ${css.real}`}>
              <div>
                <h2>{t.home.newTitle}</h2>
                <p>{t.home.newText}</p>
              </div>
              <Button look="main" isDisabled={isPending || about === null} onPress={() => open(false)}>
                {t.home.newTitle}
              </Button>
            </section>
          )}
          <section className={`${css.door} ${css.rehearse}`}>
            <div>
              <h2>{t.home.rehearseTitle}</h2>
              <p>{t.home.rehearseText}</p>
            </div>
            <Button
              look={about?.rehearsalOnly === true ? 'main' : 'plain'}
              isDisabled={isPending}
              onPress={() => open(true)}
            >
              {t.home.rehearseTitle}
            </Button>
          </section>
        </div>
        <div className={css.doors}>
          {works.map((work) => (
            <section key={work} className={css.door}>
              <div>
                <h2>{t.home.works[work].title}</h2>
                <p>{t.home.works[work].text}</p>
              </div>
              <Button isDisabled={isPending} onPress={() => void ask('work.open', { work })}>
                {t.home.works[work].title}
              </Button>
            </section>
          ))}
        </div>
        <p>{t.home.restore}</p>
        {about?.isPackaged === false && !about.rehearsalOnly && (
          <Notice mood="warn">{t.home.unpackaged}</Notice>
        )}
        <FaultNotice fault={fault} />
        <ProgressLine isPending={isPending} label={t.common.wait} />
      </main>
      <footer className={css.foot}>
        <span>{t.home.remembers}</span>
        <span>{about !== null && t.home.version(about.version)}</span>
        <span className={css.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </footer>
    </div>
  );
}
