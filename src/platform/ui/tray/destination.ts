/** What the tray asks of a topic whose files it sends. Each lists itself in its `screens/destination.tsx`. */
import type { ComponentType } from 'react';
import type { Sending } from '../../call.ts';
import type { SlotRules, TrayEntry, TrayLink } from './entry.ts';

export interface WhereParts {
  entry: TrayEntry;
  onChange(target: TrayEntry['target']): void;
}

export interface Destination {
  key: string;
  /** Key of the words that name it where there is a choice. */
  words: string;
  /** What its slots take; undefined until the server has said. A hook. */
  useRules(): SlotRules | undefined;
  /** Where it goes and what is said with it: a form within the tray. */
  Where: ComponentType<WhereParts>;
  /** Whether nothing is missing that must be said with it. */
  ready(entry: TrayEntry): boolean;
  /** Makes what must exist before it can begin. The answer is kept before anything else happens. */
  prepare(entry: TrayEntry): Promise<TrayEntry['target']>;
  /** Announces it. Every file has its hash. @returns the upload's id */
  begin(entry: TrayEntry): Promise<string>;
  /** The slots whose bytes are still to come; undefined where the server knows no such upload. */
  missing(uploadId: string): Promise<string[] | undefined>;
  put(uploadId: string, slot: string, sending: Sending): Promise<unknown>;
  /** Where this student handed in the very same bytes already, if anywhere. */
  known(sha256: string): Promise<TrayLink | undefined>;
  /** Where an entry that has arrived can be looked at. */
  arrived(entry: TrayEntry): TrayLink;
}
