/**
 * What the tray asks of a topic whose files it sends. A topic lists itself as `destination` in its
 * `screens/destination.tsx`, and that is all: the tray offers it, sends to it, and goes on where it stopped.
 */
import type { ComponentType } from 'react';
import type { Sending } from '../../call.ts';
import type { SlotRules, TrayEntry, TrayLink } from './entry.ts';

export interface WhereParts {
  entry: TrayEntry;
  onChange(target: TrayEntry['target']): void;
}

/** An announced upload. */
export interface Begun {
  /** Null where no bytes are needed and it has arrived already. */
  uploadId: string | null;
  /** The slots whose bytes are still to come. */
  missing: string[];
}

export interface Destination {
  key: string;
  /** Key of the words that name it where there is a choice. */
  words: string;
  /** What its slots take; asked once for as long as nothing is done on the page. */
  rules(): Promise<SlotRules>;
  /** Where it goes and what is said with it: a form within the tray. */
  Where: ComponentType<WhereParts>;
  /** Which of its items a target means, once there is one: the files for one item travel as one entry. */
  item(target: TrayEntry['target']): string | undefined;
  /** Whether nothing is missing that must be said with it. */
  ready(entry: TrayEntry): boolean;
  /** Makes what must exist before it can begin. The answer is kept before anything else happens. */
  prepare(entry: TrayEntry): Promise<TrayEntry['target']>;
  /** Announces it. Every file has its hash. */
  begin(entry: TrayEntry): Promise<Begun>;
  /** The slots whose bytes are still to come; undefined where the server knows no such upload. */
  missing(uploadId: string): Promise<string[] | undefined>;
  /** The bytes of a slot; sending them again changes nothing. */
  put(uploadId: string, slot: string, sending: Sending): Promise<unknown>;
  /** Takes the bytes of a slot from what the school holds for this student; absent where nothing is taken so. */
  take?(uploadId: string, slot: string): Promise<unknown>;
  /** Where this student handed in the very same bytes already, if anywhere. */
  known(sha256: string): Promise<TrayLink | undefined>;
  /** Where an entry that has arrived can be looked at. */
  arrived(entry: TrayEntry): TrayLink;
}
