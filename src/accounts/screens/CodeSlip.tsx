import { Button, Group, Modal } from '@mantine/core';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import css from './code.module.css';

interface Slip {
  name: string;
  username: string;
  code: string;
  expiresAt: string;
}

/** A one-time code, shown this once: to be read out, copied or printed. */
export function CodeSlip({ slip, onClose }: { slip: Slip; onClose(): void }) {
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('accounts.code.title', { name: slip.name })}
    >
      <p>{t('accounts.code.once')}</p>
      <Facts
        items={[
          [t('accounts.signIn.username'), slip.username],
          [t('accounts.code.code'), <Code key="code" code={slip.code} />],
          [t('accounts.code.until'), <DateLine key="until" at={slip.expiresAt} />],
        ]}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => window.print()}>
          {t('accounts.code.print')}
        </Button>
        <Button onClick={onClose}>{t('accounts.code.noted')}</Button>
      </Group>
    </Modal>
  );
}

export function Code({ code }: { code: string }) {
  return <code className={css['code']}>{code}</code>;
}
