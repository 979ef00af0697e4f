/**
 * Letters leave after the act's commit. Each is claimed first and sent then: at most once. What surely did not leave is
 * given back and tried again, later and later; what may have left is not.
 */
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { claimCode, unclaimCode } from './code-store.ts';
import { deliver } from './deliver.ts';
import { codeLetter, noticeLetter } from './letter.ts';
import { changeAddress, claimNotice, unclaimNotice } from './store.ts';

export async function sendNotice(school: School, { noticeId }: { noticeId: string }): Promise<void> {
  if (!school.mail.on) return;
  const now = await school.clock.now(school.db);
  const claimed = await inTransaction(school.db, async (tx) => ({
    it: await claimNotice(tx, noticeId, now),
  }));
  if (!claimed.it) return;
  const { kind, personId, addressSealed } = claimed.it;
  const letter = noticeLetter(kind, { school: school.name, publicUrl: school.publicUrl });
  await deliver(school, { id: noticeId, to: school.seal.open(addressSealed), ...letter }, now, {
    giveBack: (tx) => unclaimNotice(tx, noticeId),
    nobodyThere: async (tx) => {
      await changeAddress(tx, personId, { refused_at: now });
    },
  });
}

export async function sendCode(
  school: School,
  { codeId, minutes }: { codeId: string; minutes: number },
): Promise<void> {
  const now = await school.clock.now(school.db);
  const claimed = await inTransaction(school.db, async (tx) => ({ it: await claimCode(tx, codeId, now) }));
  if (!claimed.it) return;
  const { addressSealed, codeSealed } = claimed.it;
  const letter = codeLetter(school.seal.open(codeSealed), minutes, {
    school: school.name,
    publicUrl: school.publicUrl,
  });
  await deliver(school, { id: codeId, to: school.seal.open(addressSealed), ...letter }, now, {
    giveBack: (tx) => unclaimCode(tx, codeId),
    // Whoever typed it waits for the code in vain, and looks at the address again.
    nobodyThere: async () => undefined,
  });
}
