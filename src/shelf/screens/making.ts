/** Makes the draft of the normal kind, remembers what it was made of, and lays its files into the tray. */
import type { OutcomeLimits } from '../../outcomes/announcement.ts';
import { createOutcome } from '../../outcomes/contract.ts';
import { savePerformanceDraft, startPerformance } from '../../performances/contract.ts';
import { targetOf } from '../../performances/screens/written.ts';
import { call } from '../../platform/call.ts';
import type { Target } from '../../platform/ui/place.tsx';
import { addEntry } from '../../platform/ui/tray/tray.ts';
import { noteMade, openShelfFile } from '../contract.ts';
import { fitsAsItIs } from '../make.ts';
import type { Detail } from './OneItem.tsx';

interface Wish {
  itemId: string;
  description: string;
  files: Detail['item']['files'];
  limits: OutcomeLimits;
}

/** @returns where the form is */
export async function madeOutcome({
  enrolmentId,
  subject,
  ...wish
}: Wish & { enrolmentId: string; subject: string }): Promise<Target> {
  const { itemId, description } = wish;
  const { outcomeId } = await call(createOutcome, { body: { enrolmentId, description } });
  await call(noteMade, { params: { itemId }, body: { outcomeId } });
  const target = { outcomeId, subject, description };
  await layIn('outcomes', target, undefined, wish);
  return { to: '/outcomes/$outcomeId', params: { outcomeId } };
}

/** @returns where the form is */
export async function madePerformance({
  category,
  link,
  ...wish
}: Wish & { category: string; link: string }): Promise<Target> {
  const { itemId, description } = wish;
  const { performanceId } = await call(startPerformance, { body: { category } });
  const written = { fields: {}, description, link };
  const body = { ...written, seen: null };
  const { savedAt } = await call(savePerformanceDraft, { params: { performanceId }, body });
  await call(noteMade, { params: { itemId }, body: { performanceId } });
  const target = targetOf({ performanceId, category }, { ...written, keep: [] });
  await layIn('performances', target, savedAt, wish);
  return { to: '/performances/$performanceId', params: { performanceId } };
}

/** What fits stays where it is and is taken there; what is too large comes to this device, where it can be made smaller. */
async function layIn(
  destination: string,
  target: Record<string, string>,
  draftSeen: string | undefined,
  { itemId, files, limits }: Wish,
): Promise<void> {
  if (files.length === 0) return;
  const laid = files.map(async ({ fileId, slot, name, size, sha256, mediaType }) => {
    if (fitsAsItIs({ fileId, slot, size, mediaType }, limits[slot]))
      return { slot, name, size, sha256, type: mediaType };
    const { url } = await call(openShelfFile, { params: { itemId, fileId }, body: {} });
    return { slot, name, blob: await (await fetch(url)).blob(), located: false };
  });
  await addEntry({ destination, target, draftSeen, files: await Promise.all(laid) });
}
