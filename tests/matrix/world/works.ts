/** 林育安’s own works, in every state. */
import { announcePerformance, handedIn } from '../../../src/app/demo/performances.ts';
import { announceFile, keptItem } from '../../../src/app/demo/shelf.ts';
import { reopen } from '../../../src/reopening/contract.ts';
import { shelfItem } from '../../../src/shelf/contract.ts';
import { enrolments, people } from '../../cast.ts';
import { begin, draftFor, handIn, pdfFile } from '../../hand-in.ts';
import type { TestSchool } from '../../harness.ts';
import { certifiedOutcome, must } from '../../submitting.ts';

export async function handInWorks(school: TestSchool) {
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

export async function handInPerformances(school: TestSchool) {
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

export async function openAgain(school: TestSchool): Promise<string> {
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

export async function keepOnShelf(school: TestSchool) {
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
