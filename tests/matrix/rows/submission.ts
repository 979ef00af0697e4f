import * as selection from '../../../src/selection/contract.ts';
import * as submission from '../../../src/submission/contract.ts';
import { classes, enrolments, people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

const origin = {
  schoolCode: null,
  schoolYear: 113,
  semester: 1,
  courseCode: '113123456V21301A1011011',
  courseName: '國語文',
  grade: 1,
  credits: 3,
  method: '1',
};

export const ofSubmission: readonly MatrixRow[] = [
  list(selection.mySelections),
  list(selection.chooseOutcomes, ({ round, certified }) => ({
    params: { roundId: round },
    body: { outcomeIds: [certified] },
  })),
  list(selection.choosePerformances, ({ round, performance }) => ({
    params: { roundId: round },
    body: { performanceIds: [performance] },
  })),
  list(selection.selectionSlip, ({ round }) => ({ params: { roundId: round }, query: { language: 'en' } })),
  list(selection.selectionClasses, ({ round }) => ({ query: { roundId: round } })),
  one(selection.selectionOfClass, ({ round }) => ({
    params: { roundId: round, classId: classes.dayOne.id },
  })),
  one(selection.selectionSlips, ({ round }) => ({
    params: { roundId: round, classId: classes.dayOne.id },
    query: { language: 'en' },
  })),
  one(selection.selectionSummary, () => ({ params: { registrationId: people.lin.registration } })),
  list(submission.submissionRounds),
  list(submission.openRound, () => ({ body: { schoolYear: 114, gradeBand: 'three', batch: 1 } })),
  one(submission.submissionTask, ({ task }) => ({ params: { taskId: task } })),
  one(submission.requestPackage, ({ task }) => ({ params: { taskId: task }, body: { reason: '更正' } })),
  one(submission.onePackage, (ids) => ({ params: { packageId: ids.package } })),
  one(submission.downloadPackage, (ids) => ({ params: { packageId: ids.package } })),
  one(submission.handOver, (ids) => ({
    params: { packageId: ids.package },
    body: { at: '2026-09-26T11:30:00+08:00', how: 'upload-site' },
  })),
  one(submission.originOfEnrolment, () => ({ params: { enrolmentId: enrolments.linChineseRetake.id } })),
  one(submission.enterOrigin, () => ({
    params: { enrolmentId: enrolments.linChineseRetake.id },
    body: origin,
  })),
];
