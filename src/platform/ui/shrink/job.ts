/** What the shrinking worker is asked and what it answers. */

export interface PhotoPage {
  blob: Blob;
  /** Quarter turns to the right. */
  turns: number;
  /** What is cut off each side, as a share of it. */
  crop: { top: number; right: number; bottom: number; left: number };
}

export type Job =
  | { kind: 'photos'; pages: PhotoPage[]; maxBytes: number }
  | { kind: 'picture'; blob: Blob; maxBytes: number }
  | { kind: 'pdf'; blob: Blob; maxBytes: number }
  | { kind: 'film'; blob: Blob; maxBytes: number };

/** Why nothing came of it; each has its words. */
export type Trouble = 'too-many-pixels' | 'unreadable' | 'encrypted' | 'no-memory' | 'no-codec';

export interface Shrunk {
  blob: Blob;
  /** Whether it keeps to what was asked; else it is the smallest that could be made. */
  fits: boolean;
}

export type Answer = { progress: number } | { shrunk: Shrunk } | { trouble: Trouble };

export class TroubleError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}
