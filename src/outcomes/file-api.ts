/** Files that were handed in, opened by whoever may see their outcome. */
import type { Actor } from '../accounts/actor.ts';
import { actorByToken } from '../accounts/auth.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { inTransaction } from '../platform/db.ts';
import { type FileLink, linkBehind, makeFileLink, sendLinked } from '../platform/file-links.ts';
import type { School } from '../platform/school.ts';
import { readDefaults } from '../regulation/parse.ts';
import { refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { fileBytes, openFile } from './contract.ts';
import { fileOf, sessionToken } from './file-store.ts';
import { notFound } from './outcome.ts';
import { outcomeVisibleTo } from './store.ts';

export const routes: Route[] = [
  route(openFile, async ({ school, actor, params, body }) => {
    const outcome = await outcomeVisibleTo(school.db, actor, params.outcomeId);
    const file = outcome && (await fileOf(school.db, outcome.outcomeId, params.versionId, params.slot));
    if (!outcome || !file) return notFound();
    const now = await school.clock.now(school.db);
    const expiresAt = new Date(now.getTime() + validFor().value * 60_000);
    const { sessionId } = actor;
    const link = {
      ...file,
      sessionId,
      item: itemOf(outcome.outcomeId),
      disposition: body.disposition,
      expiresAt,
    };
    const token = await inTransaction(school.db, (tx) => makeFileLink(tx, link, now));
    const { name, mediaType } = file;
    return {
      url: `${school.filesOrigin ?? ''}/files/${token}`,
      name,
      mediaType,
      expiresAt: expiresAt.toISOString(),
    };
  }),

  openRoute(fileBytes, async ({ school, actor, params, request, reply }) => {
    const link = await linkBehind(school.db, params.token);
    const viewer = link && (await viewerOf(school, actor, link));
    if (!link || !viewer) return notFound();
    if ((await school.clock.now(school.db)) >= link.expiresAt) {
      const { cite, value } = validFor();
      return refuse('file-link-expired', cite, { minutes: value });
    }
    // Asked again at each request: a right that was lost is lost here too.
    if (!(await outcomeVisibleTo(school.db, viewer, outcomeIdOf(link.item)))) return notFound();
    const page = school.filesOrigin ? { origin: new URL(school.publicUrl).origin } : {};
    return sendLinked(school.files, link, request, reply, page);
  }),
];

/**
 * Who looks: the request's own session where files share the page's origin. A separate origin has no cookies, so
 * there the link's session stands in, asked for as at any other request.
 */
async function viewerOf(school: School, actor: Actor, link: FileLink): Promise<Actor | undefined> {
  const token = school.filesOrigin ? await sessionToken(school.db, link.sessionId) : undefined;
  const viewer = token ? await actorByToken(school, token) : actor;
  return viewer.sessionId === link.sessionId ? viewer : undefined;
}

function validFor() {
  return defaultOf({ defaults: readDefaults() }, 'fileLinkMinutes');
}

function itemOf(outcomeId: string): string {
  return `outcome:${outcomeId}`;
}

function outcomeIdOf(item: string): string {
  return item.slice('outcome:'.length);
}
