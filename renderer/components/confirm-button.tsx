import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  readonly label: string;
  readonly title: string;
  readonly stay: string;
  readonly look?: 'main' | 'plain';
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** A button for what cannot be taken back: it asks once more. */
export function ConfirmButton({
  label,
  title,
  stay,
  look = 'main',
  isDisabled,
  onConfirm,
  children,
}: ConfirmProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look={look} isDisabled={isDisabled ?? false} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {children}
        <div className={css.row}>
          <Button onPress={() => setOpen(false)}>{stay}</Button>
          <Button
            look="main"
            onPress={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {label}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
