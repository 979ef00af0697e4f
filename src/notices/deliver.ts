/** Hands one claimed letter to the relay, and says what became of it. @server */
import { inTransaction, type Tx } from '../platform/db.ts';
import { type Letter, Undelivered } from '../platform/mail.ts';
import type { School } from '../platform/school.ts';
import { troubled, troubleOver } from './trouble-store.ts';

interface Otherwise {
  giveBack(tx: Tx): Promise<void>;
  nobodyThere(tx: Tx): Promise<void>;
}

/** Throws where the relay took nothing: the job is run again. */
export async function deliver(
  school: School,
  letter: Letter,
  now: Date,
  otherwise: Otherwise,
): Promise<void> {
  try {
    await school.mail.send(letter);
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error;
    const { fault, message } = error;
    await inTransaction(school.db, async (tx) => {
      if (fault === 'recipient') return otherwise.nobodyThere(tx);
      if (fault === 'relay') await otherwise.giveBack(tx);
      await troubled(tx, message, now);
    });
    if (fault === 'relay') throw error;
    return;
  }
  await inTransaction(school.db, (tx) => troubleOver(tx));
}
