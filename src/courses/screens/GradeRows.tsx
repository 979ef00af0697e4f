import type { ReactNode } from 'react';
import type { AnswerOf } from '../../platform/contract.ts';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { gradeFields } from '../grade.ts';
import type { studentGrades } from '../grade-contract.ts';

export type GradeRecord = AnswerOf<typeof studentGrades>;
export type OneGrade = GradeRecord['grades'][number];

const signs: Record<OneGrade['result'], StatusKind> = { passed: 'done', failed: 'wrong', none: 'waiting' };

/** A student's grades by semester, each with everything the school recorded of it. */
export function GradeRows({
  record,
  beside,
}: {
  record: GradeRecord;
  beside?: (grade: OneGrade) => ReactNode;
}) {
  const { t } = useWords();
  if (record.grades.length === 0)
    return <Empty title={t('courses.mine.none')} next={t('courses.mine.noneNext')} />;
  const semesters = Map.groupBy(record.grades, (one) => `${one.schoolYear}-${one.semester}`);
  return [...semesters].map(([key, grades]) => (
    <Section
      key={key}
      title={t('courses.semesterOption', {
        schoolYear: grades[0]?.schoolYear,
        semester: grades[0]?.semester,
      })}
      aside={t('courses.mine.semesterCount', { count: grades.length })}
    >
      <Rows label={key}>
        {grades.map((grade) => (
          <GradeRow key={grade.enrolmentId} grade={grade} division={record.division} beside={beside} />
        ))}
      </Rows>
    </Section>
  ));
}

interface GradeRowParts {
  grade: OneGrade;
  division: GradeRecord['division'];
  beside?: (grade: OneGrade) => ReactNode;
}

function GradeRow({ grade, division, beside }: GradeRowParts) {
  const { t } = useWords();
  const { name, kind, ended, cells, result, credits, passMark } = grade;
  const facts = gradeFields.flatMap((field) => {
    const value = cells[field];
    // Whether it passes is said beside it, whoever said so; that it counts goes without saying.
    const quiet = field.toLowerCase().endsWith('passed') || (field === 'counted' && value === '是');
    return value && !quiet ? [t('courses.mine.fact', { field: t(`field.grades.${field}`), value })] : [];
  });
  return (
    <Row
      title={name}
      detail={[
        t(`courses.mine.credits_${division}`, { credits }),
        kind === 'ordinary' ? '' : t(`courses.kind.${kind}`),
        ended ? t('courses.mine.ended') : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      end={
        <>
          <Status kind={signs[result]}>{t(`courses.mine.result.${result}`)}</Status>
          {beside?.(grade)}
        </>
      }
    >
      <div>{facts.length > 0 ? facts.join('　') : t('courses.mine.noGrade')}</div>
      {passMark.identity && result !== 'none' && (
        <div>
          {t('courses.passMark', { ...passMark })} <ClauseTag clause={passMark.clause} />
        </div>
      )}
    </Row>
  );
}
