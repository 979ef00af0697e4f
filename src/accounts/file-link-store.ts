/** File links of one session: made for whoever may see the file, and followed only while session and link live. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Db, inTransaction } from '../platform/db.ts';
import { type FileLink, linkBehind, makeFileLink, sendLinked } from '../platform/file-links.ts';
import { LostBytes } from '../platform/files.ts';
import type { School } from '../platform/school.ts';
import { readDefaults } from '../regulation/parse.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import type { Actor } from './actor.ts';
import { actorByToken } from './auth.ts';
import type { SignedIn } from './route.ts';

type LinkedFile = Pick<FileLink, 'item' | 'sha256' | 'name' | 'mediaType' | 'disposition'>;

/** @param folder where the topic serves its links: `files/` or below it */
export async function linkTo(school: School, { sessionId }: SignedIn, folder: string, file: LinkedFile) {
  const now = await school.clock.now(school.db);
  const expiresAt = new Date(now.getTime() + validFor().value * 60_000);
  const link = { ...file, sessionId, expiresAt };
  const token = await inTransaction(school.db, (tx) => makeFileLink(tx, link, now));
  const { name, mediaType } = file;
  return {
    url: `${school.filesOrigin ?? ''}/${folder}${token}`,
    name,
    mediaType,
    expiresAt: expiresAt.toISOString(),
  };
}

/** The link and who follows it; undefined for a stranger, refused where it has run out. */
export async function followLink(
  school: School,
  actor: Actor,
  token: string,
): Promise<{ link: FileLink; viewer: Actor } | Refusal | undefined> {
  const link = await linkBehind(school.db, token);
  const viewer = link && (await viewerOf(school, actor, link));
  if (!link || !viewer) return undefined;
  if ((await school.clock.now(school.db)) < link.expiresAt) return { link, viewer };
  const { cite, value } = validFor();
  return refuse('file-link-expired', cite, { minutes: value });
}

export async function sendFile(
  school: School,
  link: FileLink,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | Refusal> {
  const page = school.filesOrigin ? { origin: new URL(school.publicUrl).origin } : {};
  try {
    return await sendLinked(school.files, link, request, reply, page);
  } catch (error) {
    if (error instanceof LostBytes) return refuse('file-lost', '產82', { name: link.name });
    throw error;
  }
}

/**
 * Who looks: the request's own session where files share the page's origin. A separate origin has no cookies, so
 * there the link's session stands in, asked for as at any other request.
 */
async function viewerOf(school: School, actor: Actor, link: FileLink): Promise<Actor | undefined> {
  const token = school.filesOrigin ? await sessionToken(school.db, link.sessionId) : undefined;
  const viewer = token ? await actorByToken(school, token) : actor;
  return viewer.sessionId === link.sessionId ? viewer : undefined;
}

/** The token of a session, living or ended: whoever uses it asks whether it lives. */
async function sessionToken(db: Db, sessionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('login_session')
    .select('token')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.token;
}

function validFor() {
  return defaultOf({ defaults: readDefaults() }, 'fileLinkMinutes');
}
