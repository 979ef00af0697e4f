/** What an act says of itself to the ledger. Every slice declares its own, as typed constructors in its pure file. */
export interface LedgerEvent {
  /** `topic.verb`, e.g. `outcome.uploaded`. */
  act: string;
  /** Ids of what the act is about: the keys history is looked up by. */
  about: Record<string, string>;
  /** What the act changed, without personal data beyond ids, hashes and the actor's own words. */
  data: Record<string, unknown>;
}

/** A row version this act wrote; its hash is taken by the database inside the same transaction. */
export interface WrittenRow {
  table: string;
  id: string;
}
