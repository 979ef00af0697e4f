import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAct } from '../../platform/call.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { Standing } from '../../platform/ui/tray/Standing.tsx';
import { removeEntry, sendNow, useTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';
import { dropShelfFile, openShelfFile } from '../contract.ts';
import { FilesFor, sendFiles } from './FilesFor.tsx';
import type { Detail } from './OneItem.tsx';
import { Space } from './Space.tsx';

/** What is there, what is on its way, and room for more. */
export function ItemFiles({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { item, limits, space } = detail;
  const { itemId, title, files } = item;
  return (
    <Section title={t('shelf.form.files')} aside={t('shelf.file.count', { count: files.length })}>
      {files.length === 0 && <Quiet>{t('shelf.file.none')}</Quiet>}
      <Files itemId={itemId} files={files} />
      <OnTheWay itemId={itemId} />
      <FilesFor
        limits={limits}
        free={space.max - space.used}
        onFiles={(taken) => void sendFiles({ itemId, title }, taken)}
      />
      <Space {...space} />
    </Section>
  );
}

function Files({ itemId, files }: Pick<Detail['item'], 'itemId' | 'files'>) {
  const { t } = useWords();
  const open = useAct(openShelfFile);
  const drop = useAct(dropShelfFile);
  return (
    <>
      <Rows label={t('shelf.form.files')}>
        {files.map(({ fileId, name, size, copies }) => (
          <Row
            key={fileId}
            title={<bdi>{name}</bdi>}
            detail={`${sizeText(size)} · ${t(`outcomes.copies.${copies}`)}`}
            end={
              <Group gap="xs">
                <Button
                  size="sm"
                  variant="default"
                  aria-label={t('shelf.file.openNamed', { name })}
                  loading={open.isPending && open.variables?.params.fileId === fileId}
                  onClick={() =>
                    open.mutate(
                      { params: { itemId, fileId }, body: { disposition: 'inline' } },
                      { onSuccess: ({ url }) => globalThis.open(url, '_blank', 'noopener') },
                    )
                  }
                >
                  {t('shelf.file.open')}
                </Button>
                <Button
                  size="sm"
                  variant="subtle"
                  aria-label={t('shelf.file.dropNamed', { name })}
                  loading={drop.isPending && drop.variables?.params.fileId === fileId}
                  onClick={() => drop.mutate({ params: { itemId, fileId } })}
                >
                  {t('shelf.file.drop')}
                </Button>
              </Group>
            }
          />
        ))}
      </Rows>
      {open.error && <Refused error={open.error} />}
      {drop.error && <Refused error={drop.error} />}
    </>
  );
}

/** Entries of the tray for this thing. What has arrived is asked for, and the tray is done with it. */
function OnTheWay({ itemId }: { itemId: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { entries } = useTray();
  const ours = entries.filter(
    ({ destination, target }) => destination === 'shelf' && target['itemId'] === itemId,
  );
  const arrived = ours.filter(({ state }) => state === 'done').map(({ id }) => id);
  const key = arrived.join(' ');
  useEffect(() => {
    if (key === '') return;
    for (const id of key.split(' ')) void removeEntry(id);
    void client.invalidateQueries();
  }, [key, client]);
  const waiting = ours.filter(({ state }) => state !== 'done');
  if (waiting.length === 0) return null;
  return (
    <Rows label={t('shelf.file.onTheWay')}>
      {waiting.map((entry) => (
        <Row key={entry.id} title={<bdi>{entry.files.map(({ name }) => name).join('、')}</bdi>}>
          <Standing entry={entry} again={() => void sendNow(entry.id)} />
          {entry.state === 'failed' && (
            <Button mt="xs" size="sm" variant="subtle" onClick={() => void removeEntry(entry.id)}>
              {t('ui.tray.act.remove')}
            </Button>
          )}
        </Row>
      ))}
    </Rows>
  );
}
