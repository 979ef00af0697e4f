import { Button, NativeSelect } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Count } from '../../platform/ui/Count.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { createOutcome, myCourses } from '../contract.ts';
import { LateMark } from './LateMark.tsx';
import { OutcomeStatus } from './OutcomeStatus.tsx';

type Subject = AnswerOf<typeof myCourses>['subjects'][number];
type Start = ReturnType<typeof useAct<typeof createOutcome>>;

/** The student's courses of a semester: what is in, what is left, until when. */
export function MyCourses() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const [year, semester] = (query['semester'] ?? '').split('-').map(Number);
  const answer = useAnswer(myCourses, { query: year && semester ? { schoolYear: year, semester } : {} });
  return (
    <Page
      title={t('outcomes.title')}
      lead={t('outcomes.lead')}
      actions={
        <Go to="/tray" button="light" leftSection={<IconInbox size={18} stroke={1.8} aria-hidden />}>
          {t('ui.tray.several')}
        </Go>
      }
    >
      <Answer of={answer}>
        {(found) => (
          <>
            {found.semesters.length > 1 && (
              <Filter>
                <NativeSelect
                  label={t('outcomes.semester')}
                  value={`${found.schoolYear}-${found.semester}`}
                  onChange={(event) => setQuery({ semester: event.currentTarget.value })}
                  data={found.semesters.map((one) => ({
                    value: `${one.schoolYear}-${one.semester}`,
                    label: t('outcomes.semesterOption', { year: one.schoolYear, semester: one.semester }),
                  }))}
                />
              </Filter>
            )}
            <Reopened found={found} />
            <SharedDue subjects={found.subjects} />
            {found.subjects.length === 0 && (
              <Empty title={t('outcomes.noCourses')} next={t('outcomes.noCoursesNext')} />
            )}
            {found.subjects.map((subject) => (
              <SubjectSection key={subject.courseCode} subject={subject} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Another semester that is open again for the student: said here, for nobody would look there. */
function Reopened({ found }: { found: AnswerOf<typeof myCourses> }) {
  const { t } = useWords();
  return found.reopened
    .filter((one) => one.schoolYear !== found.schoolYear || one.semester !== found.semester)
    .map(({ reopeningId, schoolYear, semester, reason, closes }) => (
      <div key={reopeningId}>
        <p>{t('outcomes.late.elsewhere', { schoolYear, semester, reason })}</p>
        <Due opens={null} closes={closes} />
        <Go to="/outcomes" query={{ semester: `${schoolYear}-${semester}` }}>
          {t('outcomes.late.go')}
        </Go>
      </div>
    ));
}

/** One countdown at the head of the page where all courses close together. */
function SharedDue({ subjects }: { subjects: readonly Subject[] }) {
  const { t } = useWords();
  const [first] = subjects;
  const shared = first && subjects.every((subject) => subject.window.closes === first.window.closes);
  if (!shared || first.window.late) return null;
  return <Due {...first.window} what={t('outcomes.window')} />;
}

function SubjectSection({ subject }: { subject: Subject }) {
  const { t } = useWords();
  const [quota] = subject.quotas;
  const start = useAct(createOutcome);
  return (
    <Section
      title={subject.name}
      aside={quota && <Count of={quota.used} max={quota.max} label={t('outcomes.uploaded')} />}
      actions={<StartOutcome subject={subject} start={start} />}
    >
      {start.error && <Refused error={start.error} />}
      {subject.window.late && (
        <>
          <p>{t('outcomes.late.open', { reason: subject.window.late.reason })}</p>
          <Due opens={null} closes={subject.window.closes} clause={subject.window.clause} />
        </>
      )}
      {subject.outcomes.length > 0 && (
        <Rows label={subject.name}>
          {subject.outcomes.map((outcome) => (
            <Row
              key={outcome.outcomeId}
              title={
                <Go to="/outcomes/$outcomeId" params={{ outcomeId: outcome.outcomeId }}>
                  {outcome.description || t('outcomes.untitled')}
                </Go>
              }
              detail={
                outcome.state === 'returned' && outcome.reason
                  ? t('outcomes.returnedBecause', { reason: outcome.reason })
                  : outcome.files.map((file) => file.name).join('、')
              }
              end={
                <>
                  {outcome.lost && <Status kind="wrong">{t('outcomes.lost.mark')}</Status>}
                  {outcome.late && <LateMark />}
                  <OutcomeStatus state={outcome.state} />
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

/** A new draft, one at a time, while a place is left; for each group where a course is taken twice. */
function StartOutcome({ subject, start }: { subject: Subject; start: Start }) {
  const { t } = useWords();
  const go = useGo();
  const open = subject.enrolments.filter((enrolment) => !enrolment.ended);
  const full = subject.quotas.some((quota) => quota.remaining === 0);
  if (full || subject.outcomes.some((outcome) => outcome.state === 'draft')) return null;
  const begin = (enrolmentId: string) =>
    start.mutate(
      { body: { enrolmentId } },
      { onSuccess: ({ outcomeId }) => go({ to: '/outcomes/$outcomeId', params: { outcomeId } }) },
    );
  return open.map(({ enrolmentId, group }) => (
    <Button
      key={enrolmentId}
      size="sm"
      variant="light"
      loading={start.isPending}
      leftSection={<IconPlus size={17} stroke={2} aria-hidden />}
      aria-label={
        open.length > 1
          ? t('outcomes.startIn', { subject: subject.name, group })
          : t('outcomes.start', { subject: subject.name })
      }
      onClick={() => begin(enrolmentId)}
    >
      {open.length > 1 ? t('outcomes.startShortIn', { group }) : t('outcomes.startShort')}
    </Button>
  ));
}
