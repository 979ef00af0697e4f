/** The rows of the matrix, topic by topic. An endpoint without its row fails the tests. */
import * as accounts from '../../src/accounts/account-contract.ts';
import * as appointments from '../../src/accounts/appointment-contract.ts';
import * as sessions from '../../src/accounts/contract.ts';
import * as rightsEndpoint from '../../src/accounts/rights-contract.ts';
import * as cadre from '../../src/cadre/contract.ts';
import * as calendar from '../../src/calendar/contract.ts';
import * as certification from '../../src/certification/contract.ts';
import * as counselling from '../../src/counselling/contract.ts';
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
  one(imports.undoImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
  one(
    imports.importRows,
    (ids) => ({ params: { importId: ids.import }, query: { sheet: 'students', list: 'bad', page: 0 } }),
    ['registrar'],
  ),
  one(
    imports.importRow,
    (ids) => ({ params: { importId: ids.import }, query: { workbook: '學生.csv', sheet: '學生', row: 2 } }),
    ['registrar'],
  ),
  one(
    imports.mendRow,
    (ids) => ({
      params: { importId: ids.import },
      body: {
        place: { workbook: '學生.csv', sheet: '學生', row: 2 },
        cells: [{ column: '學號', value: '1140101' }],
      },
    }),
    ['registrar'],
  ),
  one(imports.downloadTemplate, () => ({ params: { sheet: 'students' } }), [
    'registrar',
    'continuingAcademic',
  ]),
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
    fieldGroup: '21',
    programme: '301',
    visitCode: '1',
  },
};

const reason = '核對資料';
const entry = { registrationIds: [people.lin.registration], values: { entryMethod: '7' } };

const ofRegister: MatrixRow[] = [
  list(register.findStudents),
  list(register.countStudents),
  list(register.findById, () => ({ body: { nationalId: people.lin.nationalId } })),
  list(register.registerChoices),
  list(register.exportStudents),
  list(register.exportUnmasked, () => ({ body: { reason } })),
  one(register.oneStudent, ofLin),
  list(register.myRegister),
  one(register.unmaskId, () => ({ ...ofLin(), body: { reason } })),
  one(register.previewChange, () => ({ body: entry })),
  one(register.changeStudents, () => ({ body: { ...entry, reason, seen: 'a'.repeat(64) } })),
];

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

const ofQuestions: MatrixRow[] = [
  list(questions.myQuestions),
  one(questions.askQuestion, () => ({
    body: {
      registrationId: people.lin.registration,
      topic: 'grades',
      recordId: enrolments.linMaths.id,
      label: '數學',
      text: '少算了報告',
    },
  })),
  list(questions.questions),
  one(
    questions.answerQuestion,
    ({ question }) => ({ params: { questionId: question }, body: { verdict: 'right', text: '查過了' } }),
    ['studentActivities'],
  ),
];

const then = { schoolYear: 114, semester: 1 };
const inClass = { params: { level: 'class', unitId: classes.dayOne.id }, query: then };
const ofDay = { params: { division: 'day' } };

const ofCadre: MatrixRow[] = [
  list(cadre.cadreOverview, () => ({ query: then })),
  list(cadre.cadrePosts, () => ({ query: then })),
  one(cadre.cadreGrid, () => inClass),
  one(cadre.saveCadreGrid, () => ({ ...inClass, body: { seen: '', posts: [] } })),
  one(cadre.previewCarryOver, () => ofDay),
  one(cadre.applyCarryOver, () => ({ ...ofDay, body: { postIds: [] } })),
  one(cadre.cadreLists, () => ofDay),
  one(cadre.addCadreUnits, () => ({ ...ofDay, body: { level: 'club', names: ['熱舞社'] } })),
  one(cadre.retireCadreUnit, ({ cadreUnit }) => ({
    params: { division: 'day', unitId: cadreUnit },
    body: { retired: true },
  })),
  one(cadre.saveUsualPosts, () => ({ params: { division: 'day', level: 'club' }, body: { posts: [] } })),
  list(cadre.myCadre),
];

const talk = {
  category: 'courses',
  topic: '課程說明',
  place: '諮詢室',
  heldOn: '2025-12-09',
  heldFrom: null,
  heldTo: null,
  content: '說明課程',
  privateNote: '',
  followUp: '再談一次',
  followUpDue: null,
  registrationIds: [people.lin.registration],
};
const template = { name: '說明會', category: 'courses', topic: '', place: '', content: '', followUp: '' };

const ofCounselling: MatrixRow[] = [
  list(counselling.counsellingCoverage, () => ({ query: then })),
  one(counselling.counsellingOfClass, () => ({ params: { classId: classes.dayOne.id }, query: then })),
  list(counselling.counsellingRecords, () => ({ query: then })),
  one(counselling.counsellingRecord, ({ counselling: recordId }) => ({ params: { recordId } })),
  list(counselling.counsellingForm, () => ({ query: then })),
  list(counselling.recordCounselling, () => ({ body: talk })),
  one(counselling.changeCounselling, ({ counselling: recordId }) => ({ params: { recordId }, body: talk })),
  one(counselling.finishFollowUp, ({ counselling: recordId }) => ({
    params: { recordId },
    body: { done: true },
  })),
  one(counselling.attachFile, ({ counselling: recordId }) => ({
    params: { recordId, sha256: announced(file).sha256 },
    query: { name: file.name, size: file.bytes.length },
    bytes: file.bytes,
  })),
  one(counselling.openAttachment, ({ counselling: recordId, counsellingFile }) => ({
    params: { recordId, fileId: counsellingFile },
    body: {},
  })),
  one(counselling.attachmentBytes, ({ counsellingToken }) => ({ params: { token: counsellingToken } }), [
    'student',
  ]),
  one(counselling.detachFile, ({ counselling: recordId, counsellingFile }) => ({
    params: { recordId, fileId: counsellingFile },
  })),
  one(counselling.withdrawCounselling, ({ counselling: recordId }) => ({
    params: { recordId },
    body: { reason: '誤登' },
  })),
  list(counselling.saveTemplate, () => ({ body: template })),
  one(counselling.dropTemplate, ({ counsellingTemplate }) => ({
    params: { templateId: counsellingTemplate },
  })),
  list(counselling.myCounselling),
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
  ...ofRegister,
  ...ofStatus,
  ...ofQuestions,
  ...ofCadre,
  ...ofCounselling,
  ...ofOverviews,
];
