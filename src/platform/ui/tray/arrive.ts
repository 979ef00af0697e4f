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
  taken: Arrived[];
  /** Names of what no slot takes. */
  turnedAway: string[];
}

export async function arrive(files: readonly File[], rules: SlotRules): Promise<Arrivals> {
  const found: Arrivals = { taken: [], turnedAway: [] };
  for (const file of files) {
    const slot = slotFor(file.name, rules);
    if (!slot) found.turnedAway.push(file.name);
    else found.taken.push(await arrivedAs(file, slot));
  }
  return found;
}

export async function arrivedAs(file: File, slot: string): Promise<Arrived> {
  return { slot, blob: file, name: file.name, located: await tellsLocation(file) };
}
