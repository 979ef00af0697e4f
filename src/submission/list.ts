/** Makes the frozen list of a package from what is selected, and the hash that proves it. @server */
import { createHash } from 'node:crypto';
import { freeze } from './frozen.ts';
import { pathOf } from './manifest.ts';
import type { PackageFile } from './package-store.ts';
import type { NewLine } from './packing-store.ts';
import type { Roster } from './roster.ts';
import type { SelectedRow } from './selected-store.ts';

export function frozenList(
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
export function listHash(lines: readonly NewLine[], files: readonly PackageFile[]): string {
  const text = JSON.stringify([
    lines.map(({ nationalIdSealed: _, nationalIdKey, ...line }) => ({
      ...line,
      nationalIdKey: nationalIdKey.toString('hex'),
    })),
    files,
  ]);
  return createHash('sha256').update(text).digest('hex');
}
