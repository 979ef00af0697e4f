import { Button, Group } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingOfClass } from '../contract.ts';
import css from './report.module.css';

type Report = AnswerOf<typeof counsellingOfClass>;

/** One class on one sheet: each student with the days of the conversations. Made to be printed. */
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
      {students.length === 0 ? <Empty title={t('counselling.report.none')} /> : <Lines report={report} />}
    </Page>
  );
}

function Ways({ report, all, keeps }: { report: Report; all: boolean; keeps: boolean }) {
  const { t } = useWords();
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
        leftSection={<IconPrinter {...icon} />}
        onClick={() => window.print()}
      >
        {t('counselling.report.print')}
      </Button>
    </Group>
  );
}

function Lines({ report }: { report: Report }) {
  const { t } = useWords();
  return (
    <table className={css['report']}>
      <thead>
        <tr>
          {(['seat', 'number', 'name', 'state', 'talks'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`counselling.report.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.students.map(({ registrationId, seat, number, name, seen, talks }) => (
          <tr key={registrationId}>
            <td>{seat}</td>
            <td>{number}</td>
            <td>{name}</td>
            <td>
              <Status kind={seen ? 'done' : 'attention'}>
                {t(seen ? 'counselling.report.seen' : 'counselling.report.missing')}
              </Status>
            </td>
            <td>
              {talks.map((talk) => (
                <div key={`${talk.heldOn} ${talk.counsellor} ${talk.category}`}>
                  <DateLine day={talk.heldOn} />{' '}
                  {t('counselling.report.talk', {
                    category: t(`counselling.category.${talk.category}`),
                    kind: t(talk.group ? 'counselling.group' : 'counselling.individual'),
                    counsellor: talk.counsellor,
                  })}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
