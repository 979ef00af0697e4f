import { Button, Group } from '@mantine/core';
import { IconCamera, IconFiles } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words.ts';
import css from './tray.module.css';

interface TakeFilesParts {
  /** Media types that are taken. */
  accept: readonly string[];
  label: string;
  /** The page has a greater act than this. */
  beside?: boolean;
  onFiles(files: File[]): void;
}

/** Files by picker, camera, drag or paste. A pasted picture has no name of its own. */
export function TakeFiles({ accept, label, beside = false, onFiles }: TakeFilesParts) {
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [onFiles]);
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // The same file may be chosen once more.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <section
      className={css['take']}
      aria-label={label}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Group gap="sm" justify="center">
        <Button
          variant={beside ? 'default' : 'filled'}
          leftSection={<IconFiles size={20} stroke={1.7} aria-hidden />}
          onClick={() => picker.current?.click()}
        >
          {t('ui.tray.choose')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCamera size={20} stroke={1.7} aria-hidden />}
          onClick={() => camera.current?.click()}
        >
          {t('ui.tray.camera')}
        </Button>
      </Group>
      <p className={css['takeHint']}>{t('ui.tray.drop')}</p>
      <input
        ref={picker}
        hidden
        type="file"
        multiple
        accept={accept.join(',')}
        aria-label={t('ui.tray.choose')}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={camera}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={t('ui.tray.camera')}
        onChange={(event) => take(event.currentTarget)}
      />
    </section>
  );
}
