import * as courses from '../../../src/courses/contract.ts';
import * as grades from '../../../src/courses/grade-contract.ts';
import { classes, enrolments, offerings, people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

const ofLin = () => ({ params: { registrationId: people.lin.registration } });

const chinese = { params: { offeringId: offerings.chinese.id } };

export const ofCourses: readonly MatrixRow[] = [
  list(courses.codeGround),
  list(courses.listOfferings),
  list(courses.coursePlan),
  list(courses.courseHealth),
  one(courses.oneOffering, () => chinese),
  one(courses.addTeacher, () => ({ ...chinese, body: { staffCode: 'T005', reason: '協同' } })),
  one(courses.removeTeacher, () => ({
    params: { ...chinese.params, personId: people.wang.id },
    query: { reason: '離職' },
  })),
  one(courses.addEnrolment, () => ({
    ...chinese,
    body: { number: people.lin.number, kind: 'repeat', reason: '重讀' },
  })),
  one(courses.endEnrolment, () => ({
    params: { enrolmentId: enrolments.linChinese.id },
    query: { reason: '轉出' },
  })),
  one(grades.offeringGrades, () => chinese),
  one(grades.enterGrades, ({ linGrade }) => ({
    ...chinese,
    body: {
      rows: [{ enrolmentId: enrolments.linChinese.id, seen: linGrade, cells: { makeUpScore: '70' } }],
      reason: '',
    },
  })),
  list(grades.myGrades),
  one(grades.studentGrades, ofLin),
  one(grades.classGrades, () => ({ params: { classId: classes.dayOne.id } })),
];
