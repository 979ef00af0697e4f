/** A shelf with little room left, and fifty files on their way to it at once. */
import { announceFile, keptItem, putFile } from '../src/app/demo/shelf.ts';
import { pdfFile } from './hand-in.ts';
import type { TestSchool } from './harness.ts';

export const fileSize = 100_000;
const limit = 200 * 1024 * 1024;

/** Room for exactly ten of the fifty: the rest of the space is taken by a row of another file's size. */
export async function fiftyAtOnce(town: TestSchool) {
  const lin = town.as('lin');
  const itemId = await keptItem(lin, { title: '快滿了' }, [pdfFile()]);
  await town.owner.query('update shelf_file set size = $1', [limit - 10 * fileSize]);
  const uploads = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const file = pdfFile(fileSize);
      const begun = await announceFile(lin, itemId, file);
      return { file, uploadId: begun.answer?.uploadId ?? '' };
    }),
  );
  const answers = await Promise.all(uploads.map(({ file, uploadId }) => putFile(lin, uploadId, file)));
  const { rows } = await town.owner.query<{ used: string }>(
    'select sum(size) as used from shelf_file where kept_at is not null',
  );
  return { answers, over: Number(rows[0]?.used) - limit };
}
