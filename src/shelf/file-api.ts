/** Files of what is kept: announced, sent as often as the network needs, opened and taken out by their student alone. */
import type { Actor } from '../accounts/actor.ts';
import { followLink, linkTo, sendFile } from '../accounts/file-link-store.ts';
import { openRoute, type Route, route, type SignedIn } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import { contradicted, keepSent } from '../platform/files/sent.ts';
import type { Kept } from '../platform/files.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { fileDropped, fileKept } from './event.ts';
import {
  itemsOf,
  keptOnShelf,
  type OwnUpload,
  ownItem,
  ownUpload,
  registrationsOf,
  spaceOf,
} from './facts-store.ts';
import { decideShelfFiles, decideSpace, notFound } from './shelf.ts';
import { addUpload, dropFiles, linkItem, markKept } from './store.ts';
import { type ShelfTerms, termsOf } from './terms.ts';

export const routes: Route[] = [
  route(contract.beginShelfUpload, async ({ school, actor, params, body }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    const announced = decideShelfFiles(body.files, terms.limits);
    if (isRefusal(announced)) return announced;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, terms.registrationIds);
      const item = await ownItem(tx, actor, params.itemId);
      if (!item) return notFound();
      const { used, adding } = await spaceOf(tx, terms.registrationIds, announced.files);
      const full = decideSpace(terms.limits, used, adding);
      if (full) return full;
      const at = await school.clock.now(tx);
      const uploadId = await addUpload(tx, item.itemId, announced.files, at);
      return { uploadId, itemId: item.itemId, missing: announced.files.map(({ slot }) => slot) };
    });
  }),

  route(contract.shelfUploadStatus, async ({ school, actor, params }) => {
    const upload = await ownUpload(school.db, actor, params.uploadId);
    return upload ? progressOf(upload) : notFound();
  }),

  route(contract.putShelfFile, async ({ school, actor, params, request }) => {
    const upload = await ownUpload(school.db, actor, params.uploadId);
    const file = upload?.files.find(({ slot }) => slot === params.slot);
    if (!upload || !file) return notFound();
    // Sent once more because the answer got lost: the same answer.
    if (file.kept) return progressOf(upload);
    const contradiction = contradicted(request.headers, file);
    if (contradiction) return contradiction;
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    // Twice on purpose: quickly before the bytes, and under the student's lock once they are here.
    const { used, adding } = await spaceOf(school.db, terms.registrationIds, [file]);
    const full = decideSpace(terms.limits, used, adding);
    if (full) return full;
    const kept = await keepSent(school.files, request.raw, file, terms.limits[params.slot]);
    if (isRefusal(kept)) return kept;
    return inTransaction(school.db, (tx) => complete(tx, school, actor, terms, upload, file.fileId, kept));
  }),

  route(contract.dropShelfFile, async ({ school, actor, params }) =>
    inTransaction(school.db, async (tx) => {
      await lockStudents(tx, registrationsOf(actor));
      const item = await ownItem(tx, actor, params.itemId);
      const file = item?.files.find(({ fileId }) => fileId === params.fileId);
      if (!item || !file) return notFound();
      await dropFiles(tx, school.files, [file]);
      await record(tx, actor, fileDropped(item, file), [], school.clock);
      return undefined;
    }),
  ),

  route(contract.onShelf, async ({ school, actor, params }) => {
    const kept = await keptOnShelf(school.db, actor, params.sha256);
    return { found: kept ? { itemId: kept.itemId, title: kept.title, name: kept.name } : null };
  }),

  route(contract.openShelfFile, async ({ school, actor, params, body }) => {
    const item = await ownItem(school.db, actor, params.itemId);
    const file = item?.files.find(({ fileId }) => fileId === params.fileId);
    if (!file) return notFound();
    const { sha256, name, mediaType, fileId } = file;
    return linkTo(school, actor, 'files/shelf/', {
      item: linkItem(fileId),
      sha256,
      name,
      mediaType,
      ...body,
    });
  }),

  openRoute(contract.shelfFileBytes, async ({ school, actor, params, request, reply }) => {
    const followed = await followLink(school, actor, params.token);
    if (isRefusal(followed)) return followed;
    // Asked again at each request: what was taken out is not there any more.
    const seen = followed && (await keeps(school, followed.viewer, followed.link.item));
    return seen ? sendFile(school, followed.link, request, reply) : notFound();
  }),
];

/** The bytes are on disk; whether there is room for them is decided here, where nobody else can fill it. */
async function complete(
  tx: Tx,
  school: School,
  actor: SignedIn,
  { registrationIds, limits }: ShelfTerms,
  seen: OwnUpload,
  fileId: string,
  kept: Kept,
) {
  await lockStudents(tx, registrationIds);
  const upload = await ownUpload(tx, actor, seen.uploadId);
  const file = upload?.files.find((one) => one.fileId === fileId);
  if (!upload || !file) return notFound();
  if (file.kept) return progressOf(upload);
  const { used, adding } = await spaceOf(tx, registrationIds, [file]);
  const full = decideSpace(limits, used, adding);
  if (full) return full;
  await school.files.enter(tx, kept);
  await markKept(tx, fileId, kept.mediaType, await school.clock.now(tx));
  await record(tx, actor, fileKept(upload, file), [], school.clock);
  const files = upload.files.map((one) => (one.fileId === fileId ? { ...one, kept: true } : one));
  return progressOf({ ...upload, files });
}

function progressOf({ uploadId, itemId, files }: OwnUpload) {
  return { uploadId, itemId, missing: files.filter(({ kept }) => !kept).map(({ slot }) => slot) };
}

async function keeps(school: School, viewer: Actor, linked: string): Promise<boolean> {
  const items = await itemsOf(school.db, registrationsOf(viewer));
  return items.some(({ files }) => files.some(({ fileId }) => linkItem(fileId) === linked));
}
