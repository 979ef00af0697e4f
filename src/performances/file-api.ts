/** Files that were handed in, of any version, opened by whoever may see their student's list. */
import { followLink, linkTo, sendFile } from '../accounts/file-link-store.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { openPerformanceFile, performanceFileBytes, performanceHandedIn } from './contract.ts';
import { fileOf, handedInBy, ownFile } from './file-store.ts';
import { notFound } from './performance.ts';
import { sees } from './right.ts';

export const routes: Route[] = [
  route(openPerformanceFile, async ({ school, actor, params, body }) => {
    const seen = await sees(school, actor, await handedInBy(school.db, params.performanceId));
    if (isRefusal(seen)) return seen;
    const file = await fileOf(school.db, params);
    if (!file) return notFound();
    const item = `performance:${params.performanceId}`;
    return linkTo(school, actor, 'files/performances/', { ...file, item, ...body });
  }),

  route(performanceHandedIn, async ({ school, actor, params }) => {
    const found = await ownFile(school.db, actor, params.sha256);
    return { found: found ? { ...found, handedInAt: found.handedInAt.toISOString() } : null };
  }),

  openRoute(performanceFileBytes, async ({ school, actor, params, request, reply }) => {
    const followed = await followLink(school, actor, params.token);
    if (isRefusal(followed)) return followed;
    const [, performanceId] = /^performance:(.+)$/.exec(followed?.link.item ?? '') ?? [];
    if (!followed || !performanceId) return notFound();
    // Asked again at each request: a right that was lost is lost here too.
    const seen = await sees(school, followed.viewer, await handedInBy(school.db, performanceId));
    return isRefusal(seen) ? seen : sendFile(school, followed.link, request, reply);
  }),
];
