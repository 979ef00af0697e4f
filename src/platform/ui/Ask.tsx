import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './small.module.css';
import { useWords } from './words.ts';

interface AskParts {
  opened: boolean;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The verb itself: "Withdraw", never "OK". */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  /** Stands while something is still missing, e.g. a reason. */
  disabled?: boolean;
  /** For forms of many fields and tables. */
  wide?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** A question before an act, answered by its verb or by Enter. Esc and "not now" change nothing. */
export function Ask({
  opened,
  title,
  children,
  confirm,
  danger,
  busy,
  disabled,
  wide,
  onConfirm,
  onClose,
}: AskParts) {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={wide ? 'xl' : undefined}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The page below may hold a form of its own, which hears what happens in this dialog.
          event.stopPropagation();
          if (!busy && !disabled) onConfirm();
        }}
      >
        <div className={css['asked']}>{children}</div>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('ui.notNow')}
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={disabled}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
