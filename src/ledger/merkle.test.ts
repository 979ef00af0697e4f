import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rangeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { sha256 } from './sha256.ts';

/** The eight leaves every implementation of certificate transparency is tested with. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const treeOf =
  (leaves: Uint8Array[]) =>
  (level: number, index: number): Uint8Array => {
    if (level === 0) return leaves[index] ?? new Uint8Array();
    return nodeHash(sha256, treeOf(leaves)(level - 1, index * 2), treeOf(leaves)(level - 1, index * 2 + 1));
  };
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const known = inputs.map((input) => leafHash(sha256, Buffer.from(input, 'hex')));

describe('RFC 9162 tree', () => {
  test('RFC 9162 2.1.1 · the known roots of one to eight leaves', async () => {
    for (const [at, root] of roots.entries()) {
      expect(hex(await rangeRoot(sha256, treeOf(known), 0, at + 1))).toBe(root);
    }
  });

  test('RFC 9162 2.1.3 · every leaf is proven, and no other leaf, index or root', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (size, pick) => {
        const leaves = Array.from({ length: size }, (_, at) => leafHash(sha256, Buffer.from(`${at}`)));
        const index = pick % size;
        const root = await rangeRoot(sha256, treeOf(leaves), 0, size);
        const proof = await inclusionProof(sha256, treeOf(leaves), index, size);
        const leaf = leaves[index] ?? new Uint8Array();
        expect(verifyInclusion(sha256, leaf, index, size, proof, root)).toBe(true);
        expect(
          verifyInclusion(sha256, leafHash(sha256, Buffer.from('forged')), index, size, proof, root),
        ).toBe(false);
        if (size > 1)
          expect(verifyInclusion(sha256, leaf, (index + 1) % size, size, proof, root)).toBe(false);
        expect(verifyInclusion(sha256, leaf, index, size, proof, leaf)).toBe(size === 1);
      }),
      { numRuns: 60 },
    );
  });

  test('RFC 9162 2.1.4 · a tree that only grew is consistent, a rewritten one is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (size, pick) => {
        const leaves = Array.from({ length: size }, (_, at) => leafHash(sha256, Buffer.from(`${at}`)));
        const first = (pick % size) + 1;
        const proof = await consistencyProof(sha256, treeOf(leaves), first, size);
        const rootOf = async (count: number, given = leaves) => rangeRoot(sha256, treeOf(given), 0, count);
        const before = { size: first, root: await rootOf(first) };
        const after = { size, root: await rootOf(size) };
        expect(verifyConsistency(sha256, before, after, proof)).toBe(true);
        const forged = leaves.with(0, leafHash(sha256, Buffer.from('forged')));
        expect(
          verifyConsistency(sha256, { size: first, root: await rootOf(first, forged) }, after, proof),
        ).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
