/** Files that another topic takes from the shelf: only from the asker's own, however well somebody knows a hash. */
import type { Actor } from '../accounts/actor.ts';
import { type AnnouncedFile, decideHeld, type SlotLimits } from '../outcomes/announcement.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Kept } from '../platform/files.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { keptOnShelf } from './facts-store.ts';
import { shelfClause } from './shelf.ts';

/** What is taken early, before the lock: whole at this moment, or healed from the second home, as if it had just come. */
export async function wholeOnShelf(
  { db, files }: Pick<School, 'db' | 'files'>,
  actor: Actor,
  file: AnnouncedFile,
  limits: SlotLimits,
): Promise<Kept | Refusal> {
  const held = await heldOnShelf(db, actor, file, limits);
  if (!isRefusal(held)) await files.open(held.sha256);
  return held;
}

/** Asked under the student's lock before a row names the bytes: until it ends nothing on this shelf goes away. */
export async function heldOnShelf(
  db: Db | Tx,
  actor: Actor,
  file: AnnouncedFile,
  limits: SlotLimits,
): Promise<Kept | Refusal> {
  const held = await keptOnShelf(db, actor, file.sha256);
  if (!held) return refuse('shelf-file-gone', shelfClause, { name: file.name });
  const { sha256, size, mediaType, findings } = held;
  return decideHeld(file, held, limits) ?? { sha256, size, mediaType, findings };
}
