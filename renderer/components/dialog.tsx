import { type ReactNode, useEffect, useId, useRef } from 'react';
import css from './components.module.css';
import { LanguageSwitch } from './language-switch.tsx';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question in front of everything. The platform's own dialog keeps the focus inside and gives it back. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby={id} onClose={onClose}>
      {isOpen && (
        <div className={css.stack}>
          <h2 id={id}>{title}</h2>
          {children}
          <p className={css.dialogFoot}>
            <LanguageSwitch />
          </p>
        </div>
      )}
    </dialog>
  );
}
