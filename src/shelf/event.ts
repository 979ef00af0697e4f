/** What the acts on a shelf say of themselves to the ledger: never a word of what is kept. */
import type { LedgerEvent } from '../ledger/event.ts';

interface About {
  itemId: string;
  registrationId: string;
}

export function itemKept(about: About): LedgerEvent {
  return { act: 'shelf.kept', about: named(about), data: {} };
}

export function itemChanged(about: About): LedgerEvent {
  return { act: 'shelf.changed', about: named(about), data: {} };
}

export function itemDropped(about: About, files: readonly string[]): LedgerEvent {
  return { act: 'shelf.dropped', about: named(about), data: { files: [...files] } };
}

interface FileSaid {
  fileId: string;
  sha256: string;
  size: number;
}

export function fileKept(about: About, { fileId, sha256, size }: FileSaid): LedgerEvent {
  return { act: 'shelf.fileKept', about: named(about), data: { fileId, sha256, size } };
}

export function fileDropped(about: About, { fileId, sha256, size }: FileSaid): LedgerEvent {
  return { act: 'shelf.fileDropped', about: named(about), data: { fileId, sha256, size } };
}

export function itemMade(about: About, of: { outcomeId: string } | { performanceId: string }): LedgerEvent {
  return { act: 'shelf.made', about: { ...named(about), ...of }, data: {} };
}

/** Only the ids, whatever else comes with them. */
function named({ itemId, registrationId }: About): LedgerEvent['about'] {
  return { itemId, registrationId };
}
