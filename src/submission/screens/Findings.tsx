import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { EnterOrigin } from './EnterOrigin.tsx';
import type { OneTask } from './Task.tsx';

type Finding = OneTask['findings'][number];

/** What would go wrong at the central database, per student and outcome, in the office's words. */
export function Findings({ task }: { task: OneTask }) {
  const { t } = useWords();
  const [mending, setMending] = useState<string>();
  const blocking = task.findings.filter((finding) => finding.blocking).length;
  const weight = ({ blocking: blocks }: Finding) => t(`submission.finding.${blocks ? 'blocks' : 'warns'}`);
  return (
    <Section
      title={t('submission.finding.title')}
      aside={t('submission.finding.count', { blocking, warnings: task.findings.length - blocking })}
    >
      <DataTable
        name={t('submission.finding.title')}
        rows={task.findings}
        rowKey={(row) => `${row.outcomeId} ${row.key}`}
        empty={t(task.outcomes === 0 ? 'submission.finding.nothing' : 'submission.finding.none')}
        emptyNext={t(task.outcomes === 0 ? 'submission.finding.nothingNext' : 'submission.finding.noneNext')}
        columns={[
          {
            key: 'weight',
            title: t('submission.finding.weight'),
            value: weight,
            filter: true,
            cell: (row) => <Status kind={row.blocking ? 'wrong' : 'attention'}>{weight(row)}</Status>,
          },
          {
            key: 'class',
            title: t('submission.finding.class'),
            value: ({ student }) => student.className,
            filter: true,
          },
          {
            key: 'student',
            title: t('submission.finding.student'),
            value: ({ student }) => student.name,
            cell: ({ student }) => (
              <Person
                name={student.name}
                detail={t('submission.finding.seat', {
                  seat: student.seat ?? '–',
                  number: student.studentNumber,
                })}
              />
            ),
          },
          {
            key: 'number',
            title: t('submission.finding.number'),
            value: ({ student }) => student.studentNumber,
            hidden: true,
          },
          { key: 'subject', title: t('submission.finding.subject'), value: (row) => row.subject },
          { key: 'code', title: t('submission.finding.code'), value: (row) => row.courseCode, hidden: true },
          {
            key: 'what',
            title: t('submission.finding.what'),
            value: (row) => sentenceOf(t, row),
            cell: (row) => (
              <div>
                {sentenceOf(t, row)} <ClauseTag clause={row.clause} />
                {(row.key === 'originMissing' || row.key === 'originInFuture') &&
                  task.may.includes('mend') && (
                    <p>
                      <Button size="xs" variant="default" onClick={() => setMending(row.enrolmentId)}>
                        {t('submission.origin.button')}
                      </Button>
                    </p>
                  )}
              </div>
            ),
          },
        ]}
      />
      {mending && <EnterOrigin enrolmentId={mending} onClose={() => setMending(undefined)} />}
    </Section>
  );
}

function sentenceOf(t: TFunction, finding: Finding): string {
  const { kind, fields } = finding.facts;
  return t(`submission.finding.sentence.${finding.key}`, {
    ...finding.facts,
    kind: kind === undefined ? '' : t(`submission.kind.${kind}`),
    fields: String(fields ?? '')
      .split(' ')
      .map((field) => (field ? t(`submission.origin.field.${field.replace('origin.', '')}`) : ''))
      .join(t('submission.origin.between')),
  });
}
