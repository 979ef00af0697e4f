/** Ending the weekly letter by what it carries: a page's button, or a mail program's own. */
import { openRoute, type Route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { refuse } from '../regulation/refusal.ts';
import { isToken, personIn } from './digest-token.ts';
import { mailChanged } from './notice.ts';
import * as contract from './stop-contract.ts';
import { addressOf, changeAddress } from './store.ts';

export const routes: Route[] = [
  openRoute(contract.digestOf, async ({ school, params }) => {
    const held = await heldBy(school, school.db, params.token);
    return held ? { digest: held.digest } : refuse('not-found', '產78');
  }),

  openRoute(contract.stopDigest, async ({ school, params }) =>
    inTransaction(school.db, async (tx) => {
      const held = await heldBy(school, tx, params.token);
      if (!held) return refuse('not-found', '產78');
      if (!held.digest) return undefined;
      const { person_id: personId } = held;
      await changeAddress(tx, personId, { digest: false });
      const event = mailChanged('mail.stopped', personId, { digest: false });
      await record(tx, { personId }, event, [], { offsetMs: school.clock.offsetMs });
      return undefined;
    }),
  ),
];

/** A token nobody was ever written answers like one of an address that is gone. */
async function heldBy(school: School, db: Db | Tx, token: string) {
  const personId = personIn(token);
  const held = personId && (await addressOf(db, personId));
  return held && isToken(token, school, held.person_id, held.verified_at) ? held : undefined;
}
