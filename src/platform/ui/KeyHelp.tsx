import { Button, Kbd, Modal, Table } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from './words.ts';

/** One key of this page: `key` as the browser names it (`j`, `Enter`, `ArrowDown`). */
export interface Key {
  key: string;
  does: string;
  press(): void;
}

/** Listens for these keys wherever nobody is typing. */
function useKeys(keys: Key[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const key = latest.current.find((one) => one.key.toLowerCase() === event.key.toLowerCase());
      if (!key) return;
      event.preventDefault();
      key.press();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The button and dialog that list the keys valid here; `?` opens it. */
export function KeyHelp({ keys }: { keys: Key[] }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  useKeys([...keys, { key: '?', does: t('ui.keys.help'), press: () => setOpened(true) }]);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="sm"
        visibleFrom="sm"
        leftSection={<IconKeyboard size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('ui.keys.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('ui.keys.title')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Table>
          <Table.Tbody>
            {[...keys, { key: '?', does: t('ui.keys.help') }].map(({ key, does }) => (
              <Table.Tr key={key}>
                <Table.Td w={90}>
                  <Kbd>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  );
}
