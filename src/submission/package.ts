/**
 * 提交: a package is the frozen list of a division's selected and certified outcomes, with workbook and manifest.
 * building -> ready -> handed-over, or building -> failed. A later issue replaces an earlier one; nothing is erased.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export type PackageState = 'building' | 'ready' | 'failed' | 'handed-over' | 'replaced';

/** How a package reached the central database. */
export const handOverWays = ['upload-site', 'medium', 'other'] as const;
export type HandOverWay = (typeof handOverWays)[number];

export interface Submission {
  opens: Date | null;
  closes: Date;
  clause: string;
}

export interface TaskFacts {
  roundClosed: boolean;
  /** When the selection window of this round and division ends. */
  selectionCloses: { at: Date; clause: string };
  /** When submitting begins and the first instant after its end, by the national deadline. */
  submission: Submission;
  /** States of the packages made so far. */
  packages: readonly PackageState[];
  /** Selected outcomes of the division in this round. */
  selected: readonly string[];
  /** Those with a blocking finding. */
  blocked: ReadonlySet<string>;
  /** Those with a finding that has to be acknowledged. */
  doubtful: ReadonlySet<string>;
}

/**
 * 六(二)2: packing begins when the selection has ended and submitting is open; it ends with the national deadline.
 * @param wish.leaveOut outcomes with blocking findings that stay behind, each named, with a reason
 * @param wish.acknowledged somebody has looked at every finding that does not block
 * @returns the outcomes of the frozen list
 */
export function decidePackage(
  facts: TaskFacts,
  {
    leaveOut,
    acknowledged,
  }: { leaveOut: { outcomeIds: readonly string[]; reason: string }; acknowledged: boolean },
  now: Date,
): { outcomeIds: string[] } | Refusal {
  if (facts.roundClosed) return refuse('round-closed', '六(二)2');
  if (now < facts.selectionCloses.at) {
    return refuse('selection-still-open', facts.selectionCloses.clause, {
      until: facts.selectionCloses.at.toISOString(),
    });
  }
  const shut = outside(facts.submission, now);
  if (shut) return shut;
  if (facts.packages.includes('building')) return refuse('package-building', '六(二)2');
  const unknown = leaveOut.outcomeIds.find((id) => !facts.blocked.has(id));
  // What a student selected and nothing stands against may not be kept back by an office.
  if (unknown !== undefined) return refuse('nothing-against-outcome', '六(一)');
  if (leaveOut.outcomeIds.length > 0 && leaveOut.reason.trim() === '')
    return refuse('reason-needed', '六(二)2');
  const left = new Set(leaveOut.outcomeIds);
  const standing = [...facts.blocked].filter((id) => !left.has(id));
  if (standing.length > 0) return refuse('blocking-findings', '六(二)2', { count: standing.length });
  const outcomeIds = facts.selected.filter((id) => !left.has(id));
  if (outcomeIds.length === 0) return refuse('nothing-selected', '六(二)2');
  const doubtful = outcomeIds.filter((id) => facts.doubtful.has(id));
  if (doubtful.length > 0 && !acknowledged) {
    return refuse('findings-unacknowledged', '六(二)2', { count: doubtful.length });
  }
  return { outcomeIds };
}

/** @param at when it was handed over: not before it was built, not in the future, by the national deadline */
export function decideHandOver(
  made: { state: PackageState; builtAt?: Date },
  at: Date,
  facts: { now: Date; submission: Submission },
): { accepted: true } | Refusal {
  if (made.state !== 'ready' || !made.builtAt) return refuse('package-not-ready', '六(二)2');
  if (at > facts.now) return refuse('time-in-future', '六(二)2');
  if (at < made.builtAt) return refuse('before-built', '六(二)2', { built: made.builtAt.toISOString() });
  return outside(facts.submission, at) ?? { accepted: true };
}

function outside({ opens, closes, clause }: Submission, at: Date): Refusal | undefined {
  if (opens && at < opens) return refuse('submission-not-open', clause, { opens: opens.toISOString() });
  if (at < closes) return undefined;
  return refuse('national-deadline-passed', clause, { deadline: closes.toISOString() });
}

export function packageRequested(
  packageId: string,
  taskId: string,
  data: {
    number: number;
    lines: number;
    listSha256: string;
    leftOut: readonly string[];
    acknowledged: readonly string[];
    reason: string;
    regulation: string;
  },
): LedgerEvent {
  return { act: 'submission.packageRequested', about: { packageId, taskId }, data };
}

export function packageBuilt(
  packageId: string,
  taskId: string,
  data: { manifestSha256: string; files: number; bytes: number; replaces: readonly string[] },
): LedgerEvent {
  return { act: 'submission.packageBuilt', about: { packageId, taskId }, data };
}

export function packageFailed(packageId: string, taskId: string, failures: readonly object[]): LedgerEvent {
  return { act: 'submission.packageFailed', about: { packageId, taskId }, data: { failures } };
}

export function packageHandedOver(
  packageId: string,
  taskId: string,
  data: { at: string; how: string; manifestSha256: string; replaces: readonly string[] },
): LedgerEvent {
  return { act: 'submission.packageHandedOver', about: { packageId, taskId }, data };
}

export function packageDownloaded(packageId: string, taskId: string): LedgerEvent {
  return { act: 'submission.packageDownloaded', about: { packageId, taskId }, data: {} };
}

export function originEntered(enrolmentId: string): LedgerEvent {
  return { act: 'submission.originEntered', about: { enrolmentId }, data: {} };
}
