/** Files as they come from a picker, a camera, the clipboard or a drag: what the tray needs to know of each. */
import { tellsLocation } from '../shrink/location.ts';
import { type SlotRules, slotFor } from './entry.ts';

export interface Arrived {
  slot: string;
  blob: Blob;
  name: string;
  located: boolean;
}

export interface Arrivals {
  taken: (Arrived & { destination: string })[];
  /** Names of what nobody takes. */
  turnedAway: string[];
}

/** @param rules of every destination by its key, in the order in which they are offered the files */
export async function arrive(
  files: readonly File[],
  rules: ReadonlyMap<string, SlotRules>,
): Promise<Arrivals> {
  const found: Arrivals = { taken: [], turnedAway: [] };
  for (const file of files) {
    const place = placeFor(file.name, rules);
    if (!place) found.turnedAway.push(file.name);
    else found.taken.push({ destination: place.destination, ...(await arrivedAs(file, place.slot)) });
  }
  return found;
}

function placeFor(name: string, rules: ReadonlyMap<string, SlotRules>) {
  for (const [destination, of] of rules) {
    const slot = slotFor(name, of);
    if (slot !== undefined) return { destination, slot };
  }
  return undefined;
}

export async function arrivedAs(file: File, slot: string): Promise<Arrived> {
  return { slot, blob: file, name: file.name, located: await tellsLocation(file) };
}
