import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TrayEntry } from './entry.ts';
import { removeEntry, useTray } from './tray.ts';

interface EntryOf {
  destination: string;
  /** Whether a target is the page's own item. */
  isOurs(target: TrayEntry['target']): boolean;
  /** Told once for each entry. */
  onArrived(): void;
}

/**
 * What lies in the tray for one item, watched by its page. Once it has arrived the page is asked again, and the tray
 * is done with it.
 */
export function useEntryOf({ destination, isOurs, onArrived }: EntryOf): TrayEntry | undefined {
  const client = useQueryClient();
  const { entries } = useTray();
  const entry = entries.findLast((one) => one.destination === destination && isOurs(one.target));
  const told = useRef('');
  useEffect(() => {
    if (entry?.state !== 'done' || told.current === entry.id) return;
    told.current = entry.id;
    onArrived();
    void removeEntry(entry.id);
    void client.invalidateQueries();
  }, [entry, client, onArrived]);
  return entry?.state === 'done' ? undefined : entry;
}

/** Whether files and words of an entry may still be changed. */
export function isOpen(entry: TrayEntry): boolean {
  return entry.state === 'open' || entry.state === 'failed';
}
