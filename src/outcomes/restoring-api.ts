/** Lost bytes handed in again: found out when the upload is announced, put right when its last file is here (產82). */
import type { SignedIn } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { givenReceipt } from '../ledger/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { outcomeWithdrawn } from './event.ts';
import { type OwnOutcome, type OwnUpload, ownUpload } from './facts-store.ts';
import { outcomeRestored, sameSet, type VersionKnown, versionRestored } from './restoring.ts';
import { markRestored, versionsHolding } from './restoring-store.ts';
import { withdraw } from './store.ts';

/** The version that what is announced would put right. Both homes are looked at, whatever is known of a loss already. */
export async function restoredBy(
  school: School,
  outcome: OwnOutcome,
  announced: readonly { sha256: string }[],
): Promise<VersionKnown | undefined> {
  const sha256s = announced.map(({ sha256 }) => sha256);
  const known = await versionsHolding(school.db, outcome, sha256s);
  const same = known.filter(({ files }) => sameSet(files, announced));
  if (same.length === 0) return undefined;
  const held = new Map<string, boolean>();
  for (const sha256 of sha256s) held.set(sha256, await school.files.holds(sha256));
  const seen = same.map((version) => ({
    ...version,
    files: version.files.map(({ sha256 }) => ({ sha256, lost: held.get(sha256) === false })),
  }));
  return versionRestored(seen, announced);
}

/** Everything is on disk again: nothing but the ledger learns of it, and a draft that was only the way here is over. */
export async function restore(tx: Tx, school: School, actor: SignedIn, upload: OwnUpload) {
  const { uploadId, registrationId, now } = upload;
  await markRestored(tx, uploadId, now);
  const done = await ownUpload(tx, school.clock, actor, uploadId);
  if (!done?.version) throw new Error(`Upload ${uploadId} restored nothing.`);
  const { outcomeId, versionId, number } = done.version;
  const event = outcomeRestored(
    { outcomeId, registrationId, versionId, uploadId },
    { number, files: upload.files },
  );
  await record(tx, actor, event, [{ table: 'outcome_upload', id: uploadId }], school.clock);
  if (upload.outcomeId !== outcomeId && upload.versions === 0) {
    const draft = { outcomeId: upload.outcomeId, registrationId };
    await withdraw(tx, upload.outcomeId, now);
    await record(
      tx,
      actor,
      outcomeWithdrawn(draft, 0),
      [{ table: 'outcome', id: upload.outcomeId }],
      school.clock,
    );
  }
  return received(tx, done.version);
}

/** The answer to an upload that is done, however often it is asked: its version, and the receipt it always had. */
export async function received(db: Db | Tx, version: NonNullable<OwnUpload['version']>) {
  return { state: 'received' as const, ...version, receipt: await givenReceipt(db, version.versionId) };
}
