/**
 * Where the tray keeps its things on this device: entries and bytes apart, so that a change of one does not write the
 * other. Everything lies under its account; nothing is read but for the account that is here.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TrayEntry } from './entry.ts';

interface Kept extends DBSchema {
  entry: { key: string; value: TrayEntry; indexes: { account: string } };
  bytes: { key: string; value: { account: string; blob: Blob }; indexes: { account: string } };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;
function shelf(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('licheng-tray', 1, {
    upgrade(db) {
      db.createObjectStore('entry', { keyPath: 'id' }).createIndex('account', 'account');
      db.createObjectStore('bytes').createIndex('account', 'account');
    },
  });
  return opened;
}

export async function entriesOf(account: string): Promise<TrayEntry[]> {
  const found = await (await shelf()).getAllFromIndex('entry', 'account', account);
  return found.sort((one, other) => one.addedAt - other.addedAt);
}

export async function keepEntry(entry: TrayEntry): Promise<void> {
  await (await shelf()).put('entry', entry);
}

export async function keepBytes(entry: Pick<TrayEntry, 'id' | 'account'>, slot: string, blob: Blob) {
  await (await shelf()).put('bytes', { account: entry.account, blob }, `${entry.id}/${slot}`);
}

export async function bytesOf(entryId: string, slot: string): Promise<Blob | undefined> {
  return (await (await shelf()).get('bytes', `${entryId}/${slot}`))?.blob;
}

export async function forgetBytes(entryId: string, slots: readonly string[]): Promise<void> {
  const db = await shelf();
  await Promise.all(slots.map((slot) => db.delete('bytes', `${entryId}/${slot}`)));
}

export async function forgetEntry(entryId: string): Promise<void> {
  await (await shelf()).delete('entry', entryId);
}

/** Everything of an account, when it signs out. */
export async function forgetAccount(account: string): Promise<void> {
  const transaction = (await shelf()).transaction(['entry', 'bytes'], 'readwrite');
  for (const name of ['entry', 'bytes'] as const) {
    const store = transaction.objectStore(name);
    for (const key of await store.index('account').getAllKeys(account)) await store.delete(key);
  }
  await transaction.done;
}
