/** A student's own copy: asked for, looked at, downloaded. Nobody else's. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { dayOf, semesterOf, wallTime } from '../calendar/day.ts';
import { record } from '../ledger/record.ts';
import { bagOf } from '../platform/bag.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { zipOf } from '../platform/zip.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import * as contract from './contract.ts';
import { copyDownloaded, copyRequested, standing } from './copy.ts';
import { addCopy, type CopyRow, copiesOf, documentsOf, filesOf, lockCopies } from './store.ts';

const myCopy = route(contract.myCopy, async ({ school, actor }) => {
  const found = await copiesSeen(school, school.db, actor);
  if (isRefusal(found)) return found;
  const { copies, fresh, freshMinutes } = found;
  const [copy] = copies;
  return {
    copy: copy ? shown(copy) : null,
    nextAt: fresh?.builtAt ? new Date(fresh.builtAt.getTime() + freshMinutes * 60_000).toISOString() : null,
  };
});

const requestCopy = route(contract.requestCopy, async ({ school, actor }) =>
  inTransaction(school.db, async (tx) => {
    await lockCopies(tx, actor.personId);
    const found = await copiesSeen(school, tx, actor);
    if (isRefusal(found)) return found;
    if (found.fresh) return { copyId: found.fresh.copyId, state: found.fresh.state };
    const copyId = await addCopy(tx, actor.personId, found.now);
    await record(tx, actor, copyRequested(copyId), [], { offsetMs: school.clock.offsetMs });
    await school.jobs.add(tx, 'copies.build', { copyId }, { key: `copy ${copyId}` });
    return { copyId, state: 'building' as const };
  }),
);

const downloadCopy = route(contract.downloadCopy, async ({ school, actor, params, reply }) => {
  const [copy] = await copiesOf(school.db, { copyId: params.copyId });
  if (!copy || copy.personId !== actor.personId) return refuse('not-found', '產31');
  if (!copy.builtAt) return refuse('copy-not-ready', '產31');
  const { stream, size, name } = await archiveOf(school, copy, copy.builtAt);
  await inTransaction(school.db, (tx) =>
    record(tx, actor, copyDownloaded(copy.copyId), [], { offsetMs: school.clock.offsetMs }),
  );
  return reply
    .header('content-type', 'application/zip')
    .header('content-length', size)
    .header(
      'content-disposition',
      `attachment; filename="portfolio.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(stream);
});

export const routes: Route[] = [myCopy, requestCopy, downloadCopy];

async function copiesSeen(school: School, db: Db | Tx, actor: SignedIn) {
  if (actor.registrations.length === 0) return refuse('not-allowed', '產31');
  const now = await school.clock.now(db);
  const { schoolYear, semester } = semesterOf(dayOf(now));
  const rules = await rulesFor(db, schoolYear, semester);
  if (isRefusal(rules)) return rules;
  const freshMinutes = defaultOf(rules, 'copyFreshMinutes').value;
  const copies = await copiesOf(db, { personId: actor.personId });
  return { now, copies, freshMinutes, fresh: standing(copies, freshMinutes, now) };
}

function shown(copy: CopyRow) {
  const { copyId, state, requestedAt, builtAt, bytes, files, missing } = copy;
  return {
    copyId,
    state,
    requestedAt: requestedAt.toISOString(),
    builtAt: builtAt?.toISOString() ?? null,
    bytes,
    files,
    missing,
  };
}

/** The bag as a stream: documents from the database, works from the file store, each hashed once more on its way. */
async function archiveOf(school: School, copy: CopyRow, builtAt: Date) {
  const day = dayOf(builtAt);
  const name = `學習歷程-${day.replaceAll('-', '')}`;
  const documents = await documentsOf(school.db, copy.copyId);
  const files = await filesOf(school.db, copy.copyId);
  const entries = bagOf(
    name,
    [
      ...documents.map(({ sealed, ...document }) => ({
        ...document,
        content: Buffer.from(school.seal.open(sealed), 'base64'),
      })),
      ...files.map((file) => ({
        ...file,
        content: async () => (await school.files.open(file.sha256)).read(),
      })),
    ],
    {
      day,
      info: [
        ['Source-Organization', school.name],
        ['External-Identifier', copy.copyId],
        ['External-Description', '學生學習歷程檔案副本 A student’s own copy of the learning portfolio'],
        ...copy.missing.map((path): [string, string] => ['Licheng-Missing-File', path]),
      ],
    },
  );
  return { ...zipOf(entries, wallTime(builtAt)), name: `${name}.zip` };
}
