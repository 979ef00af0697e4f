/** What the offices keep of 林育安: a visit, a grade, a post, a conversation. */
import { issueSession } from '../../../src/accounts/auth.ts';
import { addCadreUnits, cadreGrid, cadreLists, myCadre, saveCadreGrid } from '../../../src/cadre/contract.ts';
import { recordCounselling, saveTemplate } from '../../../src/counselling/contract.ts';
import { enterGrades, offeringGrades } from '../../../src/courses/grade-contract.ts';
import { noDetails } from '../../../src/people/status.ts';
import { enterStatus } from '../../../src/people/status-contract.ts';
import { askQuestion } from '../../../src/questions/contract.ts';
import { enrolments, offerings, people } from '../../cast.ts';
import { pdfFile, sha256Of } from '../../hand-in.ts';
import { clientOf, type TestSchool } from '../../harness.ts';
import { must } from '../../submitting.ts';
import { type ActorName, actors } from '../actors.ts';

export async function enterGrade(school: TestSchool): Promise<string> {
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

export async function enterCadre(school: TestSchool) {
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

export async function counsel(school: TestSchool) {
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

function as(school: TestSchool, name: ActorName) {
  const { personId } = actors[name];
  return clientOf(school.url, async () => (personId === null ? '' : issueSession(school.school, personId)));
}

export async function enterVisit(school: TestSchool) {
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
