import { Button, Group, Modal } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Preview } from '../../platform/ui/Preview.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { openAttachment } from '../contract.ts';

interface File {
  fileId: string;
  name: string;
  mediaType: string;
}

/** Attachments, each opened in the page by a link of this session's own. */
export function Attachments({ recordId, files }: { recordId: string; files: File[] }) {
  const { t } = useWords();
  const [shown, setShown] = useState<File>();
  const link = useAct(openAttachment);
  const open = (file: File) => {
    setShown(file);
    link.mutate({ params: { recordId, fileId: file.fileId }, body: { disposition: 'inline' } });
  };
  return (
    <>
      <Group gap="xs">
        {files.map((file) => (
          <Button
            key={file.fileId}
            size="sm"
            variant="default"
            leftSection={<IconPaperclip size={17} stroke={1.7} aria-hidden />}
            onClick={() => open(file)}
          >
            {t('counselling.record.open', { name: file.name })}
          </Button>
        ))}
      </Group>
      <Modal
        size="xl"
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown?.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {link.error && <Refused error={link.error} />}
        {shown && link.data && <Preview url={link.data.url} mediaType={shown.mediaType} name={shown.name} />}
      </Modal>
    </>
  );
}
