/** What changed from one version to a later one: the description's words, and file by file whether its bytes are the same. */

interface ComparedFile {
  slot: 'document' | 'media';
  name: string;
  size: number;
  sha256: string;
}

export interface Piece {
  text: string;
  kind: 'same' | 'gone' | 'new';
}

/** The longest common run of characters stays; what only one of the two has is gone or new. At most 100 characters each. */
export function describedAnew(before: string, after: string): Piece[] {
  const [one, other] = [[...before], [...after]];
  const lengths = commonLengths(one, other);
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const [left, right] = [one[i], other[j]];
    if (left !== undefined && left === right) {
      add('same', left);
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || length(i + 1, j) >= length(i, j + 1))) {
      add('gone', left);
      i += 1;
    } else {
      add('new', right ?? '');
      j += 1;
    }
  }
  return pieces;
}

/** How long the longest common run of what follows position i of the one and j of the other is. */
function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      const below = lengths[i + 1] ?? [];
      row[j] = one[i] === other[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

export interface FileChange<File> {
  slot: 'document' | 'media';
  kind: 'same' | 'changed' | 'added' | 'removed';
  before?: File;
  after?: File;
}

/** Slot by slot; the same bytes under another name are the same. */
export function filesAnew<File extends ComparedFile>(
  before: readonly File[],
  after: readonly File[],
): FileChange<File>[] {
  return (['document', 'media'] as const).flatMap((slot): FileChange<File>[] => {
    const [old, now] = [before, after].map((files) => files.find((file) => file.slot === slot));
    if (!old && !now) return [];
    if (!old) return [{ slot, kind: 'added', after: now }];
    if (!now) return [{ slot, kind: 'removed', before: old }];
    return [{ slot, kind: old.sha256 === now.sha256 ? 'same' : 'changed', before: old, after: now }];
  });
}
