/** The rows of the matrix, topic by topic. An endpoint without its row fails the tests. */
import * as accounts from '../../src/accounts/account-contract.ts';
import * as appointments from '../../src/accounts/appointment-contract.ts';
import * as sessions from '../../src/accounts/contract.ts';
import * as rightsEndpoint from '../../src/accounts/rights-contract.ts';
import * as calendar from '../../src/calendar/contract.ts';
import * as certification from '../../src/certification/contract.ts';
import * as courses from '../../src/courses/contract.ts';
import * as grades from '../../src/courses/grade-contract.ts';
import * as history from '../../src/history/contract.ts';
import * as imports from '../../src/imports/contract.ts';
import * as ledger from '../../src/ledger/contract.ts';
import * as outcomes from '../../src/outcomes/contract.ts';
import * as register from '../../src/people/contract.ts';
import * as status from '../../src/people/status-contract.ts';
import * as questions from '../../src/questions/contract.ts';
import * as receiptDetails from '../../src/receipt-details/contract.ts';
import * as selection from '../../src/selection/contract.ts';
import * as submission from '../../src/submission/contract.ts';
import * as today from '../../src/today/contract.ts';
import { classes, enrolments, offerings, people } from '../cast.ts';
import { announced, pdfFile } from '../hand-in.ts';
import { list, type MatrixRow, one } from './row.ts';
import { movedWindow } from './world.ts';

const file = pdfFile();
const mapping = {
  schoolYear: ['學年度'],
  semester: ['學期'],
  nationalId: ['身分證號'],
  birthDate: ['出生日期'],
  courseCode: ['課程代碼'],
  description: ['成果簡述'],
};

const ofAccounts: MatrixRow[] = [
  list(sessions.signIn, () => ({ body: { username: 'nobody-of-that-name', password: 'not the password' } })),
  list(sessions.whoAmI),
  list(sessions.listSessions),
  list(sessions.changePassword, () => ({ body: { current: 'not mine', next: 'long enough a password' } })),
  one(sessions.endSession, ({ linSession }) => ({ params: { sessionId: linSession } }), ['student']),
  list(sessions.endOtherSessions),
  list(sessions.signOut),
  list(accounts.findAccounts, () => ({ query: { text: '1140102' } })),
  list(accounts.openMissingAccounts, () => ({ body: { who: 'staff' } })),
  one(accounts.unlockAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.disableAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.enableAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.resetPassword, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  list(appointments.listDeputies),
  list(appointments.listStaffChoices),
  list(appointments.listOffices),
  list(rightsEndpoint.rightsTable),
  one(appointments.appointDeputy, () => ({
    body: {
      deputyId: people.fang.id,
      absentId: people.wang.id,
      offeringId: null,
      startsOn: '2026-10-01',
      endsOn: '2026-10-31',
      reason: '公假',
    },
  })),
  one(appointments.appointOffice, () => ({
    body: { personId: people.fang.id, office: 'research', startsOn: '2026-10-01', endsOn: null },
  })),
  one(
    appointments.endAppointment,
    ({ deputyAppointment }) => ({
      params: { appointmentId: deputyAppointment },
      body: { endsOn: null, reason: '銷假' },
    }),
    ['registrar', 'academicDirector'],
  ),
];

const dateWish = { name: 'closingCeremony', key: { schoolYear: 115, semester: 1 }, on: '2027-01-20' };

const ofCalendar: MatrixRow[] = [
  list(calendar.schedule),
  list(calendar.calendarDates, () => ({ query: { schoolYear: 114 } })),
  one(calendar.previewDate, () => ({ body: dateWish })),
  one(calendar.enterDate, () => ({ body: { ...dateWish, reason: '行事曆' } })),
  one(calendar.moveWindow, () => ({ body: movedWindow })),
  one(calendar.ruleWindowAgain, () => ({ body: { of: movedWindow.of, key: movedWindow.key } })),
];

const ofOutcomes: MatrixRow[] = [
  list(outcomes.myCourses, () => ({ query: { schoolYear: 114, semester: 1 } })),
  one(outcomes.createOutcome, () => ({ body: { enrolmentId: enrolments.linChinese.id } })),
  one(outcomes.editDraft, ({ draft }) => ({ params: { outcomeId: draft }, body: { description: '改' } })),
  one(outcomes.outcomeDetail, ({ waiting }) => ({ params: { outcomeId: waiting } })),
  one(outcomes.beginUpload, ({ draft }) => ({
    params: { outcomeId: draft },
    body: { description: '新的', files: [announced(file)] },
  })),
  one(outcomes.putFile, ({ begunUpload }) => ({
    params: { uploadId: begunUpload, slot: 'document' },
    bytes: file.bytes,
  })),
  one(outcomes.uploadStatus, ({ waitingUpload }) => ({ params: { uploadId: waitingUpload } })),
  one(outcomes.uploadReceipt, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion },
  })),
  one(outcomes.uploadReceiptPdf, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion },
  })),
  one(outcomes.openFile, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion, slot: 'document' },
    body: {},
  })),
  one(outcomes.fileBytes, ({ fileToken }) => ({ params: { token: fileToken } }), ['student']),
  one(outcomes.withdrawOutcome, ({ waiting }) => ({ params: { outcomeId: waiting } })),
];

const ofCertification: MatrixRow[] = [
  list(certification.certificationQueue),
  one(certification.certificationItem, ({ waiting }) => ({ params: { outcomeId: waiting } })),
  one(certification.returnOutcome, ({ waiting, waitingVersion }) => ({
    params: { outcomeId: waiting },
    body: { versionId: waitingVersion, reason: '請補上封面' },
  })),
  one(certification.certify, ({ waiting, waitingVersion }) => ({
    params: { outcomeId: waiting },
    body: { versionId: waitingVersion },
  })),
  one(certification.withdrawCertification, ({ certified }) => ({
    params: { outcomeId: certified },
    query: { reason: '看錯了' },
  })),
];

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

const ofSubmission: MatrixRow[] = [
  list(selection.mySelections),
  list(selection.chooseOutcomes, ({ round, certified }) => ({
    params: { roundId: round },
    body: { outcomeIds: [certified] },
  })),
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

const ofReceiptDetails: MatrixRow[] = [
  list(receiptDetails.receiptTasks),
  one(receiptDetails.receiptTask, ({ task }) => ({ params: { taskId: task } })),
  one(receiptDetails.uploadReceiptDetails, ({ task }) => ({
    params: { taskId: task },
    query: { name: '收訖明細.csv' },
    bytes: new TextEncoder().encode('學年度,學期\n114,1\n'),
  })),
  one(receiptDetails.receiptImport, (ids) => ({ params: { importId: ids.receiptWaiting } })),
  one(receiptDetails.previewReceipt, (ids) => ({
    params: { importId: ids.receiptWaiting },
    body: { mapping },
  })),
  one(receiptDetails.applyReceipt, (ids) => ({
    params: { importId: ids.receiptWaiting },
    body: { mapping },
  })),
  one(receiptDetails.discardReceipt, (ids) => ({ params: { importId: ids.receiptWaiting } })),
  one(receiptDetails.resolveDoubt, ({ doubt }) => ({
    params: { answerId: doubt },
    body: { verdict: 'data-right', explanation: '核對無誤' },
  })),
  one(receiptDetails.signOffReceipt, ({ task }) => ({ params: { taskId: task }, body: {} })),
  list(receiptDetails.myReceiptDetails),
  one(receiptDetails.answerReceipt, (ids) => ({
    params: { importId: ids.receiptImport },
    body: { answer: 'correct' },
  })),
];

const ofImports: MatrixRow[] = [
  list(imports.listImports),
  list(imports.beginImport),
  one(
    imports.bringWorkbook,
    (ids) => ({
      params: { importId: ids.import },
      query: { name: '學生.csv' },
      bytes: new TextEncoder().encode('學號,姓名\n1,甲\n'),
    }),
    ['registrar'],
  ),
  one(imports.previewImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
  one(imports.takeWorkbookAway, (ids) => ({ params: { importId: ids.import, sha256: 'a'.repeat(64) } }), [
    'registrar',
  ]),
  one(
    imports.applyImport,
    (ids) => ({
      params: { importId: ids.import },
      body: { seen: 'a'.repeat(64), badRows: 'refuse', vanishing: 'keep', confirmed: null },
    }),
    ['registrar'],
  ),
  one(imports.discardImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
];

const ofLedger: MatrixRow[] = [
  list(ledger.keys),
  list(ledger.checkpoint),
  list(ledger.consistency, () => ({ query: { first: 1, second: 2 } })),
];

const ofHistory: MatrixRow[] = [
  one(
    history.recordHistory,
    () => ({ params: { registrationId: people.lin.registration, topic: 'register' } }),
    ['student', 'registrar', 'academicDirector', 'homeroom'],
  ),
];

const ofLin = () => ({ params: { registrationId: people.lin.registration } });
const visit = {
  kind: 'visit',
  on: '2025-12-01',
  reason: '借讀',
  details: {
    otherSchool: '654321',
    until: '2026-12-31',
    classId: null,
    seat: null,
    fieldGroup: null,
    programme: null,
  },
};

const ofStatus: MatrixRow[] = [
  one(status.studentStatus, ofLin),
  one(status.previewStatus, () => ({ ...ofLin(), body: visit })),
  one(status.enterStatus, () => ({ ...ofLin(), body: visit })),
  one(status.correctStatus, ({ statusEvent }) => ({
    params: { eventId: statusEvent },
    body: { reason: '誤植' },
  })),
  one(status.keepStatusDocument, ({ statusEvent }) => ({
    params: { eventId: statusEvent },
    query: { name: file.name, size: file.bytes.length, sha256: announced(file).sha256 },
    bytes: file.bytes,
  })),
  one(status.statusDocument, ({ statusDocument }) => ({ params: { documentId: statusDocument } })),
];

const chinese = { params: { offeringId: offerings.chinese.id } };

const ofCourses: MatrixRow[] = [
  list(courses.codeGround),
  list(courses.listOfferings),
  list(courses.coursePlan),
  list(courses.courseHealth),
  list(courses.exportHealth),
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

const change = {
  registrationIds: [people.lin.registration],
  values: { name: '林育安安' },
};

const ofRegister: MatrixRow[] = [
  list(register.findStudents, () => ({ query: { q: '1140101' } })),
  list(register.countStudents),
  list(register.findById, () => ({ body: { nationalId: people.lin.nationalId } })),
  list(register.registerChoices),
  list(register.exportStudents),
  list(register.exportUnmasked, () => ({ body: { reason: '查核' } })),
  one(register.oneStudent, ofLin),
  list(register.myRegister),
  one(register.unmaskId, () => ({ ...ofLin(), body: { reason: '查核' } })),
  one(register.previewChange, () => ({ body: change })),
  one(register.changeStudents, () => ({ body: { ...change, reason: '更正', seen: 'a'.repeat(64) } })),
];

const ofQuestions: MatrixRow[] = [
  list(questions.myQuestions),
  one(questions.askQuestion, () => ({
    body: {
      registrationId: people.lin.registration,
      topic: 'register',
      recordId: 'birthDate',
      label: '出生日期',
      text: '應為三月',
    },
  })),
  list(questions.questions),
  one(
    questions.answerQuestion,
    ({ question }) => ({
      params: { questionId: question },
      body: { verdict: 'right', text: '核對無誤' },
    }),
    ['registrar'],
  ),
];

const ofOverviews: MatrixRow[] = [
  list(today.divisionOverview),
  one(today.classGlance, () => ({ params: { classId: classes.dayOne.id } })),
];

export const rows: readonly MatrixRow[] = [
  ...ofAccounts,
  ...ofCalendar,
  ...ofOutcomes,
  ...ofCertification,
  ...ofSubmission,
  ...ofReceiptDetails,
  ...ofImports,
  ...ofLedger,
  ...ofHistory,
  ...ofCourses,
  ...ofStatus,
  ...ofRegister,
  ...ofQuestions,
  ...ofOverviews,
];
