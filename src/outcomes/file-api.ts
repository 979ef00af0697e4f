/** Files that were handed in, opened by whoever may see their outcome. */
import { followLink, linkTo, sendFile } from '../accounts/file-link-store.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { fileBytes, handedIn, openFile } from './contract.ts';
import { fileOf, ownFile } from './file-store.ts';
import { notFound } from './outcome.ts';
import { outcomeVisibleTo } from './store.ts';

export const routes: Route[] = [
  route(openFile, async ({ school, actor, params, body }) => {
    const outcome = await outcomeVisibleTo(school.db, actor, params.outcomeId);
    const file = outcome && (await fileOf(school.db, outcome.outcomeId, params.versionId, params.slot));
    if (!outcome || !file) return notFound();
    const { lost, ...bytes } = file;
    if (lost) return refuse('file-lost', '產82', { name: file.name });
    const { disposition } = body;
    return linkTo(school, actor, 'files/', { ...bytes, item: itemOf(outcome.outcomeId), disposition });
  }),

  route(handedIn, async ({ school, actor, params }) => {
    const found = await ownFile(school.db, actor, params.sha256);
    return { found: found ? { ...found, handedInAt: found.handedInAt.toISOString() } : null };
  }),

  openRoute(fileBytes, async ({ school, actor, params, request, reply }) => {
    const followed = await followLink(school, actor, params.token);
    if (isRefusal(followed)) return followed;
    // Asked again at each request: a right that was lost is lost here too.
    const outcomeId = followed && outcomeIdOf(followed.link.item);
    if (!outcomeId || !(await outcomeVisibleTo(school.db, followed.viewer, outcomeId))) return notFound();
    return sendFile(school, followed.link, request, reply);
  }),
];

function itemOf(outcomeId: string): string {
  return `outcome:${outcomeId}`;
}

/** undefined for another topic's file. */
function outcomeIdOf(item: string): string | undefined {
  return /^outcome:(.+)$/.exec(item)?.[1];
}
