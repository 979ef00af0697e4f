/** Packages: asked for, watched, downloaded, handed over. */
import { type Route, route } from '../accounts/route.ts';
import { wallTime } from '../calendar/day.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { zipOf } from '../platform/zip.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { frozenList, listHash } from './list.ts';
import {
  decideHandOver,
  decidePackage,
  packageDownloaded,
  packageHandedOver,
  packageRequested,
} from './package.ts';
import { documentsOf, filesOf, namesOfLines, packagesOf } from './package-store.ts';
import { saveHandOver, savePackage } from './packing-store.ts';
import { blocked, doubtful } from './precheck.ts';
import { submits } from './round.ts';
import { lockRound, lockTask, schoolCodes } from './round-store.ts';
import { shownPackage } from './shown.ts';
import { checkTask, datesOf, taskSeenBy } from './task-facts.ts';

const requestPackage = route(contract.requestPackage, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockTask(tx, params.taskId);
    const seen = await taskSeenBy(tx, actor, params.taskId);
    if (isRefusal(seen)) return seen;
    const appointment = submits(actor, seen.task.division, seen.rules.regulation);
    if (!appointment) return refuse('not-allowed', '六(二)2');
    const dates = datesOf(seen);
    if (isRefusal(dates)) return dates;
    await lockRound(tx, seen.task.roundId, 'packing');
    const now = await school.clock.now(tx);
    const { selected, findings } = await checkTask(tx, seen);
    const earlier = await packagesOf(tx, { taskId: params.taskId });
    const leaveOut = { outcomeIds: body.leaveOut, reason: body.reason };
    const decided = decidePackage(
      {
        roundClosed: seen.task.roundClosed,
        ...dates,
        packages: earlier.map(({ state }) => state),
        selected: selected.map(({ outcomeId }) => outcomeId),
        blocked: blocked(findings),
        doubtful: doubtful(findings),
      },
      { leaveOut, acknowledged: body.acknowledged },
      now,
    );
    if (isRefusal(decided)) return decided;

    const chosen = new Set(decided.outcomeIds);
    const list = frozenList(
      selected.filter(({ outcomeId }) => chosen.has(outcomeId)),
      seen.roster,
    );
    const made = {
      taskId: params.taskId,
      number: (earlier[0]?.number ?? 0) + 1,
      roster: seen.roster.key,
      rosterCode: seen.rosterCode,
      regulation: seen.rules.versionId,
      requestedBy: actor.personId,
      appointmentId: appointment.id,
      at: now,
      leftOut: body.leaveOut,
      leftOutReason: body.reason.trim(),
      ...list,
    };
    const packageId = await savePackage(tx, made);
    await record(
      tx,
      actor,
      packageRequested(packageId, params.taskId, {
        number: made.number,
        lines: made.lines.length,
        listSha256: listHash(made.lines, made.files),
        leftOut: made.leftOut,
        acknowledged: [...doubtful(findings)].filter((outcomeId) => chosen.has(outcomeId)),
        reason: made.leftOutReason,
        regulation: made.regulation,
      }),
      [{ table: 'package', id: packageId }],
      { appointmentId: appointment.id, offsetMs: school.clock.offsetMs },
    );
    await school.jobs.add(tx, 'submission.buildPackage', { packageId }, { key: `package ${packageId}` });
    return { packageId, number: made.number };
  }),
);

const onePackage = route(contract.onePackage, async ({ school, actor, params }) => {
  const found = await packageSeenBy(school, actor, params.packageId);
  if (isRefusal(found)) return found;
  const { made, own } = found;
  return shownPackage(
    made,
    own,
    await namesOfLines(
      school.db,
      made.packageId,
      made.failures.map(({ line }) => line),
    ),
  );
});

const downloadPackage = route(contract.downloadPackage, async ({ school, actor, params, reply }) => {
  const found = await packageSeenBy(school, actor, params.packageId);
  if (isRefusal(found)) return found;
  const { made, appointmentId } = found;
  if (!appointmentId) return refuse('not-allowed', '六(二)2');
  if (!made.builtAt) return refuse('package-not-ready', '六(二)2');

  const documents = await documentsOf(school.db, made.packageId);
  const files = await filesOf(school.db, made.packageId);
  await inTransaction(school.db, (tx) =>
    record(tx, actor, packageDownloaded(made.packageId, made.taskId), [], {
      appointmentId,
      offsetMs: school.clock.offsetMs,
    }),
  );
  const codes = await schoolCodes(school.db);
  const zip = zipOf(
    [
      ...documents.map(({ path, size, sha256, sealed }) => ({
        path,
        size,
        sha256,
        content: openDocument(school, sealed),
      })),
      ...files.map(({ path, size, sha256 }) => ({
        path,
        size,
        sha256,
        content: async () => (await school.files.open(sha256)).read(),
      })),
    ],
    wallTime(made.builtAt),
  );
  const name = `${codes[made.division]}-${made.schoolYear}-${made.rosterCode}-${made.number}.zip`;
  return reply
    .header('content-type', 'application/zip')
    .header('content-length', zip.size)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(zip.stream);
});

const handOver = route(contract.handOver, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const [first] = await packagesOf(tx, params);
    if (!first) return refuse('not-found', '六(二)2');
    await lockTask(tx, first.taskId);
    const [made = first] = await packagesOf(tx, params);
    const seen = await taskSeenBy(tx, actor, made.taskId);
    if (isRefusal(seen)) return seen;
    const appointment = submits(actor, seen.task.division, seen.rules.regulation);
    if (!appointment) return refuse('not-allowed', '六(二)2');
    const dates = datesOf(seen);
    if (isRefusal(dates)) return dates;
    const now = await school.clock.now(tx);
    const at = new Date(body.at);
    const decided = decideHandOver({ state: made.state, builtAt: made.builtAt ?? undefined }, at, {
      now,
      submission: dates.submission,
    });
    if (isRefusal(decided)) return decided;

    const { packageId, taskId } = made;
    const replaces = await saveHandOver(tx, {
      packageId,
      taskId,
      at,
      how: body.how,
      by: actor.personId,
      markedAt: now,
    });
    await record(
      tx,
      actor,
      packageHandedOver(packageId, taskId, {
        at: at.toISOString(),
        how: body.how,
        manifestSha256: made.manifestSha256 ?? '',
        replaces,
      }),
      [packageId, ...replaces].map((id) => ({ table: 'package', id })),
      { appointmentId: appointment.id, offsetMs: school.clock.offsetMs },
    );
    return { packageId };
  }),
);

/** The package, through the task the actor may watch; `appointmentId` where they submit for it. */
async function packageSeenBy(school: School, actor: Parameters<typeof taskSeenBy>[1], packageId: string) {
  const [made] = await packagesOf(school.db, { packageId });
  if (!made) return refuse('not-found', '六(二)2');
  const seen = await taskSeenBy(school.db, actor, made.taskId);
  if (isRefusal(seen)) return seen;
  const appointmentId = submits(actor, seen.task.division, seen.rules.regulation)?.id;
  return { made, own: appointmentId !== undefined, appointmentId };
}

function openDocument(school: Pick<School, 'seal'>, sealed: Buffer): Buffer {
  return Buffer.from(school.seal.open(sealed), 'base64');
}

export const routes: Route[] = [requestPackage, onePackage, downloadPackage, handOver];
