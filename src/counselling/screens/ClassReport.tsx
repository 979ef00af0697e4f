import { Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconPlus } from '@tabler/icons-react';
import { termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { dayText } from '../../calendar/written.ts';
import { addressOf, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingOfClass, counsellingReportPdf } from '../contract.ts';

type Report = AnswerOf<typeof counsellingOfClass>;
type Line = Report['students'][number];

/** One class on one sheet: each student with the days of the conversations. Searched, exported, printed. */
export function ClassReport() {
  const { params } = usePlace<{ classId: string }>();
  const answer = useAnswer(counsellingOfClass, { params, query: useTerm() });
  return <Answer of={answer}>{(report) => <Sheet report={report} />}</Answer>;
}

function Sheet({ report }: { report: Report }) {
  const { t } = useWords();
  const { name, schoolYear, semester, students, window, keeps } = report;
  const seen = students.filter((student) => student.seen).length;
  return (
    <Page
      wide
      title={t('counselling.report.title', { name })}
      lead={t('counselling.report.lead', { schoolYear, semester, all: students.length, seen })}
      back={{ to: '/counselling', query: { term: termKey(report) }, label: t('counselling.to.overview') }}
      actions={<Ways report={report} all={seen === students.length} keeps={keeps} />}
    >
      <div className="no-print">
        <Due opens={null} closes={window.closes} clause={window.clause} />
      </div>
      <Quiet>{t('counselling.report.inside')}</Quiet>
      <Lines report={report} />
    </Page>
  );
}

function Ways({ report, all, keeps }: { report: Report; all: boolean; keeps: boolean }) {
  const { t, language } = useWords();
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <Group gap="xs">
      {keeps && (
        <Go
          to="/counselling/new"
          query={{ class: report.classId, ...(all ? {} : { who: 'missing' }) }}
          button="filled"
          size="sm"
          leftSection={<IconPlus {...icon} />}
        >
          {t(all ? 'counselling.report.forClass' : 'counselling.report.forMissing')}
        </Go>
      )}
      <Button
        size="sm"
        variant="default"
        component="a"
        href={addressOf(counsellingReportPdf, {
          params: { classId: report.classId },
          query: { schoolYear: report.schoolYear, semester: report.semester, language },
        })}
        leftSection={<IconFileTypePdf {...icon} />}
      >
        {t('counselling.report.pdf')}
      </Button>
    </Group>
  );
}

function Lines({ report }: { report: Report }) {
  const { t, language } = useWords();
  const talksOf = ({ talks }: Line) =>
    talks.map((talk) => {
      const said = t('counselling.report.talk', {
        category: t(`counselling.category.${talk.category}`),
        kind: t(talk.group ? 'counselling.group' : 'counselling.individual'),
        counsellor: talk.counsellor,
      });
      return `${dayText(talk.heldOn, language)} ${said}`;
    });
  const stateOf = ({ seen }: Line) => t(seen ? 'counselling.report.seen' : 'counselling.report.missing');
  return (
    <DataTable<Line>
      name={t('counselling.report.title', { name: report.name })}
      note={t('counselling.report.inside')}
      rows={report.students}
      rowKey={({ registrationId }) => registrationId}
      empty={t('counselling.report.none')}
      columns={[
        { key: 'seat', title: t('counselling.report.seat'), value: ({ seat }) => seat, align: 'end' },
        { key: 'number', title: t('counselling.report.number'), value: ({ number }) => number },
        { key: 'name', title: t('counselling.report.name'), value: ({ name }) => name },
        {
          key: 'state',
          title: t('counselling.report.state'),
          value: stateOf,
          cell: (line) => <Status kind={line.seen ? 'done' : 'attention'}>{stateOf(line)}</Status>,
          filter: true,
        },
        {
          key: 'times',
          title: t('counselling.report.times'),
          value: ({ talks }) => talks.length,
          align: 'end',
        },
        {
          key: 'talks',
          title: t('counselling.report.talks'),
          value: (line) => talksOf(line).join('\n'),
          cell: (line) => (
            <div>
              {talksOf(line).map((talk) => (
                <div key={talk}>{talk}</div>
              ))}
            </div>
          ),
        },
      ]}
    />
  );
}
