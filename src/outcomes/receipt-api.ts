/** The student's receipts: the signed statement itself, and the same on paper. Nobody else's. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { sendReceipt, sendReceiptPdf } from '../ledger/receipt-reply.ts';
import { receiptOf } from '../ledger/store.ts';
import type { School } from '../platform/school.ts';
import { uploadReceipt, uploadReceiptPdf } from './contract.ts';
import { notFound } from './outcome.ts';
import { owns } from './right.ts';
import { hasVersion, outcomeVisibleTo } from './store.ts';

export const routes: Route[] = [
  route(uploadReceipt, async ({ school, actor, params, reply }) => {
    const receipt = await ownReceipt(school, actor, params);
    return receipt ? sendReceipt(reply, params.versionId, receipt) : notFound();
  }),

  route(uploadReceiptPdf, async ({ school, actor, params, reply }) => {
    const receipt = await ownReceipt(school, actor, params);
    return receipt ? sendReceiptPdf(reply, params.versionId, receipt, actor.name) : notFound();
  }),
];

async function ownReceipt(school: School, actor: SignedIn, params: { outcomeId: string; versionId: string }) {
  const outcome = await outcomeVisibleTo(school.db, actor, params.outcomeId);
  if (!outcome || !owns(actor, outcome)) return undefined;
  if (!(await hasVersion(school.db, params.outcomeId, params.versionId))) return undefined;
  return receiptOf(school.db, params.versionId);
}
