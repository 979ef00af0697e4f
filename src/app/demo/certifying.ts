/** What certification leaves in the demo school: kept reasons, works that have waited a while, a few returned. */
import { decideBatch } from '../../certification/batch-contract.ts';
import { certificationQueue } from '../../certification/contract.ts';
import { keepReasons, keepSchoolReasons } from '../../certification/reasons-contract.ts';
import { certifiers, must, type Walk } from './walk.ts';

const ofSchool = ['檔案打不開，請重新匯出成 PDF 再上傳。', '請確認這是本科目的作品。', '請補上封面與姓名。'];
const ofTeacher = ['請註明引用的資料來源。'];

/** The school's reasons, and of every teacher for whom several works wait: one certified, one returned. */
export async function certifySome(walk: Walk): Promise<void> {
  const office = walk.as(await walk.holder('registrar'));
  await office.call(keepSchoolReasons, { body: { reasons: ofSchool, seen: [] } });
  for (const personId of await certifiers(walk)) {
    const teacher = walk.as({ personId });
    const { courses } = must(await teacher.call(certificationQueue, { query: { state: 'waiting' } }));
    const [first, second, ...others] = courses
      .flatMap(({ items }) => items)
      .map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
    if (!first || !second || others.length === 0) continue;
    await teacher.call(keepReasons, { body: { reasons: ofTeacher, seen: [] } });
    must(await teacher.call(decideBatch, { body: { decision: 'certified', reason: '', items: [first] } }));
    const reason = ofSchool[2] ?? '';
    must(await teacher.call(decideBatch, { body: { decision: 'returned', reason, items: [second] } }));
  }
}
