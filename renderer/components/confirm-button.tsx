import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  readonly label: string;
  /** What the button says that does it, where the label is a sentence of its own. */
  readonly confirm?: string;
  readonly title: string;
  readonly stay: string;
  readonly look?: 'main' | 'plain';
  /** Something is lost by it: the button that does it is marked. */
  readonly isLoss?: boolean;
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** A button for what cannot be taken back: it asks once more, and staying is what a hasty key finds. */
export function ConfirmButton({
  label,
  confirm = label,
  title,
  stay,
  look = 'main',
  isLoss = false,
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
          <Button look="main" onPress={() => setOpen(false)}>
            {stay}
          </Button>
          <Button
            look={isLoss ? 'danger' : 'plain'}
            onPress={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
