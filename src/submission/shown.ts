/** A package as people see it. @server */
import type { PackageRow } from './package-store.ts';

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
