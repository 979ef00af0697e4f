/** Attachments: through the same store and checks as everything handed in, opened only by whoever sees the record. */
import type { Actor } from '../accounts/actor.ts';
import { followLink, linkTo, sendFile } from '../accounts/file-link-store.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { decideFile, tidyFileName } from '../outcomes/announcement.ts';
import { limitsOf } from '../outcomes/rules.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { keepSent } from '../platform/files/sent.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import * as contract from './contract.ts';
import { counsellingClause, counsellingFileChanged, decideTouch } from './counselling.ts';
import { keepingOf, shutFor } from './facts.ts';
import { type Attachment, addAttachment, attachmentsOf, removeAttachment } from './file-store.ts';
import { lockRecord, type RecordRow, recordSeen, recordsOfStudents } from './store.ts';

const attachFile = route(contract.attachFile, async ({ school, actor, params, query, request }) => {
  const early = await ownRecord(school, school.db, actor, params.recordId);
  if (isRefusal(early)) return early;
  const already = early.files.find(({ sha256 }) => sha256 === params.sha256);
  if (already) return { fileId: already.fileId };
  const name = tidyFileName(query.name);
  const limits = limitsOf(early.rules.national).document;
  const refused = decideFile({ name, size: query.size }, limits) ?? tooMany(early);
  if (refused) return refused;
  const announced = { name, size: query.size, sha256: params.sha256 };
  const kept = await keepSent(school.files, request.raw, announced, limits);
  if (isRefusal(kept)) return kept;
  return inTransaction(school.db, async (tx) => {
    await lockRecord(tx, params.recordId);
    const held = await ownRecord(school, tx, actor, params.recordId);
    if (isRefusal(held)) return held;
    const sent = held.files.find(({ sha256 }) => sha256 === kept.sha256);
    if (sent) return { fileId: sent.fileId };
    const full = tooMany(held);
    if (full) return full;
    await school.files.enter(tx, kept);
    const fileId = await addAttachment(tx, params.recordId, name, kept, { by: actor.personId, at: held.now });
    const { sha256, size } = kept;
    await record(
      tx,
      actor,
      counsellingFileChanged('attached', params.recordId, { fileId, sha256, size }),
      [{ table: 'counselling_file', id: fileId }],
      { appointmentId: held.appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { fileId };
  });
});

const detachFile = route(contract.detachFile, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    await lockRecord(tx, params.recordId);
    const held = await ownRecord(school, tx, actor, params.recordId);
    if (isRefusal(held)) return held;
    const file = held.files.find(({ fileId }) => fileId === params.fileId);
    if (!file) return refuse('not-found', counsellingClause);
    await removeAttachment(tx, file.fileId, held.now);
    const { fileId, sha256, size } = file;
    await record(
      tx,
      actor,
      counsellingFileChanged('detached', params.recordId, { fileId, sha256, size }),
      [{ table: 'counselling_file', id: fileId }],
      { appointmentId: held.appointmentId, offsetMs: school.clock.offsetMs },
    );
    return undefined;
  }),
);

const openAttachment = route(contract.openAttachment, async ({ school, actor, params, body }) => {
  const file = await attachmentSeen(school, actor, params.recordId, params.fileId);
  if (!file) return refuse('not-found', counsellingClause);
  const { sha256, name, mediaType } = file;
  const item = `counselling:${params.recordId}/${params.fileId}`;
  return linkTo(school, actor, 'files/counselling/', { item, sha256, name, mediaType, ...body });
});

const attachmentBytes = openRoute(
  contract.attachmentBytes,
  async ({ school, actor, params, request, reply }) => {
    const followed = await followLink(school, actor, params.token);
    if (isRefusal(followed)) return followed;
    const [, recordId = '', fileId = ''] =
      /^counselling:([\w-]+)\/([\w-]+)$/.exec(followed?.link.item ?? '') ?? [];
    // Asked again at each request: a right that was lost is lost here too.
    const seen =
      followed && recordId !== '' && (await attachmentSeen(school, followed.viewer, recordId, fileId));
    return seen ? sendFile(school, followed.link, request, reply) : refuse('not-found', counsellingClause);
  },
);

export const routes: Route[] = [attachFile, detachFile, openAttachment, attachmentBytes];

/** One's own standing record while its window is open, with what is attached to it. */
async function ownRecord(school: School, db: Db | Tx, actor: Actor & { personId: string }, recordId: string) {
  const keeping = await keepingOf(school, db, actor);
  if (isRefusal(keeping)) return keeping;
  const held = await recordSeen(db, recordId, keeping.divisions);
  if (!held) return refuse('not-found', counsellingClause);
  const standing = { counsellor: held.counsellorId, withdrawn: held.withdrawnAt !== null };
  const { now, rules } = keeping.present;
  const divisions = held.students.map(({ division }) => division);
  const refused = decideTouch(standing, actor.personId) ?? (await shutFor(db, [held], divisions, now));
  if (refused) return refused;
  return { files: await attachmentsOf(db, [recordId]), rules, now, appointmentId: keeping.appointmentId };
}

function tooMany({
  files,
  rules,
}: {
  files: readonly Attachment[];
  rules: Parameters<typeof defaultOf>[0];
}): Refusal | undefined {
  const { value: max, cite } = defaultOf(rules, 'counsellingFiles');
  return files.length >= max ? { ...refuse('counselling-files', '產30', { max }), clause: cite } : undefined;
}

/** An attachment of a record that the asker keeps or took part in. */
async function attachmentSeen(
  school: School,
  actor: Actor,
  recordId: string,
  fileId: string,
): Promise<Attachment | undefined> {
  const held = (await keptRecord(school, actor, recordId)) ?? (await tookPartIn(school, actor, recordId));
  if (!held) return undefined;
  return (await attachmentsOf(school.db, [recordId])).find((file) => file.fileId === fileId);
}

async function keptRecord(school: School, actor: Actor, recordId: string): Promise<RecordRow | undefined> {
  const keeping = await keepingOf(school, school.db, actor);
  return isRefusal(keeping) ? undefined : recordSeen(school.db, recordId, keeping.divisions);
}

async function tookPartIn(school: School, actor: Actor, recordId: string): Promise<RecordRow | undefined> {
  const own = await recordsOfStudents(
    school.db,
    actor.registrations.map(({ id }) => id),
  );
  return own.find((row) => row.recordId === recordId);
}
