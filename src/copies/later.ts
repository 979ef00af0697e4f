/** Makes a copy after it was asked for: every file is hashed again, then the page, the data and the receipts are written. */
import { record, theHouse } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { copyBuilt } from './copy.ts';
import { gather } from './gather.ts';
import { pageOf } from './page.ts';
import { document } from './place.ts';
import { type FilePart, filesIn } from './portfolio.ts';
import { type CopyFile, copiesOf, finishCopy } from './store.ts';

/** Safe to run twice: a copy that is not being made any more is left alone. */
export async function buildCopy(school: School, { copyId }: { copyId: string }): Promise<void> {
  const [copy] = await copiesOf(school.db, { copyId });
  if (copy?.state !== 'building') return;
  const at = await school.clock.now(school.db);
  const { portfolio, receipts } = await gather(school, copy.personId, at);
  const missing = await leaveOutDamaged(school, filesIn(portfolio));
  const files = filesIn(portfolio).flatMap(({ path, size, sha256 }): CopyFile[] =>
    path === null ? [] : [{ path, size, sha256 }],
  );
  const documents = [
    document('index.html', pageOf(portfolio)),
    document('portfolio.json', `${JSON.stringify(portfolio, null, 2)}\n`),
    ...receipts,
  ];
  await inTransaction(school.db, async (tx) => {
    const bytes = [...documents, ...files].reduce((sum, { size }) => sum + size, 0);
    const sealed = documents.map(({ bytes: content, ...one }) => ({
      ...one,
      sealed: school.seal.close(content.toString('base64')),
    }));
    const built = { copyId, personId: copy.personId, at, bytes, documents: sealed, files, missing };
    if (!(await finishCopy(tx, built))) return;
    const portfolioSha256 = documents[1]?.sha256 ?? '';
    const event = copyBuilt(copyId, { files: files.length, bytes, missing: missing.length, portfolioSha256 });
    await record(tx, theHouse, event, [], { offsetMs: school.clock.offsetMs });
  });
}

/** A file that neither home holds intact has no path in the copy, and its name is told. @returns those names */
async function leaveOutDamaged(school: School, files: readonly FilePart[]): Promise<string[]> {
  const missing: string[] = [];
  for (const file of files) {
    const intact = await school.files.open(file.sha256).then(
      ({ size }) => size === file.size,
      (error: unknown) => {
        school.log.error({ err: error, sha256: file.sha256 }, 'a file was left out of a copy: it is damaged');
        return false;
      },
    );
    if (intact) continue;
    missing.push(file.path ?? file.name);
    file.path = null;
  }
  return missing;
}
