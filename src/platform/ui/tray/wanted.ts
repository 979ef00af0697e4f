/**
 * Whether the tray is needed at all: something of this account lies in it on this device, or a page that uses it is
 * open. Until then none of it is fetched.
 */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let opened = false;

const keyOf = (account: string) => `licheng.tray.${account}`;

export function useTrayWanted(account: string | undefined): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened || (account !== undefined && localStorage.getItem(keyOf(account)) !== null),
  );
}

/** A page that uses the tray has been opened. */
export function wantTray(): void {
  if (opened) return;
  opened = true;
  for (const listener of listeners) listener();
}

/** Remembers for the next visit whether anything lies there. */
export function rememberTray(account: string, holds: boolean): void {
  if (holds) localStorage.setItem(keyOf(account), 'holds');
  else localStorage.removeItem(keyOf(account));
}
