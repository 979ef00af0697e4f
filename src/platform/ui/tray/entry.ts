/**
 * What lies in the tray: files on their way to somewhere. Where that is, is the destination's business; the tray
 * knows only that it begins, takes bytes slot by slot, and can say what it still lacks.
 */
import type { Refusal } from '../../../regulation/refusal.ts';

export interface SlotRule {
  /** Endings of file names, lower case, without the dot. */
  endings: string[];
  mediaTypes: string[];
  maxBytes: number;
  clause: string;
}

export type SlotRules = Record<string, SlotRule>;

/** A place among the destination's slots, e.g. `document`. */
export interface TrayFile {
  slot: string;
  /** As the student named it. */
  name: string;
  /** Bytes. */
  size: number;
  type: string;
  /** Lower-case hex, once it has been computed. */
  sha256: string | null;
  /** The file says where it was taken. */
  located: boolean;
  /** The student's answer to it; by default the place does not travel. */
  keepsLocation: boolean;
  /** The school holds these bytes already, for this student: none lie on this device and none travel. */
  held?: boolean;
}

/**
 * `open`: being put together. `queued`: to be sent. `paused`: held back by the student. `known`: the school has this
 * very file from this student already. `failed`: stays readable until it is tried again or taken away.
 */
export type TrayState = 'open' | 'queued' | 'paused' | 'known' | 'failed' | 'done';

/** Why it failed: a refusal, or that nobody answered. */
export type Failure = Refusal | { failure: 'offline' | 'too-slow' | 'server'; correlationId: string | null };

export interface TrayLink {
  to: string;
  params: Record<string, string>;
  label: string;
}

export interface TrayEntry {
  id: string;
  /** Whose it is: never shown to another account on the same device. */
  account: string;
  destination: string;
  /** Where it goes, in the destination's own words. */
  target: Record<string, string>;
  files: TrayFile[];
  state: TrayState;
  /** When the draft that its words go on from had been saved on the server; never announced. */
  draftSeen?: string | null;
  /** The announcement on the server, once it has begun. */
  uploadId: string | null;
  failure: Failure | null;
  /** Where the same file is already. */
  known: TrayLink | null;
  /** Sent although it is there already. */
  sendsKnown: boolean;
  /** Where it has arrived. */
  arrived: TrayLink | null;
  addedAt: number;
}

export interface Sent {
  step: 'hashing' | 'sending';
  /** Bytes. */
  sent: number;
  total: number;
}

export interface TrayCount {
  open: number;
  remaining: number;
  done: number;
  known: number;
  failed: number;
}

export function countOf(entries: readonly TrayEntry[]): TrayCount {
  const among = (...states: TrayState[]) => entries.filter(({ state }) => states.includes(state)).length;
  return {
    open: among('open'),
    remaining: among('queued', 'paused'),
    done: among('done'),
    known: among('known'),
    failed: among('failed'),
  };
}

/** Whatever signing out would take away. */
export function unsent(entries: readonly TrayEntry[]): TrayEntry[] {
  return entries.filter(({ state }) => state !== 'done');
}

export function sizeOf(entry: Pick<TrayEntry, 'files'>): number {
  return entry.files.reduce((sum, file) => sum + file.size, 0);
}

/** Bytes of everything that is sent or to be sent, and how many of them have left. */
export function totalOf(
  entries: readonly TrayEntry[],
  sent: ReadonlyMap<string, Sent>,
): { sent: number; total: number } {
  const counted = entries.filter(({ state }) => state === 'queued' || state === 'paused' || state === 'done');
  const left = (entry: TrayEntry) =>
    entry.state === 'done' ? sizeOf(entry) : Math.min(sizeOf(entry), sent.get(entry.id)?.sent ?? 0);
  return {
    sent: counted.reduce((sum, entry) => sum + left(entry), 0),
    total: counted.reduce((sum, entry) => sum + sizeOf(entry), 0),
  };
}

/** What a slot takes of a file; the same is asked again by the server. */
export function wrongWith(
  file: Pick<TrayFile, 'name' | 'size'>,
  rule: SlotRule,
): 'kind' | 'empty' | 'large' | undefined {
  if (!rule.endings.includes(endingOf(file.name))) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > rule.maxBytes ? 'large' : undefined;
}

/** The slot a file of this name belongs in, if any takes it. */
export function slotFor(name: string, rules: SlotRules): string | undefined {
  return Object.keys(rules).find((slot) => rules[slot]?.endings.includes(endingOf(name)));
}

/** Where the files of an entry lie in a destination: old slot to new; undefined where not every one has its own. */
export function slotsIn(files: readonly Pick<TrayFile, 'slot' | 'name'>[], rules: SlotRules) {
  const found = new Map<string, string>();
  for (const { slot, name } of files) {
    const there = rules[slot]?.endings.includes(endingOf(name)) ? slot : slotFor(name, rules);
    if (there === undefined || [...found.values()].includes(there)) return undefined;
    found.set(slot, there);
  }
  return found;
}

function endingOf(name: string): string {
  return /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What an upload has to say for itself; another announcement is another upload. */
export function announcementOf(entry: Pick<TrayEntry, 'target' | 'files'>): string {
  const files = entry.files.map(({ slot, name, size, sha256 }) => [slot, name, size, sha256]);
  return JSON.stringify([entry.target, files]);
}
