/**
 * The Merkle tree of RFC 9162 (2.1) over the ledger's leaves. Pure: hashes in, hashes out, through a
 * SHA-256 the caller brings, so that server, tools and tests share it.
 */
export type Sha256 = (...parts: Uint8Array[]) => Uint8Array;

/** Root of a complete subtree: 2^level leaves, the index-th of that size. */
export type NodeOf = (level: number, index: number) => Promise<Uint8Array> | Uint8Array;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(leafPrefix, entry);
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/** Root of the leaves [start, end); start is a multiple of the largest power of two that fits. */
export async function rangeRoot(
  sha256: Sha256,
  nodeOf: NodeOf,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const count = end - start;
  if (count === 0) return sha256();
  const split = largestPowerBelow(count);
  if (split === count) return nodeOf(Math.log2(count), start / count);
  const left = await rangeRoot(sha256, nodeOf, start, start + split);
  const right = await rangeRoot(sha256, nodeOf, start + split, end);
  return nodeHash(sha256, left, right);
}

/** The hashes that lead from leaf `index` to the root of `size` leaves (2.1.3.1). */
export async function inclusionProof(
  sha256: Sha256,
  nodeOf: NodeOf,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  return path(index, 0, size);

  async function path(at: number, start: number, end: number): Promise<Uint8Array[]> {
    const count = end - start;
    if (count <= 1) return [];
    const full = largestPowerBelow(count);
    const split = full === count ? count / 2 : full;
    const middle = start + split;
    return at < split
      ? [...(await path(at, start, middle)), await rangeRoot(sha256, nodeOf, middle, end)]
      : [...(await path(at - split, middle, end)), await rangeRoot(sha256, nodeOf, start, middle)];
  }
}

/** Whether the proof leads from the leaf to the root (2.1.3.2). */
export function verifyInclusion(
  sha256: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index >= size || index < 0) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, step, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(sha256, hash, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && same(hash, root);
}

/** The hashes that show a tree of `size` leaves begins with the tree of `first` leaves (2.1.4.1). */
export async function consistencyProof(
  sha256: Sha256,
  nodeOf: NodeOf,
  first: number,
  size: number,
): Promise<Uint8Array[]> {
  return first === size || first === 0 ? [] : steps(first, 0, size, true);

  async function steps(m: number, start: number, end: number, whole: boolean): Promise<Uint8Array[]> {
    const count = end - start;
    if (m === count) return whole ? [] : [await rangeRoot(sha256, nodeOf, start, end)];
    const full = largestPowerBelow(count);
    const split = full === count ? count / 2 : full;
    const middle = start + split;
    return m <= split
      ? [...(await steps(m, start, middle, whole)), await rangeRoot(sha256, nodeOf, middle, end)]
      : [...(await steps(m - split, middle, end, false)), await rangeRoot(sha256, nodeOf, start, middle)];
  }
}

/** Whether the later tree only grew from the earlier one (2.1.4.2). */
export function verifyConsistency(
  sha256: Sha256,
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  const steps = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : [...proof];
  let fn = first.size - 1;
  let sn = second.size - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  const [start, ...rest] = steps;
  if (!start) return false;
  let fr = start;
  let sr = start;
  for (const step of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr);
      sr = nodeHash(sha256, step, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sha256, sr, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && same(fr, first.root) && same(sr, second.root);
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 <= count) power *= 2;
  return power;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
