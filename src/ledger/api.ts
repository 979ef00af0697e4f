/** The public side of the ledger. */
import { openRoute, type Route } from '../accounts/route.ts';
import { refuse } from '../regulation/refusal.ts';
import { checkpoint, consistency, keys } from './contract.ts';
import { consistencyProof } from './merkle.ts';
import { sha256 } from './sha256.ts';
import { latestCheckpoint, publicKeys, readNode } from './store.ts';

export const routes: Route[] = [
  openRoute(keys, async ({ school }) => ({
    keys: (await publicKeys(school.db)).map((key) => ({
      id: key.id,
      publicKey: key.public_key,
      createdAt: key.created_at.toISOString(),
      retiredAt: key.retired_at?.toISOString() ?? null,
    })),
  })),

  openRoute(checkpoint, async ({ school }) => (await latestCheckpoint(school.db)) ?? { size: 0, note: null }),

  openRoute(consistency, async ({ school, query }) => {
    const latest = (await latestCheckpoint(school.db))?.size ?? 0;
    if (query.first > query.second || query.second > latest) return refuse('not-found', '產7');
    const hashes = await consistencyProof(
      sha256,
      (level, index) => readNode(school.db, level, index),
      query.first,
      query.second,
    );
    return { hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) };
  }),
];
