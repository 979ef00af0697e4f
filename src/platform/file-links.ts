/**
 * File links: unguessable addresses of one file for one session, valid a few minutes for many range requests.
 * Whoever serves them asks again at every request whether the session lives and still has the right. The bytes
 * are sent as inert data: a fixed type from our own table, no sniffing, no scripts, no frames.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db, Tx } from './db.ts';
import type { Files } from './files.ts';

export interface FileLink {
  sessionId: string;
  /** Whose file it is, in the words of the topic that made the link, e.g. `outcome:<id>`. */
  item: string;
  sha256: string;
  name: string;
  mediaType: string;
  disposition: 'inline' | 'attachment';
  expiresAt: Date;
}

/** @returns the token: 256 random bits as 43 characters; only its hash is kept */
export async function makeFileLink(tx: Tx, link: FileLink, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  // What ran out is of no use to anyone; the table stays as small as the last minutes.
  await tx.deleteFrom('file_link').where('expires_at', '<=', now).execute();
  await tx
    .insertInto('file_link')
    .values({
      token_hash: hashOf(token),
      session_id: link.sessionId,
      item: link.item,
      sha256: link.sha256,
      name: link.name,
      media_type: link.mediaType,
      disposition: link.disposition,
      expires_at: link.expiresAt,
    })
    .execute();
  return token;
}

/** The link of a token, even when it has run out: the caller compares `expiresAt` with its clock. */
export async function linkBehind(db: Db, token: string): Promise<FileLink | undefined> {
  const row = await db
    .selectFrom('file_link')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return (
    row && {
      sessionId: row.session_id,
      item: row.item,
      sha256: row.sha256,
      name: row.name,
      mediaType: row.media_type,
      disposition: row.disposition === 'attachment' ? 'attachment' : 'inline',
      expiresAt: row.expires_at,
    }
  );
}

/** For the transaction that deletes the item: nobody opens it any more, and no link keeps its bytes. */
export async function dropFileLinks(tx: Tx, items: readonly string[]): Promise<void> {
  if (items.length > 0) await tx.deleteFrom('file_link').where('item', 'in', items).execute();
}

/** Sends the bytes, or the range asked for (RFC 9110 §14), with the hash of the whole (RFC 9530). */
export async function sendLinked(
  files: Pick<Files, 'open'>,
  link: FileLink,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { origin?: string } = {},
): Promise<FastifyReply> {
  const opened = await files.open(link.sha256);
  const range = rangeOf(request.headers.range, opened.size, ifRangeOf(request), etagOf(link));
  inert(reply, link, page.origin);
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${opened.size}`).send();
  }
  if (!range) {
    return reply.code(200).header('content-length', opened.size).send(opened.read());
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${opened.size}`)
    .header('content-length', range.end - range.start + 1)
    .send(opened.read(range));
}

/** Whatever the bytes are, a browser does nothing with them but show or save them. */
function inert(reply: FastifyReply, link: FileLink, pageOrigin: string | undefined): void {
  reply
    .header('content-type', link.mediaType)
    .header('content-disposition', dispositionOf(link))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', pageOrigin ? 'cross-origin' : 'same-origin')
    .header('accept-ranges', 'bytes')
    .header('etag', etagOf(link))
    .header('repr-digest', `sha-256=:${Buffer.from(link.sha256, 'hex').toString('base64')}:`)
    .header('cache-control', 'private, no-store');
  if (pageOrigin) reply.header('access-control-allow-origin', pageOrigin).header('vary', 'origin');
}

/** RFC 6266 with the name in UTF-8 (RFC 8187), and a plain ASCII one for what does not read it. */
export function dispositionOf({ disposition, name }: Pick<FileLink, 'disposition' | 'name'>): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * One range of bytes, both ends included. Several ranges, other units and what cannot be read are answered with
 * the whole, as RFC 9110 allows.
 */
export function rangeOf(
  header: string | undefined,
  size: number,
  ifRange: string | undefined,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

function ifRangeOf(request: FastifyRequest): string | undefined {
  return request.headers['if-range']?.toString();
}

function etagOf({ sha256 }: Pick<FileLink, 'sha256'>): string {
  return `"${sha256}"`;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
