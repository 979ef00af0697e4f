import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Facts, Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { codeGround, oneOffering } from '../contract.ts';
import { AddStudent, EndEnrolment } from './ChangeEnrolment.tsx';
import { AddTeacher, EndTeacher } from './ChangeTeacher.tsx';
import { CodeParts } from './CodeParts.tsx';

export type OneOffering = AnswerOf<typeof oneOffering>;

/** One offering: its code explained, who teaches it, who takes it, and what was changed. */
export function Offering() {
  const { t } = useWords();
  const { params } = usePlace<{ offeringId: string }>();
  const answer = useAnswer(oneOffering, { params });
  return (
    <Page
      title={answer.data ? t('courses.one.title', answer.data) : t('courses.title')}
      lead={answer.data && t('courses.semesterOption', answer.data)}
      back={{ to: '/courses', label: t('courses.one.back') }}
      actions={
        answer.data && (
          <Go to="/grades/$offeringId" params={params} button="filled" size="sm">
            {t(answer.data.may.includes('grade') ? 'courses.one.enterGrades' : 'courses.one.seeGrades')}
          </Go>
        )
      }
    >
      <Answer of={answer} lines={8}>
        {(found) => (
          <>
            <TheFacts offering={found} />
            <Teachers offering={found} />
            <TheCode offering={found} />
            <Takers offering={found} />
            <Changes offering={found} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function TheFacts({ offering: { division, grade, credits } }: { offering: OneOffering }) {
  const { t } = useWords();
  return (
    <Facts
      items={[
        [t('courses.column.division'), t(`courses.division.${division}`)],
        [t('courses.column.grade'), grade],
        [t('courses.column.credits'), credits],
      ]}
    />
  );
}

function TheCode({ offering: { code, coded } }: { offering: OneOffering }) {
  const { t } = useWords();
  const ground = useAnswer(codeGround);
  return (
    <Section title={t('courses.column.code')} aside={code}>
      {coded ? (
        <Answer of={ground}>{(found) => <CodeParts code={code} ground={found} />}</Answer>
      ) : (
        <Quiet>{t('courses.code.own')}</Quiet>
      )}
    </Section>
  );
}

function Teachers({ offering }: { offering: OneOffering }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const may = offering.may.includes('correct');
  return (
    <Section
      title={t('courses.one.teachers')}
      actions={
        may && (
          <Button
            size="sm"
            variant="light"
            leftSection={<IconUserPlus size={17} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('courses.one.addTeacher')}
          </Button>
        )
      }
    >
      {offering.teachers.length === 0 && <Status kind="attention">{t('courses.noTeacher')}</Status>}
      <Rows label={t('courses.one.teachers')}>
        {offering.teachers.map((teacher) => (
          <Row
            key={teacher.personId}
            title={teacher.name}
            detail={teacher.staffCode}
            end={may && <EndTeacher offeringId={offering.offeringId} teacher={teacher} />}
          />
        ))}
      </Rows>
      {adding && <AddTeacher offeringId={offering.offeringId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Takers({ offering }: { offering: OneOffering }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const may = offering.may.includes('correct');
  const current = offering.enrolments.filter(({ endedAt }) => endedAt === null);
  return (
    <Section
      title={t('courses.one.takers')}
      aside={t('courses.one.takersCount', { count: current.length })}
      actions={
        may && (
          <Button
            size="sm"
            variant="light"
            leftSection={<IconUserPlus size={17} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('courses.one.addStudent')}
          </Button>
        )
      }
    >
      {offering.enrolments.length === 0 && (
        <Empty title={t('courses.one.noTakers')} next={t('courses.one.noTakersNext')} />
      )}
      <Rows label={t('courses.one.takers')}>
        {offering.enrolments.map((one) => (
          <Row
            key={one.enrolmentId}
            title={
              <Go to="/grades/students/$registrationId" params={{ registrationId: one.registrationId }}>
                {one.name}
              </Go>
            }
            detail={[
              one.number,
              one.className && t('courses.one.seat', { className: one.className, seat: one.seat ?? '–' }),
              t(`courses.kind.${one.kind}`),
            ]
              .filter(Boolean)
              .join(' · ')}
            end={
              one.endedAt ? (
                <>
                  <Status kind="frozen">{t('courses.one.endedAt')}</Status>
                  <DateLine at={one.endedAt} />
                </>
              ) : (
                <>
                  <Status kind={one.graded ? 'done' : 'waiting'}>
                    {t(one.graded ? 'courses.one.graded' : 'courses.one.notGraded')}
                  </Status>
                  {may && <EndEnrolment enrolment={one} />}
                </>
              )
            }
          />
        ))}
      </Rows>
      {adding && <AddStudent offeringId={offering.offeringId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Changes({ offering }: { offering: OneOffering }) {
  const { t } = useWords();
  return (
    <Section title={t('courses.one.changes')}>
      {offering.changes.length === 0 && <Quiet>{t('courses.one.noChanges')}</Quiet>}
      <Rows label={t('courses.one.changes')}>
        {offering.changes.map(({ changeId, kind, teacher, reason, at, by, imported }) => (
          <Row
            key={changeId}
            title={teacher}
            detail={reason}
            end={
              <>
                <Status kind={kind === 'added' ? 'done' : 'draft'}>{t(`courses.one.change.${kind}`)}</Status>
                <span>
                  {imported
                    ? t('courses.one.byImport', { name: by ?? t('courses.one.house') })
                    : (by ?? t('courses.one.house'))}
                </span>
                <DateLine at={at} />
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
