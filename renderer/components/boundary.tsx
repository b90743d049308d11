import { Component, Fragment, type ReactNode } from 'react';
import css from '../screens/home.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

/**
 * Shown when drawing a screen went wrong. The ceremony is in another process and is as it was; drawing anew asks for
 * it. What went wrong is not shown: it may quote what somebody typed.
 */
export class Boundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean; readonly tries: number }
> {
  override state = { hasFailed: false, tries: 0 };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { hasFailed, tries } = this.state;
    if (!hasFailed) return <Fragment key={tries}>{this.props.children}</Fragment>;
    return (
      <div className={css.home}>
        <main className={css.middle}>
          <StepHeading>{t.boundary.title}</StepHeading>
          <Notice mood="bad">{t.boundary.text}</Notice>
          <Button look="main" onPress={() => this.setState({ hasFailed: false, tries: tries + 1 })}>
            {t.boundary.again}
          </Button>
        </main>
      </div>
    );
  }
}
