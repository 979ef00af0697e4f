/** Where an entry goes: to which destination, and to which of its items. */
import type { TrayEntry } from './entry.ts';
import { bytesOf, changeEntry, destinationOf, entryOf, removeEntry, setFile, trayNow } from './tray.ts';
import { isOpen } from './useEntryOf.ts';

/** Gives an entry to another destination, its files in the slots they have there. */
export async function moveTo(
  id: string,
  destination: string,
  slots: ReadonlyMap<string, string>,
): Promise<void> {
  const entry = entryOf(id);
  if (!entry) return;
  const moved = entry.files.filter(({ slot }) => (slots.get(slot) ?? slot) !== slot);
  const carried = await carry(entry, moved);
  await changeEntry(id, { destination, target: {}, draftSeen: undefined });
  for (const { slot, ...file } of carried) {
    await setFile(id, slots.get(slot) ?? slot, file);
    await setFile(id, slot, undefined);
  }
}

/**
 * Says which item an entry is for. The files for one item travel as one entry: sent one after the other, the second
 * would be a version without the first.
 */
export async function assign(id: string, target: TrayEntry['target']): Promise<void> {
  await changeEntry(id, { target });
  const entry = entryOf(id);
  const other = entry && companionOf(entry);
  if (!other) return;
  for (const { slot, ...file } of await carry(other, other.files)) await setFile(id, slot, file);
  await removeEntry(other.id);
}

/** Another one for the same item that has what this one lacks. */
function companionOf(entry: TrayEntry): TrayEntry | undefined {
  const destination = destinationOf(entry);
  const item = destination?.item(entry.target);
  if (!destination || item === undefined) return undefined;
  return trayNow().entries.find(
    (other) =>
      other.id !== entry.id &&
      other.destination === entry.destination &&
      isOpen(other) &&
      destination.item(other.target) === item &&
      !other.files.some(({ slot }) => entry.files.some((file) => file.slot === slot)),
  );
}

async function carry(entry: TrayEntry, files: TrayEntry['files']) {
  const read = files.map(async ({ slot, name, size, type, sha256, located, held }) => {
    if (held) return [{ slot, name, size, type, sha256 }];
    const blob = await bytesOf(entry.id, slot);
    return blob ? [{ slot, name, located, blob }] : [];
  });
  return (await Promise.all(read)).flat();
}
