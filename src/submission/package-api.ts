/** Packages: asked for, watched, downloaded, handed over. */
import { createHash } from 'node:crypto';
import { type Route, route } from '../accounts/route.ts';
import { zone } from '../calendar/day.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { zipOf } from '../platform/zip.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { freeze } from './frozen.ts';
import { pathOf } from './manifest.ts';
import {
  decideHandOver,
  decidePackage,
  packageDownloaded,
  packageHandedOver,
  packageRequested,
} from './package.ts';
import {
  documentsOf,
  filesOf,
  type NewLine,
  namesOfLines,
  type PackageFile,
  type PackageRow,
  packagesOf,
  saveHandOver,
  savePackage,
} from './package-store.ts';
import { blocked } from './precheck.ts';
import type { Roster } from './roster.ts';
import { submits } from './round.ts';
import { lockTask, schoolCodes } from './round-store.ts';
import type { SelectedRow } from './selected-store.ts';
import { checkTask, type SeenTask, taskSeenBy } from './task-facts.ts';

const requestPackage = route(contract.requestPackage, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockTask(tx, params.taskId);
    const seen = await taskSeenBy(tx, actor, params.taskId);
    if (isRefusal(seen)) return seen;
    const appointment = submits(actor, seen.task.division, seen.rules.regulation);
    if (!appointment) return refuse('not-allowed', '六(二)2');
    const dates = datesOf(seen);
    if (isRefusal(dates)) return dates;
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
      },
      leaveOut,
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
      deadline: dates.deadline,
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

/** The dates packing hangs on; the refusal names the one nobody has entered. */
function datesOf({ selection, submission }: SeenTask) {
  if (isRefusal(selection)) return selection;
  if (isRefusal(submission)) return submission;
  return {
    selectionCloses: { at: selection.window.closes, clause: selection.clause },
    deadline: { at: submission.window.closes, clause: submission.clause },
  };
}

function frozenList(
  selected: readonly SelectedRow[],
  roster: Roster,
): { lines: NewLine[]; files: PackageFile[] } {
  const lines = selected.map((row, index) => {
    const { nationalIdSealed, nationalIdKey, birthDate } = row;
    if (!nationalIdSealed || !nationalIdKey || !birthDate)
      throw new Error('The pre-check let a line without identity pass.');
    return {
      ...freeze(row, index + 1, roster),
      selectionId: row.selectionId,
      outcomeId: row.outcomeId,
      versionId: row.versionId,
      registrationId: row.registrationId,
      nationalIdSealed,
      nationalIdKey,
      birthDate,
    };
  });
  const files = selected.flatMap((row, index) =>
    row.files.map((file) => ({
      ...file,
      line: index + 1,
      path: pathOf(index + 1, file.slot, file.mediaType),
    })),
  );
  return { lines, files };
}

/** One hash over the frozen list, so that the ledger line proves it: identities by their keyed hash. */
function listHash(lines: readonly NewLine[], files: readonly PackageFile[]): string {
  const text = JSON.stringify([
    lines.map(({ nationalIdSealed: _, nationalIdKey, ...line }) => ({
      ...line,
      nationalIdKey: nationalIdKey.toString('hex'),
    })),
    files,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

export function openDocument(school: Pick<School, 'seal'>, sealed: Buffer): Buffer {
  return Buffer.from(school.seal.open(sealed), 'base64');
}

/** The wall clock in Taipei, as ZIP entries carry it. */
function wallTime(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');
}

export function shownPackage(
  made: PackageRow,
  own: boolean,
  names: ReadonlyMap<number, { student: string; subject: string }>,
) {
  const may: ('download' | 'handOver')[] = own && made.builtAt ? ['download'] : [];
  if (own && made.state === 'ready') may.push('handOver');
  return {
    packageId: made.packageId,
    number: made.number,
    state: made.state,
    rosterCode: made.rosterCode,
    requestedBy: made.requestedBy,
    requestedAt: made.requestedAt.toISOString(),
    builtAt: made.builtAt?.toISOString() ?? null,
    lines: made.lines,
    files: made.files,
    checked: made.checked,
    bytes: made.bytes,
    manifestSha256: made.manifestSha256,
    failures: made.failures.map(({ line, path }) => ({
      line,
      path,
      student: names.get(line)?.student ?? '',
      subject: names.get(line)?.subject ?? '',
    })),
    leftOut: made.leftOut.length,
    leftOutReason: made.leftOutReason,
    handedOverAt: made.handedOverAt?.toISOString() ?? null,
    handedOverHow: made.handedOverHow,
    markedBy: made.markedBy,
    replacedAt: made.replacedAt?.toISOString() ?? null,
    may,
  };
}

export const routes: Route[] = [requestPackage, onePackage, downloadPackage, handOver];
