/**
 * What the matrix asks about: 林育安's works in every state, the round they went through, what came back, and
 * whatever else an endpoint names. Every free text of theirs is a canary: nobody else may ever be sent one.
 */

import { listDeputies } from '../../src/accounts/appointment-contract.ts';
import { issueSession } from '../../src/accounts/auth.ts';
import { announcePerformance, handedIn } from '../../src/app/demo/performances.ts';
import { announceFile, keptItem } from '../../src/app/demo/shelf.ts';
import { addCadreUnits, cadreGrid, cadreLists, myCadre, saveCadreGrid } from '../../src/cadre/contract.ts';
import { moveWindow } from '../../src/calendar/contract.ts';
import { makeFeed } from '../../src/calendar/feed-contract.ts';
import { openAttachment, recordCounselling, saveTemplate } from '../../src/counselling/contract.ts';
import { enterGrades, offeringGrades } from '../../src/courses/grade-contract.ts';
import { beginImport } from '../../src/imports/contract.ts';
import { sequence } from '../../src/ledger/later.ts';
import { digestToken } from '../../src/notices/digest-token.ts';
import { openFile } from '../../src/outcomes/contract.ts';
import { noDetails } from '../../src/people/status.ts';
import { enterStatus } from '../../src/people/status-contract.ts';
import { openPerformanceFile } from '../../src/performances/contract.ts';
import { inTransaction } from '../../src/platform/db.ts';
import { writeCsv } from '../../src/platform/sheets.ts';
import { askQuestion } from '../../src/questions/contract.ts';
import {
  answerReceipt,
  applyReceipt,
  receiptImport,
  receiptTask,
  uploadReceiptDetails,
} from '../../src/receipt-details/contract.ts';
import { reopen } from '../../src/reopening/contract.ts';
import { openShelfFile, shelfItem } from '../../src/shelf/contract.ts';
import { enrolments, offerings, people } from '../cast.ts';
import { madeCopy } from '../copying.ts';
import { begin, draftFor, handIn, pdfFile, sha256Of } from '../hand-in.ts';
import { clientOf, type Origin, openTestSchool, type TestSchool } from '../harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  selects,
} from '../submitting.ts';
import { type ActorName, actorNames, actors, enterActors } from './actors.ts';

/** What only 林育安, and who holds a right over what is theirs, may ever be sent. */
export const canaries = [
  '金絲雀草稿',
  '金絲雀待認證',
  '金絲雀已認證',
  '金絲雀疑義',
  '金絲雀借讀',
  '金絲雀評語',
  '金絲雀提問',
  '金絲雀諮詢',
  '金絲雀多元',
  '金絲雀收藏',
  people.lin.nationalId,
];

/** A window already moved once, so that the rule may be asked to hold again. */
export const movedWindow = {
  of: 'certification',
  key: { schoolYear: 114, semester: 1 },
  opens: null,
  closes: '2026-02-20T00:00:00+08:00',
  reason: '連假',
};

export interface World {
  origin: Origin;
  cookies: Map<ActorName, string>;
  ids: Record<Thing, string>;
}

type Thing =
  | 'linCopy'
  | 'linFeed'
  | 'linStop'
  | 'draft'
  | 'waiting'
  | 'waitingVersion'
  | 'waitingUpload'
  | 'certified'
  | 'certifiedVersion'
  | 'begunUpload'
  | 'fileToken'
  | 'round'
  | 'task'
  | 'package'
  | 'receiptImport'
  | 'receiptWaiting'
  | 'doubt'
  | 'line'
  | 'import'
  | 'deputyAppointment'
  | 'linAccount'
  | 'linSession'
  | 'statusEvent'
  /** How the grade of 林育安 stands. */
  | 'linGrade'
  | 'statusDocument'
  | 'question'
  | 'cadreUnit'
  | 'cadrePost'
  | 'performance'
  | 'performanceVersion'
  | 'performanceUpload'
  | 'performanceToken'
  | 'shelfItem'
  | 'shelfFile'
  | 'shelfUpload'
  | 'shelfToken'
  | 'counselling'
  | 'counsellingFile'
  | 'counsellingToken'
  | 'counsellingTemplate'
  | 'reopening';

export async function makeWorld(): Promise<World> {
  const school = await openTestSchool();
  await inTransaction(school.school.db, (tx) => enterActors(tx));
  const status = await enterVisit(school);
  const linGrade = await enterGrade(school);
  const cadre = await enterCadre(school);
  const counselled = await counsel(school);
  const handed = await handInWorks(school);
  const performed = await handInPerformances(school);
  const reopening = await openAgain(school);
  const kept = await keepOnShelf(school);
  const submitted = await submit(school, handed.certified);
  const received = await receive(school, submitted.task);
  const { address } = must(await school.as('lin').call(makeFeed));
  const linStop = await letterToken(school);
  const { copyId: linCopy } = await madeCopy(school.as('lin'));
  const deputies = must(await school.as('registrar').call(listDeputies)).deputies;
  const { importId } = must(await school.as('registrar').call(beginImport));
  must(await school.as('director').call(moveWindow, { body: movedWindow }));
  // Two checkpoints, for whoever wants to see that the one grew out of the other.
  await sequence(school.school);
  const cookies = await signEverybodyIn(school);
  const own = clientOf(school.url, async () => cookies.get('student') ?? '');
  const { rows } = await school.owner.query(
    `select l.id as login, s.id as session from login l join login_session s on s.login_id = l.id
     where l.person_id = $1`,
    [people.lin.id],
  );
  const attached = must(
    await own.call(openAttachment, {
      params: { recordId: counselled.counselling, fileId: counselled.counsellingFile },
      body: {},
    }),
  );
  const opened = must(
    await own.call(openPerformanceFile, {
      params: {
        performanceId: performed.performance,
        versionId: performed.performanceVersion,
        slot: 'document',
      },
      body: {},
    }),
  );
  const onShelf = must(
    await own.call(openShelfFile, {
      params: { itemId: kept.shelfItem, fileId: kept.shelfFile },
      body: {},
    }),
  );
  const token = must(
    await own.call(openFile, {
      params: { outcomeId: handed.certified, versionId: handed.certifiedVersion, slot: 'document' },
      body: {},
    }),
  )
    .url.split('/')
    .at(-1);
  return {
    cookies,
    ids: {
      ...status,
      linGrade,
      ...cadre,
      ...counselled,
      counsellingToken: attached.url.split('/').at(-1) ?? '',
      ...handed,
      ...performed,
      ...kept,
      shelfToken: onShelf.url.split('/').at(-1) ?? '',
      performanceToken: opened.url.split('/').at(-1) ?? '',
      ...submitted,
      reopening,
      ...received,
      linCopy,
      linStop,
      linFeed: address.split('/').at(-2) ?? '',
      fileToken: token ?? '',
      import: importId,
      deputyAppointment: deputies.find(({ person }) => person.id === people.he.id)?.id ?? '',
      linAccount: rows[0].login,
      linSession: rows[0].session,
    },
    origin: await school.freeze(),
  };
}

/** What a weekly letter to 林育安 carries. */
async function letterToken({ owner, school }: TestSchool): Promise<string> {
  const { rows } = await owner.query(
    `insert into mail_address (person_id, address_sealed, verified_at) values ($1, $2, date_trunc('second', now()))
     returning verified_at`,
    [people.lin.id, school.seal.close('lin@mail.example.org')],
  );
  return digestToken(school, people.lin.id, rows[0].verified_at);
}

/** A grade with words, of 林育安. */
async function enterGrade(school: TestSchool): Promise<string> {
  const office = school.as('registrar');
  const params = { offeringId: offerings.chinese.id };
  const rowOf = async () =>
    must(await office.call(offeringGrades, { params })).rows.find(
      ({ enrolmentId }) => enrolmentId === enrolments.linChinese.id,
    );
  const row = {
    enrolmentId: enrolments.linChinese.id,
    seen: (await rowOf())?.seen ?? '',
    cells: { score: '58', words: '金絲雀評語' },
  };
  must(await office.call(enterGrades, { params, body: { rows: [row], reason: '' } }));
  return (await rowOf())?.seen ?? '';
}

/** A post of 林育安 in a club, which they question. */
async function enterCadre(school: TestSchool) {
  const office = as(school, 'studentActivities');
  const params = { division: 'day' };
  must(await office.call(addCadreUnits, { params, body: { level: 'club', names: ['桌遊社'] } }));
  const cadreUnit = must(await office.call(cadreLists, { params })).units[0]?.unitId ?? '';
  const inClub = { params: { level: 'club', unitId: cadreUnit } };
  const { seen } = must(await office.call(cadreGrid, inClub));
  const { registration: registrationId } = people.lin;
  const days = { startsOn: '2025-08-01', endsOn: '2026-01-31' };
  const posts = [{ postId: null, registrationId, post: '社長', ...days }];
  must(await office.call(saveCadreGrid, { ...inClub, body: { seen, posts } }));
  const [post] = must(await school.as('lin').call(myCadre)).posts;
  const about = { registrationId, topic: 'cadre', recordId: post?.postId ?? '', label: '社長' };
  const asked = must(await school.as('lin').call(askQuestion, { body: { ...about, text: '金絲雀提問' } }));
  return { cadreUnit, cadrePost: post?.postId ?? '', question: asked.questionId };
}

/** A conversation with 林育安 alone, an attachment, and a template. */
async function counsel(school: TestSchool) {
  const teacher = as(school, 'counsellor');
  const words = { category: 'other', topic: '金絲雀諮詢', place: '諮詢室', content: '金絲雀諮詢' };
  const more = { heldOn: '2025-12-09', heldFrom: null, heldTo: null, privateNote: '', followUpDue: null };
  const { recordId } = must(
    await teacher.call(recordCounselling, {
      body: { ...words, ...more, followUp: '再談', registrationIds: [people.lin.registration] },
    }),
  );
  const { bytes, name } = pdfFile();
  const query = new URLSearchParams({ name, size: String(bytes.length) });
  const sent = await teacher.fetch(`/api/counselling/records/${recordId}/files/${sha256Of(bytes)}?${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const { fileId } = (await sent.json()) as { fileId: string };
  const template = { name: '範本', ...words, followUp: '' };
  const { templateId } = must(await teacher.call(saveTemplate, { body: template }));
  return { counselling: recordId, counsellingFile: fileId, counsellingTemplate: templateId };
}

/** One of the matrix's own people. */
function as(school: TestSchool, name: ActorName) {
  const { personId } = actors[name];
  return clientOf(school.url, async () => (personId === null ? '' : issueSession(school.school, personId)));
}

/** A change of status with a document, of 林育安. */
async function enterVisit(school: TestSchool) {
  const office = school.as('registrar');
  const { eventId } = must(
    await office.call(enterStatus, {
      params: { registrationId: people.lin.registration },
      body: {
        kind: 'visit',
        on: '2025-10-01',
        reason: '金絲雀借讀',
        details: {
          ...noDetails,
          otherSchool: '654321',
          until: '2025-11-30',
          fieldGroup: '21',
          programme: '301',
          visitCode: '1',
        },
      },
    }),
  );
  const { bytes, name } = pdfFile();
  const query = new URLSearchParams({ name, size: String(bytes.length), sha256: sha256Of(bytes) });
  const sent = await office.fetch(`/api/status-events/${eventId}/documents?${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const { documentId } = (await sent.json()) as { documentId: string };
  return { statusEvent: eventId, statusDocument: documentId };
}

async function handInWorks(school: TestSchool) {
  const lin = school.as('lin');
  const certified = await certifiedOutcome(school, { enrolment: 'linChinese', description: '金絲雀已認證' });
  const waiting = await handIn(lin, {
    enrolmentId: enrolments.linChinese.id,
    description: '金絲雀待認證',
  });
  const draft = await draftFor(lin, enrolments.linChinese.id);
  const begunUpload = await begin(lin, draft, [pdfFile()], '金絲雀草稿');
  const { rows } = await school.owner.query('select id from outcome_version where outcome_id = $1', [
    certified,
  ]);
  return {
    certified,
    certifiedVersion: String(rows[0].id),
    waiting: waiting.outcomeId,
    waitingVersion: waiting.versionId,
    waitingUpload: waiting.uploadId,
    draft,
    begunUpload,
  };
}

/** A performance of 林育安 with a file, and another version of it on its way. */
async function handInPerformances(school: TestSchool) {
  const lin = school.as('lin');
  const work = { fields: { name: '金絲雀多元', finishedOn: '2025-11-02' }, description: '金絲雀多元' };
  const { performanceId, versionId } = await handedIn(lin, 'work', { ...work, files: [pdfFile()] });
  const begun = await announcePerformance(lin, performanceId, { ...work, files: [pdfFile()] });
  return {
    performance: performanceId,
    performanceVersion: versionId,
    performanceUpload: begun.answer?.state === 'waiting' ? begun.answer.uploadId : '',
  };
}

/** The upload of this semester, open longer for 林育安. */
async function openAgain(school: TestSchool): Promise<string> {
  const { reopeningId } = must(
    await school.as('registrar').call(reopen, {
      body: {
        schoolYear: 114,
        semester: 1,
        registrationIds: [people.lin.registration],
        courseCodes: [],
        reason: '金絲雀補件',
        // As long as anything can be selected: the matrix asks when the round is over.
        closes: '2026-09-24T00:00:00+08:00',
      },
    }),
  );
  return reopeningId;
}

/** What 林育安 keeps, and another file of it on its way. */
async function keepOnShelf(school: TestSchool) {
  const lin = school.as('lin');
  const wish = { title: '金絲雀收藏', note: '金絲雀收藏', links: ['https://video.example.org/1'] };
  const itemId = await keptItem(lin, wish, [pdfFile()]);
  const { item } = must(await lin.call(shelfItem, { params: { itemId } }));
  const begun = await announceFile(lin, itemId, pdfFile());
  return {
    shelfItem: itemId,
    shelfFile: item.files[0]?.fileId ?? '',
    shelfUpload: begun.answer?.uploadId ?? '',
  };
}

async function submit(school: TestSchool, certified: string) {
  const others = await certifiedOutcome(school, { enrolment: 'huangChinese' });
  school.clock.moveTo(days.selecting);
  const round = await openedRound(school);
  await selects(school, 'lin', round.roundId, [certified]);
  await selects(school, 'huang', round.roundId, [others]);
  school.clock.moveTo(days.packing);
  const built = await builtPackage(school, 'registrar', round.day);
  school.clock.moveTo(new Date('2026-09-26T12:00:00+08:00'));
  await handedOver(school, 'registrar', built.packageId, new Date('2026-09-26T11:00:00+08:00'));
  return { round: round.roundId, task: round.day, package: built.packageId };
}

async function receive(school: TestSchool, taskId: string) {
  school.clock.moveTo(days.receiving);
  const office = school.as('registrar');
  const receiptId = await bringReceipt(school, taskId, '金絲雀已認證，被改了');
  const { guess } = must(await office.call(receiptImport, { params: { importId: receiptId } }));
  must(await office.call(applyReceipt, { params: { importId: receiptId }, body: { mapping: guess } }));
  must(
    await school.as('lin').call(answerReceipt, {
      params: { importId: receiptId },
      body: { answer: 'doubt', doubt: '金絲雀疑義' },
    }),
  );
  const task = must(await office.call(receiptTask, { params: { taskId } }));
  return {
    receiptImport: receiptId,
    doubt: task.doubts[0]?.answerId ?? '',
    line: task.differences[0]?.lineId ?? '',
    receiptWaiting: await bringReceipt(school, taskId, '金絲雀已認證'),
  };
}

async function bringReceipt(school: TestSchool, taskId: string, description: string): Promise<string> {
  const header = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課程代碼', '科目名稱', '成果簡述'];
  const bytes = writeCsv({
    columns: header.map((one) => ({ header: one })),
    rows: [
      ['123456', 114, 1, people.lin.nationalId, '0990314', '114123456V21301A1011011', '國語文', description],
    ],
  });
  const path = uploadReceiptDetails.path.replace(':taskId', taskId);
  const response = await school.as('registrar').fetch(`${path}?name=${encodeURIComponent('收訖明細.csv')}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  const answer = (await response.json()) as { importId: string };
  return answer.importId;
}

/** Sessions live in the database, so that every copy of the world knows them. */
async function signEverybodyIn(school: TestSchool): Promise<Map<ActorName, string>> {
  const cookies = new Map<ActorName, string>();
  for (const name of actorNames) {
    const { personId } = actors[name];
    cookies.set(name, personId === null ? '' : await issueSession(school.school, personId));
  }
  await school.owner.query('update login set disabled_at = now(), disabled_by = $2 where person_id = $1', [
    actors.disabled.personId,
    people.keeper.id,
  ]);
  return cookies;
}
