/** Addresses of files, asked for once: the next work's are here before it is looked at. */
import { openFile } from '../../outcomes/contract.ts';
import { call } from '../../platform/call.ts';

export interface FileKey {
  outcomeId: string;
  versionId: string;
  slot: 'document' | 'media';
}

/** Anew well before the server's fifteen minutes are over. */
const keptMs = 10 * 60_000;
const kept = new Map<string, { at: number; address: Promise<string> }>();

export function fileAddress({ outcomeId, versionId, slot }: FileKey): Promise<string> {
  const key = `${outcomeId} ${versionId} ${slot}`;
  const known = kept.get(key);
  if (known && Date.now() - known.at < keptMs) return known.address;
  const params = { outcomeId, versionId, slot };
  const address = call(openFile, { params, body: { disposition: 'inline' } }).then(({ url }) => url);
  kept.set(key, { at: Date.now(), address });
  // What failed is asked for again the next time.
  address.catch(() => kept.delete(key));
  return address;
}
