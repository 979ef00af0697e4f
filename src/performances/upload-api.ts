/**
 * Handing in. What needs no bytes is a version at once; else it is announced, the bytes come, each file on its own
 * and as often as the network needs, and the last one makes the version, its ledger line and its receipt.
 */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { givenReceipt, makeReceipt } from '../ledger/store.ts';
import type { Slot } from '../outcomes/announcement.ts';
import { lockStudents } from '../outcomes/store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { arrivedIn, type HereFile, missingIn, wholeSet } from '../platform/files/announced.ts';
import { contradicted, keepSent } from '../platform/files/sent.ts';
import type { Kept } from '../platform/files.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { heldOnShelf, wholeOnShelf } from '../shelf/held-store.ts';
import { categoryOf, shownValue } from './category.ts';
import { performanceChange } from './change.ts';
import { type Content, type ContentFile, decideContent } from './content.ts';
import {
  handInPerformance,
  performanceUploadStatus,
  putPerformanceFile,
  takePerformanceFileFromShelf,
} from './contract.ts';
import { performanceHandedIn } from './event.ts';
import {
  groundOf,
  type OwnPerformance,
  type OwnUpload,
  ownPerformance,
  ownUpload,
  termsOf,
} from './facts-store.ts';
import { licenceNames } from './licence-store.ts';
import { decideHandIn, notFound } from './performance.ts';
import { addUpload, addVersion, markKept } from './store.ts';

export const routes: Route[] = [
  route(handInPerformance, async ({ school, actor, params, body }) =>
    inTransaction(school.db, async (tx) => {
      const seen = await ownPerformance(tx, school.clock, actor, params.performanceId);
      if (!seen) return notFound();
      // Announcing alone counts for nothing, but what needs no bytes is handed in here and now.
      await lockStudents(tx, [seen.registrationId]);
      const performance = await ownPerformance(tx, school.clock, actor, params.performanceId);
      if (!performance) return notFound();
      const begunAt = performance.now;
      const terms = await termsOf(tx, performance, begunAt);
      if (isRefusal(terms)) return terms;
      const decided = decideHandIn(terms.facts, begunAt, begunAt);
      if (isRefusal(decided)) return decided;
      const ground = await groundOf(tx, school, begunAt, Object.values(body.fields));
      const standing = performance.latest?.files ?? [];
      const content = decideContent(categoryOf(performance.category), body, standing, terms.limits, ground);
      if (isRefusal(content)) return content;
      const { performanceId } = performance;
      const uploadId = await addUpload(tx, { performanceId, begunAt, ...content });
      const upload = { ...performance, ...content, uploadId, begunAt, version: null };
      const here = wholeSet(content.files);
      return here
        ? handIn(tx, school, actor, { ...upload, files: here }, terms.counted)
        : waiting(upload, terms);
    }),
  ),

  route(performanceUploadStatus, async ({ school, actor, params }) => {
    const upload = await ownUpload(school.db, school.clock, actor, params.uploadId);
    if (!upload) return notFound();
    if (upload.version) return received(school.db, upload, upload.version);
    const terms = await termsOf(school.db, upload, upload.begunAt);
    return isRefusal(terms) ? terms : waiting(upload, terms);
  }),

  route(putPerformanceFile, async ({ school, actor, params, request }) => {
    const awaited = await awaitedFile(school, actor, params);
    if (!('upload' in awaited)) return awaited;
    const { upload, file, limits } = awaited;
    const contradiction = contradicted(request.headers, file);
    if (contradiction) return contradiction;
    const kept = await keepSent(school.files, request.raw, file, limits);
    if (isRefusal(kept)) return kept;
    return inTransaction(school.db, (tx) => complete(tx, school, actor, upload, params.slot, kept));
  }),

  route(takePerformanceFileFromShelf, async ({ school, actor, params }) => {
    const awaited = await awaitedFile(school, actor, params);
    if (!('upload' in awaited)) return awaited;
    const { upload, file, limits } = awaited;
    const early = await wholeOnShelf(school, actor, file, limits);
    if (isRefusal(early)) return early;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [upload.registrationId]);
      const held = await heldOnShelf(tx, actor, file, limits);
      return isRefusal(held) ? held : complete(tx, school, actor, upload, params.slot, held);
    });
  }),
];

/** A file that is still to come, or what there is to answer without it. */
async function awaitedFile(
  school: School,
  actor: SignedIn,
  { uploadId, slot }: { uploadId: string; slot: Slot },
) {
  const upload = await ownUpload(school.db, school.clock, actor, uploadId);
  const file = upload?.files.find((one) => one.slot === slot);
  if (!upload || !file) return notFound();
  // Sent once more because the answer got lost: the same answer.
  if (upload.version) return received(school.db, upload, upload.version);
  const terms = await termsOf(school.db, upload, upload.begunAt);
  if (isRefusal(terms)) return terms;
  // Twice on purpose: quickly before the bytes, and under the student's lock once they are here.
  const decided = decideHandIn(terms.facts, upload.begunAt, upload.now);
  if (isRefusal(decided)) return decided;
  return { upload, file, limits: terms.limits[slot] };
}

/** The bytes are on disk; everything that names them is written here, or nothing is. */
async function complete(tx: Tx, school: School, actor: SignedIn, seen: OwnUpload, slot: Slot, kept: Kept) {
  await lockStudents(tx, [seen.registrationId]);
  const upload = await ownUpload(tx, school.clock, actor, seen.uploadId);
  if (!upload) return notFound();
  if (upload.version) return received(tx, upload, upload.version);
  const terms = await termsOf(tx, upload, upload.begunAt);
  if (isRefusal(terms)) return terms;
  const decided = decideHandIn(terms.facts, upload.begunAt, upload.now);
  if (isRefusal(decided)) return decided;

  await school.files.enter(tx, kept);
  const files = arrivedIn(upload.files, slot, kept);
  const here = wholeSet(files);
  if (here) return handIn(tx, school, actor, { ...upload, files: here }, terms.counted);
  await markKept(tx, upload.uploadId, slot, kept.mediaType);
  return waiting({ ...upload, files }, terms);
}

type Whole = OwnPerformance & Content & { uploadId: string; begunAt: Date; files: HereFile<ContentFile>[] };

async function handIn(
  tx: Tx,
  school: School,
  actor: SignedIn,
  upload: Whole,
  counted: { schoolYear: number; semester: 1 | 2 },
) {
  const { performanceId, registrationId, uploadId, begunAt, now } = upload;
  const { fields, description, link, files } = upload;
  const number = upload.versions + 1;
  const version = { fields, description, link, files, number, begunAt, finishedAt: now };
  const { versionId, fileIds } = await addVersion(tx, { performanceId, uploadId, counted, ...version });
  const rows = [
    // The first version says where it counts.
    { table: 'performance', id: performanceId },
    { table: 'performance_version', id: versionId },
    ...fileIds.map((id) => ({ table: 'performance_file', id })),
  ];
  const event = performanceHandedIn(
    { performanceId, registrationId, versionId, uploadId },
    { category: upload.category, ...version },
  );
  const line = await record(tx, actor, event, rows, school.clock);
  const category = categoryOf(upload.category);
  const before = upload.latest ?? undefined;
  const codes = [...Object.values(fields), ...Object.values(before?.fields ?? {})];
  const names = await licenceNames(tx, codes, { retired: true });
  const licence = (code: string) => names.get(code);
  const change = performanceChange(registrationId, category, { before, after: version }, licence);
  await remember(tx, [change], { personId: actor.personId, appointmentId: null, at: now });
  const said = {
    performance: performanceId,
    category: category.title['zh-TW'],
    fields: category.fields.map((field): [string, string] => [
      field.title['zh-TW'],
      shownValue(field, fields[field.key] ?? '', 'zh-TW', licence),
    ]),
    link,
    version: { id: versionId, number },
    description,
    files: files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 })),
    begun: begunAt.toISOString(),
    finished: now.toISOString(),
  };
  const receipt = await makeReceipt(tx, school, said, line);
  return { state: 'received' as const, performanceId, versionId, number, receipt };
}

function waiting(
  {
    performanceId,
    uploadId,
    files,
    begunAt,
  }: Pick<OwnUpload, 'performanceId' | 'uploadId' | 'files' | 'begunAt'>,
  { finishBy }: { finishBy: Date | null },
) {
  return {
    state: 'waiting' as const,
    performanceId,
    uploadId,
    missing: missingIn(files),
    begunAt: begunAt.toISOString(),
    finishBy: finishBy?.toISOString() ?? null,
  };
}

async function received(
  db: Db | Tx,
  { performanceId }: Pick<OwnUpload, 'performanceId'>,
  version: { versionId: string; number: number },
) {
  const receipt = await givenReceipt(db, version.versionId);
  return { state: 'received' as const, performanceId, ...version, receipt };
}
