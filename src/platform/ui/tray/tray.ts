/**
 * The tray: a queue that survives a reload, a closed window and an ended session. The server says where an upload
 * goes on; what is on this device says only what is still wanted. One entry is sent at a time.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { withoutLocation } from '../shrink/location.ts';
import type { Destination } from './destination.ts';
import { announcementOf, type Sent, type TrayEntry, type TrayFile, unsent } from './entry.ts';
import { sendEntry, stopsEverything } from './send.ts';
import * as shelf from './shelf.ts';
import { openSpeed } from './speed.ts';
import { giveTurnBack, takeTurn } from './turn.ts';
import { rememberTray, wantTray } from './wanted.ts';

export interface Tray {
  account: string | null;
  entries: readonly TrayEntry[];
  sent: ReadonlyMap<string, Sent>;
  /** Bytes a second. */
  speed: number | undefined;
  /** Some files are only in this window: the device has no room to keep them. */
  unkept: boolean;
}

const nothing: Tray = { account: null, entries: [], sent: new Map(), speed: undefined, unkept: false };
let tray = nothing;
let destinations: readonly Destination[] = [];
/** Bytes the device would not keep: gone with this window, and said so. */
const loose = new Map<string, Blob>();
let looseOf: string | null = null;
let opening: string | null = null;
const listeners = new Set<() => void>();
const speed = openSpeed();
const others = new BroadcastChannel('licheng.tray');
let sending: { id: string; stop: AbortController } | undefined;
let running = false;

export function useTray(): Tray {
  useEffect(wantTray, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => tray,
  );
}

export const trayNow = (): Tray => tray;

function show(change: Partial<Tray>): void {
  tray = { ...tray, ...change };
  for (const listener of listeners) listener();
}

/** Opens the tray of the account that is here and goes on where it stopped. Again after signing in again. */
export async function openTray(account: string, known: readonly Destination[]): Promise<void> {
  destinations = known;
  if (looseOf !== account) loose.clear();
  looseOf = account;
  opening = account;
  const entries = await shelf.entriesOf(account);
  // Meanwhile somebody else may be here, or nobody.
  if (opening !== account) return;
  // Shown with what lies in it: nothing may be laid in before that is known.
  show({ ...nothing, account, entries, unkept: loose.size > 0 });
  void run();
}

/** Another account, or nobody: nothing of this one stays to be seen. */
export function closeTray(): void {
  opening = null;
  sending?.stop.abort();
  show(nothing);
}

export const destinationsHere = (): readonly Destination[] => destinations;

export function destinationOf(entry: Pick<TrayEntry, 'destination'>): Destination | undefined {
  return destinations.find(({ key }) => key === entry.destination);
}

async function reload(): Promise<void> {
  const { account } = tray;
  if (!account) return;
  const entries = await shelf.entriesOf(account);
  if (tray.account === account) show({ entries });
}
others.onmessage = () => void reload();

/** A file of this device, or one that the school holds already. */
export type Given =
  | { blob: Blob; name: string; located: boolean }
  | Pick<TrayFile, 'name' | 'size' | 'type' | 'sha256'>;

export interface Wish {
  destination: string;
  target: TrayEntry['target'];
  draftSeen?: string | null;
  files: readonly (Given & { slot: string })[];
}

export async function addEntry({
  destination,
  target,
  draftSeen = null,
  files,
}: Wish): Promise<TrayEntry | undefined> {
  const { account } = tray;
  if (!account) return undefined;
  const entry: TrayEntry = {
    id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    account,
    destination,
    target,
    draftSeen,
    files: [],
    state: 'open',
    uploadId: null,
    failure: null,
    known: null,
    sendsKnown: false,
    arrived: null,
    addedAt: Date.now(),
  };
  await save(entry);
  for (const { slot, ...given } of files) await setFile(entry.id, slot, given);
  return entryOf(entry.id);
}

export function entryOf(id: string): TrayEntry | undefined {
  return tray.entries.find((entry) => entry.id === id);
}

/** Puts a file into a slot of an entry, in place of what was there; without one the slot is empty. */
export async function setFile(id: string, slot: string, given: Given | undefined): Promise<void> {
  const entry = entryOf(id);
  if (!entry) return;
  const files = entry.files.filter((file) => file.slot !== slot);
  loose.delete(`${id}/${slot}`);
  if (given && 'blob' in given) {
    const { blob, name, located } = given;
    try {
      await shelf.keepBytes(entry, slot, blob);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      loose.set(`${id}/${slot}`, blob);
    }
    const { size, type } = blob;
    files.push({ slot, name, size, type, sha256: null, located, keepsLocation: false });
  } else {
    await shelf.forgetBytes(id, [slot]);
    if (given) files.push({ ...given, slot, located: false, keepsLocation: false, held: true });
  }
  files.sort((one, other) => one.slot.localeCompare(other.slot));
  show({ unkept: loose.size > 0 });
  await changeEntry(id, { files, ...wantedAgain });
}

const wantedAgain = { state: 'open', failure: null, known: null, sendsKnown: false } as const;

export async function bytesOf(id: string, slot: string): Promise<Blob | undefined> {
  return loose.get(`${id}/${slot}`) ?? shelf.bytesOf(id, slot);
}

/** What is announced otherwise is another upload: it begins anew. */
export async function changeEntry(id: string, change: Partial<TrayEntry>): Promise<void> {
  const before = entryOf(id);
  if (!before) return;
  const after = { ...before, ...change };
  const same = announcementOf(before) === announcementOf(after);
  await save(same || change.uploadId ? after : { ...after, uploadId: null });
}

async function save(entry: TrayEntry): Promise<void> {
  const there = tray.entries.some(({ id }) => id === entry.id);
  show({
    entries: there
      ? tray.entries.map((one) => (one.id === entry.id ? entry : one))
      : [...tray.entries, entry],
  });
  rememberTray(entry.account, true);
  await shelf.keepEntry(entry);
  others.postMessage('changed');
}

/** Hands an entry over to be sent. Where a photo was taken leaves it now, unless its student keeps it. */
export async function sendNow(id: string, { anyway = false } = {}): Promise<void> {
  const entry = entryOf(id);
  if (!entry) return;
  for (const file of entry.files) await leaveLocation(entry, file);
  const sendsKnown = anyway || entry.sendsKnown;
  await changeEntry(id, { state: 'queued', failure: null, known: null, sendsKnown });
  void run();
}

async function leaveLocation(entry: TrayEntry, file: TrayFile): Promise<void> {
  if (!file.located || file.keepsLocation) return;
  const blob = await bytesOf(entry.id, file.slot);
  if (!blob) return;
  const bare = await withoutLocation(blob);
  await setFile(entry.id, file.slot, { blob: bare, name: file.name, located: false });
}

export async function pause(id: string): Promise<void> {
  await changeEntry(id, { state: 'paused' });
  if (sending?.id === id) sending.stop.abort();
}

export async function retryFailed(): Promise<void> {
  for (const { id, state } of tray.entries) if (state === 'failed') await sendNow(id);
}

/** How many entries signing out would take away. */
export function unsentHere(): number {
  return unsent(tray.entries).length;
}

/** Everything of the account that is here leaves this device, before it signs out. */
export async function clearTray(): Promise<void> {
  const { account } = tray;
  closeTray();
  loose.clear();
  if (account) {
    rememberTray(account, false);
    await shelf.forgetAccount(account);
  }
  others.postMessage('changed');
}

/** Takes an entry off this device; what has arrived at the school stays there. */
export async function removeEntry(id: string): Promise<void> {
  const entry = entryOf(id);
  if (!entry) return;
  show({ entries: tray.entries.filter((one) => one.id !== id) });
  if (sending?.id === id) sending.stop.abort();
  if (tray.entries.length === 0) rememberTray(entry.account, false);
  await shelf.forgetEntry(id);
  await forgetFiles(entry);
  others.postMessage('changed');
}

async function forgetFiles(entry: TrayEntry): Promise<void> {
  for (const { slot } of entry.files) loose.delete(`${entry.id}/${slot}`);
  await shelf.forgetBytes(
    entry.id,
    entry.files.map(({ slot }) => slot),
  );
}

/** One after the other, as long as this window has the turn. */
async function run(): Promise<void> {
  if (running) return;
  running = true;
  const renewing = setInterval(takeTurn, 3000);
  try {
    for (let next = nextQueued(); next; next = nextQueued()) {
      if (!takeTurn()) {
        setTimeout(() => void run(), 4000);
        return;
      }
      if (!(await sendNext(next))) return;
    }
  } finally {
    clearInterval(renewing);
    giveTurnBack();
    running = false;
  }
}

function nextQueued(): TrayEntry | undefined {
  return tray.entries.find((entry) => entry.state === 'queued' && destinationOf(entry));
}

/** @returns false where the rest must wait: for signing in again, or for another account */
async function sendNext(entry: TrayEntry): Promise<boolean> {
  const destination = destinationOf(entry);
  if (!destination) return false;
  const stop = new AbortController();
  sending = { id: entry.id, stop };
  const { account } = tray;
  try {
    const outcome = await sendEntry(entry, destination, {
      bytes: (slot) => bytesOf(entry.id, slot),
      keep: async (change) => {
        await changeEntry(entry.id, change);
        return entryOf(entry.id) ?? entry;
      },
      onProgress: (progress) => tellProgress(entry.id, progress),
      signal: stop.signal,
    });
    if (tray.account !== account) return false;
    await changeEntry(entry.id, outcome);
    if (outcome.state === 'done') await forgetFiles(entry);
    return true;
  } catch (error) {
    if (stop.signal.aborted) return tray.account === account;
    const failure = stopsEverything(error);
    if (failure === 'signed-out') return false;
    await changeEntry(entry.id, { state: 'failed', failure });
    return true;
  } finally {
    sending = undefined;
    const sent = new Map(tray.sent);
    sent.delete(entry.id);
    show({ sent });
  }
}

function tellProgress(id: string, progress: Sent): void {
  const now = Date.now();
  if (progress.step === 'sending') speed.tell(id, progress.sent, now);
  show({ sent: new Map(tray.sent).set(id, progress), speed: speed.now(now) });
}

// The network is back: what failed for want of it goes on by itself.
addEventListener('online', () => {
  for (const { id, state, failure } of tray.entries) {
    if (state === 'failed' && failure && 'failure' in failure) void sendNow(id);
  }
});
