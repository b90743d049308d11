import { useEffect, useRef } from 'react';

interface StepHeadingProps {
  readonly children: string;
  /** True for a question within a step. */
  readonly isPart?: boolean;
}

/** The heading of a step. It takes the focus when it appears, so that nobody looks for it. Give it a key for each step. */
export function StepHeading({ children, isPart = false }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (isPart) heading.current?.scrollIntoView({ block: 'nearest' });
    else heading.current?.closest('main')?.scrollTo(0, 0);
  }, [isPart]);
  const Level = isPart ? 'h2' : 'h1';
  return (
    <Level ref={heading} tabIndex={-1}>
      {children}
    </Level>
  );
}
