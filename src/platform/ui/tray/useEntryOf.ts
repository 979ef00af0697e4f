import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TrayEntry } from './entry.ts';
import { destinationOf, removeEntry, useTray } from './tray.ts';

interface EntryOf {
  destination: string;
  item: string;
  /** Told once for each entry. */
  onArrived(): void;
}

/**
 * What lies in the tray for one item, watched by its page. Once it has arrived the page is asked again, and the tray
 * is done with it.
 */
export function useEntryOf({ destination, item, onArrived }: EntryOf): TrayEntry | undefined {
  const client = useQueryClient();
  const { entries } = useTray();
  const entry = entries.findLast(
    (one) => one.destination === destination && destinationOf(one)?.item(one.target) === item,
  );
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
