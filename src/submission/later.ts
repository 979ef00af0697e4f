/** Builds a package after it was asked for: every file is hashed again, then workbook and manifest are written. */
import { createHash } from 'node:crypto';
import { record, theHouse } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { writeWorkbook } from '../platform/sheets.ts';
import { workbookOf } from './frozen.ts';
import { layouts } from './layouts.ts';
import { type Manifest, manifestPath, manifestText, sumsPath, sumsText } from './manifest.ts';
import { packageBuilt, packageFailed } from './package.ts';
import { filesOf, linesOf, type PackageFile, type PackageRow, packagesOf } from './package-store.ts';
import { failPackage, finishPackage, type Progress, resumeProgress, saveProgress } from './packing-store.ts';
import { rosterOf } from './roster.ts';
import { schoolCodes } from './round-store.ts';

/** How often people see the progress move. */
const progressMs = 300;

/** Enough to keep the disk busy while one is hashed; more would keep uploads waiting. */
const filesAtOnce = 4;

/** Safe to run twice: a package that is not being built any more is left alone. */
export async function buildPackage(school: School, { packageId }: { packageId: string }): Promise<void> {
  const [made] = await packagesOf(school.db, { packageId });
  if (made?.state !== 'building') return;
  const files = await filesOf(school.db, packageId);
  const failures = await rehash(school, packageId, files);
  if (failures.length > 0) return fail(school, made, failures);
  await finish(school, made, files);
}

/**
 * Reads every byte again, a few files at once, going on where a killed job stopped. A file that neither home holds
 * intact is named; the rest is checked all the same.
 */
async function rehash(
  school: School,
  packageId: string,
  files: readonly PackageFile[],
): Promise<PackageFile[]> {
  const from = await resumeProgress(school.db, packageId);
  const intact: (boolean | undefined)[] = files.map((_, index) => (index < from ? true : undefined));
  let next = from;
  let told = 0;
  const worker = async () => {
    while (next < files.length) {
      const index = next++;
      const file = files[index];
      if (file) intact[index] = await isIntact(school, file);
      if (Date.now() - told < progressMs) continue;
      told = Date.now();
      await saveProgress(school.db, packageId, progressOf(intact), await school.clock.now(school.db));
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  await saveProgress(school.db, packageId, progressOf(intact), await school.clock.now(school.db));
  return files.filter((_, index) => !intact[index]);
}

async function isIntact(school: School, file: PackageFile): Promise<boolean> {
  return school.files.open(file.sha256).then(
    ({ size }) => size === file.size,
    () => false,
  );
}

/** How many are checked, and how many of them from the first on need not be read again. */
function progressOf(intact: readonly (boolean | undefined)[]): Progress {
  const firstOpen = intact.findIndex((known) => !known);
  return {
    checked: intact.filter((known) => known !== undefined).length,
    intact: firstOpen === -1 ? intact.length : firstOpen,
  };
}

async function fail(school: School, made: PackageRow, damaged: readonly PackageFile[]): Promise<void> {
  const failures = damaged.map(({ line, path, sha256 }) => ({ line, path, sha256 }));
  school.log.error({ packageId: made.packageId, failures }, 'a package was not built: files are damaged');
  await inTransaction(school.db, async (tx) => {
    if (!(await failPackage(tx, made.packageId, failures))) return;
    const rows = [{ table: 'package', id: made.packageId }];
    await record(tx, theHouse, packageFailed(made.packageId, made.taskId, failures), rows, {
      offsetMs: school.clock.offsetMs,
    });
  });
}

async function finish(school: School, made: PackageRow, files: readonly PackageFile[]): Promise<void> {
  const { packageId, taskId } = made;
  const documents = await writeDocuments(school, made, files);
  const manifestSha256 = documents.find(({ path }) => path === manifestPath)?.sha256;
  if (!manifestSha256) throw new Error('The package has no manifest.');
  await inTransaction(school.db, async (tx) => {
    const at = await school.clock.now(tx);
    const sealed = documents.map(({ path, bytes, sha256 }) => ({
      path,
      sha256,
      size: bytes.length,
      sealed: school.seal.close(bytes.toString('base64')),
    }));
    const replaces = await finishPackage(tx, { packageId, taskId, manifestSha256, documents: sealed, at });
    if (!replaces) return;
    await record(
      tx,
      theHouse,
      packageBuilt(packageId, taskId, { manifestSha256, files: made.files, bytes: made.bytes, replaces }),
      [packageId, ...replaces].map((id) => ({ table: 'package', id })),
      { offsetMs: school.clock.offsetMs },
    );
  });
}

interface Document {
  path: string;
  bytes: Buffer;
  sha256: string;
}

/** Workbook first, then the manifest that names it, then the text `sha256sum -c` reads, which names both. */
async function writeDocuments(
  school: School,
  made: PackageRow,
  files: readonly PackageFile[],
): Promise<Document[]> {
  const { schoolYear, division } = made;
  const roster = rosterOf(layouts(), { schoolYear, part: 'outcomes', division });
  if (!roster) throw new Error(`No roster for ${division} in ${schoolYear}.`);
  const codes = await schoolCodes(school.db);
  const paths = new Map(files.map(({ line, slot, path }) => [`${line} ${slot}`, path]));
  const lines = await linesOf(school.db, made.packageId);
  const sheets = workbookOf(
    roster,
    { schoolCode: codes[division], schoolYear, code: made.rosterCode },
    lines.map(({ nationalIdSealed, ...line }) => ({
      ...line,
      nationalId: school.seal.open(nationalIdSealed),
      document: paths.get(`${line.number} document`) ?? null,
      media: paths.get(`${line.number} media`) ?? null,
    })),
  );
  const workbook = document(
    `${roster.name}.xlsx`,
    Buffer.from(
      await writeWorkbook(
        sheets.map(({ name, headers, rows }) => ({
          name,
          columns: headers.map((header) => ({ header })),
          rows,
        })),
      ),
    ),
  );
  const manifest: Manifest = {
    format: 'licheng-package/1',
    packageId: made.packageId,
    schoolCode: codes[division],
    schoolYear,
    gradeBand: made.gradeBand,
    batch: made.batch,
    division,
    roster: roster.name,
    rosterCode: made.rosterCode,
    issue: made.number,
    regulation: made.regulation,
    requestedAt: made.requestedAt.toISOString(),
    lines: lines.length,
    files: [
      {
        path: workbook.path,
        sha256: workbook.sha256,
        size: workbook.bytes.length,
        mediaType: workbookType,
        line: null,
      },
      ...files.map(({ path, sha256, size, mediaType, line }) => ({ path, sha256, size, mediaType, line })),
    ],
  };
  const json = document(manifestPath, Buffer.from(manifestText(manifest)));
  const sums = document(sumsPath, Buffer.from(sumsText([...manifest.files, json])));
  return [workbook, json, sums];
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function document(path: string, bytes: Buffer): Document {
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
