/** Files as they come from a picker, a camera, the clipboard or a drag: what the tray needs to know of each. */
import { tellsLocation } from '../shrink/location.ts';
import { type SlotRules, slotFor, type TrayEntry } from './entry.ts';
import { addEntry, removeEntry, setFile, type Wish } from './tray.ts';

export interface Arrived {
  slot: string;
  blob: Blob;
  name: string;
  located: boolean;
}

/** @param rules of every destination by its key, in the order in which they are offered the files */
export async function arrive(files: readonly File[], rules: ReadonlyMap<string, SlotRules>) {
  const taken: (Arrived & { destination: string })[] = [];
  const turnedAway: string[] = [];
  for (const file of files) {
    const place = placeFor(file.name, rules);
    if (!place) turnedAway.push(file.name);
    else taken.push({ destination: place.destination, ...(await arrivedAs(file, place.slot)) });
  }
  return { taken, turnedAway };
}

function placeFor(name: string, rules: ReadonlyMap<string, SlotRules>) {
  for (const [destination, of] of rules) {
    const slot = slotFor(name, of);
    if (slot !== undefined) return { destination, slot };
  }
  return undefined;
}

export interface Arrivals {
  taken: Arrived[];
  /** Names of what no slot takes. */
  turnedAway: string[];
  /** Names of what came after a slot had its file. */
  tooMany: string[];
}

/** Files for one item: each slot takes the first that fits it. */
export async function arriveAt(files: readonly File[], rules: SlotRules): Promise<Arrivals> {
  const found: Arrivals = { taken: [], turnedAway: [], tooMany: [] };
  for (const file of files) {
    const slot = slotFor(file.name, rules);
    if (!slot) found.turnedAway.push(file.name);
    else if (found.taken.some((one) => one.slot === slot)) found.tooMany.push(file.name);
    else found.taken.push(await arrivedAs(file, slot));
  }
  return found;
}

export async function arrivedAs(file: File, slot: string): Promise<Arrived> {
  return { slot, blob: file, name: file.name, located: await tellsLocation(file) };
}

/** Lays files into the entry of an item, in place of what its slots held; the first of them make the entry. */
export async function layFiles(
  entry: TrayEntry | undefined,
  files: readonly Arrived[],
  wish: Omit<Wish, 'files'>,
): Promise<void> {
  if (!entry && files.length > 0) await addEntry({ ...wish, files });
  if (entry) for (const { slot, ...given } of files) await setFile(entry.id, slot, given);
}

/** An entry without files is none: its words stay where they were written. */
export async function takeOut(entry: TrayEntry, slot: string): Promise<void> {
  if (entry.files.every((file) => file.slot === slot)) await removeEntry(entry.id);
  else await setFile(entry.id, slot, undefined);
}
