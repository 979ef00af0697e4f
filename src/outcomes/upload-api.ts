/**
 * Handing in. An upload is announced (`beginUpload`), then its bytes come, each file on its own and as often as
 * the network needs. The file that completes the set makes the version, its ledger line and its receipt at once.
 */

import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { makeReceipt } from '../ledger/store.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import { arrivedIn, missingIn, wholeSet } from '../platform/files/announced.ts';
import { contradicted, keepSent } from '../platform/files/sent.ts';
import type { Kept } from '../platform/files.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import type { Reopening } from '../reopening/reopening.ts';
import { heldOnShelf, wholeOnShelf } from '../shelf/held-store.ts';
import { decideAnnouncement, type Slot } from './announcement.ts';
import { beginUpload, putFile, takeFromShelf, uploadStatus } from './contract.ts';
import { outcomeUploaded } from './event.ts';
import { fileOfSlot, type OwnUpload, ownOutcome, ownUpload, termsOf } from './facts-store.ts';
import { decideUpload, lateBy, notFound } from './outcome.ts';
import { received, restore, restoredBy } from './restoring-api.ts';
import { addUpload, addVersion, lockStudents, markKept } from './store.ts';

export const routes: Route[] = [
  route(beginUpload, async ({ school, actor, params, body }) => {
    const outcome = await ownOutcome(school.db, school.clock, actor, params.outcomeId);
    if (!outcome) return notFound();
    const terms = await termsOf(school.db, outcome);
    if (isRefusal(terms)) return terms;
    const announced = decideAnnouncement(body.description, body.files, terms.limits);
    if (isRefusal(announced)) return announced;
    const begunAt = outcome.now;
    const restores = (await restoredBy(school, outcome, announced.files))?.versionId ?? null;
    const decided = restores ?? decideUpload(terms.facts, begunAt, begunAt);
    if (isRefusal(decided)) return decided;
    const uploadId = await inTransaction(school.db, (tx) =>
      addUpload(tx, { outcomeId: outcome.outcomeId, begunAt, restores, ...announced }),
    );
    return { uploadId, begunAt: begunAt.toISOString(), finishBy: terms.finishBy.toISOString() };
  }),

  route(uploadStatus, async ({ school, actor, params }) => {
    const upload = await ownUpload(school.db, school.clock, actor, params.uploadId);
    if (!upload) return notFound();
    return upload.version ? received(school.db, upload.version) : waiting(upload);
  }),

  route(putFile, async ({ school, actor, params, request }) => {
    const awaited = await awaitedFile(school, actor, params);
    if (!('upload' in awaited)) return awaited;
    const { upload, file, limits } = awaited;
    const contradiction = contradicted(request.headers, file);
    if (contradiction) return contradiction;
    const kept = await keepSent(school.files, request.raw, file, limits);
    if (isRefusal(kept)) return kept;
    return inTransaction(school.db, (tx) => complete(tx, school, actor, upload, params.slot, kept));
  }),

  route(takeFromShelf, async ({ school, actor, params }) => {
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
  const file = upload && fileOfSlot(upload, slot);
  if (!upload || !file) return notFound();
  // Sent once more because the answer got lost: the same answer.
  if (upload.version) return received(school.db, upload.version);
  const terms = await termsOf(school.db, upload);
  if (isRefusal(terms)) return terms;
  // Twice on purpose: quickly before the bytes, and under the student's lock once they are here.
  const decided = upload.restores ?? decideUpload(terms.facts, upload.begunAt, upload.now);
  if (isRefusal(decided)) return decided;
  return { upload, file, limits: terms.limits[slot] };
}

/** The bytes are on disk; everything that names them is written here, or nothing is. */
async function complete(tx: Tx, school: School, actor: SignedIn, seen: OwnUpload, slot: Slot, kept: Kept) {
  await lockStudents(tx, [seen.registrationId]);
  const upload = await ownUpload(tx, school.clock, actor, seen.uploadId);
  if (!upload) return notFound();
  if (upload.version) return received(tx, upload.version);
  const terms = await termsOf(tx, upload);
  if (isRefusal(terms)) return terms;
  const decided = upload.restores ?? decideUpload(terms.facts, upload.begunAt, upload.now);
  if (isRefusal(decided)) return decided;

  await school.files.enter(tx, kept);
  const files = arrivedIn(upload.files, slot, kept);
  const here = wholeSet(files);
  if (!here) {
    await markKept(tx, upload.uploadId, slot, kept.mediaType);
    return waiting({ ...upload, files });
  }
  if (upload.restores) return restore(tx, school, actor, upload);
  return handIn(tx, school, actor, upload, here, lateBy(terms.facts, upload.begunAt));
}

async function handIn(
  tx: Tx,
  school: School,
  actor: SignedIn,
  upload: OwnUpload,
  files: (OwnUpload['files'][number] & { mediaType: string })[],
  late: Reopening | undefined,
) {
  const { outcomeId, registrationId, uploadId, description, begunAt } = upload;
  const number = upload.versions + 1;
  const reopeningId = late?.reopeningId ?? null;
  const finishedAt = upload.now;
  const version = { outcomeId, uploadId, number, description, begunAt, finishedAt, reopeningId, files };
  const { versionId, fileIds } = await addVersion(tx, version);
  const rows = [
    { table: 'outcome_version', id: versionId },
    ...fileIds.map((id) => ({ table: 'outcome_file', id })),
  ];
  const event = outcomeUploaded({ outcomeId, registrationId, versionId, uploadId }, version);
  const line = await record(tx, actor, event, rows, school.clock);
  const receipt = await makeReceipt(tx, school, receiptFor(upload, { id: versionId, number }, late), line);
  return { state: 'received' as const, outcomeId, versionId, number, receipt };
}

/** What a receipt says of a version: nothing its owner does not see anyway. */
function receiptFor(upload: OwnUpload, version: { id: string; number: number }, late: Reopening | undefined) {
  return {
    outcome: upload.outcomeId,
    version,
    description: upload.description,
    files: upload.files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 })),
    begun: upload.begunAt.toISOString(),
    finished: upload.now.toISOString(),
    ...(late ? { late: { reason: late.reason } } : {}),
  };
}

function waiting(upload: Pick<OwnUpload, 'outcomeId' | 'files'>) {
  return { state: 'waiting' as const, outcomeId: upload.outcomeId, missing: missingIn(upload.files) };
}
