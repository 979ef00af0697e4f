import { Button, Group, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type ColumnField, columnFields, type Mapping, neededFields } from '../columns.ts';
import { discardReceipt, previewReceipt, receiptImport } from '../contract.ts';
import { Preview } from './Preview.tsx';

export type Waiting = AnswerOf<typeof receiptImport>;

/** Names the columns of a file that was brought, then shows what it says before anything is kept. */
export function Import() {
  const { t } = useWords();
  const { params } = usePlace<{ importId: string }>();
  const answer = useAnswer(receiptImport, { params });
  const file = answer.data;
  return (
    <Page
      wide
      title={t('receiptDetails.columns.title')}
      lead={file?.fileName}
      back={
        file && {
          to: '/receipt-details/tasks/$taskId',
          params: { taskId: file.taskId },
          label: t('receiptDetails.title'),
        }
      }
    >
      <Answer of={answer} lines={8}>
        {(found) =>
          found.state === 'uploaded' ? (
            <Columns file={found} />
          ) : (
            <Empty title={t(`receiptDetails.columns.state.${found.state}`)} />
          )
        }
      </Answer>
    </Page>
  );
}

function Columns({ file }: { file: Waiting }) {
  const { t } = useWords();
  const go = useGo();
  const [mapping, setMapping] = useState<Mapping>(file.guess);
  const preview = useAct(previewReceipt);
  const discard = useAct(discardReceipt);
  const params = { importId: file.importId };
  const leave = () => go({ to: '/receipt-details/tasks/$taskId', params: { taskId: file.taskId } });
  const set = (field: ColumnField, headers: string[]) => {
    setMapping((before) => ({ ...before, [field]: headers }));
    preview.reset();
  };
  return (
    <>
      <Section
        title={t('receiptDetails.columns.which')}
        aside={t(file.encoding ? 'receiptDetails.columns.rowsEncoded' : 'receiptDetails.columns.rows', {
          rows: file.rows,
          encoding: file.encoding,
        })}
      >
        <p>{t('receiptDetails.columns.lead')}</p>
        {columnFields.map((field) => (
          <MultiSelect
            key={field}
            mt="sm"
            label={t(`receiptDetails.columns.field.${field}`)}
            description={samplesOf(file, mapping[field] ?? [])}
            required={neededFields.includes(field)}
            placeholder={
              (mapping[field] ?? []).length === 0 ? t('receiptDetails.columns.noColumn') : undefined
            }
            data={file.headers}
            value={mapping[field] ?? []}
            onChange={(headers) => set(field, headers)}
          />
        ))}
        <Group mt="md">
          <Button loading={preview.isPending} onClick={() => preview.mutate({ params, body: { mapping } })}>
            {t('receiptDetails.columns.preview')}
          </Button>
          <Button
            variant="default"
            loading={discard.isPending}
            onClick={() =>
              discard.mutate(
                { params },
                {
                  onSuccess: () => {
                    say(t('receiptDetails.columns.discarded'));
                    leave();
                  },
                },
              )
            }
          >
            {t('receiptDetails.columns.discard')}
          </Button>
        </Group>
        {(preview.error ?? discard.error) && (
          <Refused error={preview.error ?? discard.error ?? { refused: 'unknown', clause: '', facts: {} }} />
        )}
      </Section>
      {preview.data && (
        <Preview found={preview.data} importId={file.importId} mapping={mapping} onApplied={leave} />
      )}
    </>
  );
}

/** The first values of the chosen columns, so that a wrong guess is seen at once. */
function samplesOf(file: Waiting, headers: readonly string[]): string {
  const places = headers.map((header) => file.headers.indexOf(header));
  const found = file.sample.flatMap((row) =>
    places.map((place) => row[place] ?? '').filter((text) => text !== ''),
  );
  return [...new Set(found)].slice(0, 3).join('  ·  ');
}
