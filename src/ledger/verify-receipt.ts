/** Verifies a receipt without our server: signature, commitment to the ledger, place in the signed tree. @server */
import { createPublicKey, verify } from 'node:crypto';
import { verifyInclusion } from './merkle.ts';
import { readNote } from './note.ts';
import { type Receipt, type ReceiptStatement, readStatement } from './receipt.ts';
import { sha256 } from './sha256.ts';

export interface Verdict {
  statement?: ReceiptStatement;
  /** What is wrong, one sentence each; none: the receipt holds. */
  wrong: string[];
  /** Whether the ledger's place is proven, or has not joined the receipt yet. */
  proven: boolean;
}

export function verifyReceipt(receipt: Receipt): Verdict {
  const statement = readStatement(receipt.statement);
  if (!statement) return { wrong: ['這不是收據。 This is no receipt of ours.'], proven: false };
  const wrong: string[] = [];
  const signed = verify(
    null,
    Buffer.from(receipt.statement, 'utf8'),
    createPublicKey(receipt.key.publicKey),
    Buffer.from(receipt.signature, 'base64'),
  );
  if (!signed) wrong.push('簽章不符，內容被改過。 The signature does not fit: the statement was changed.');
  if (receipt.proof && !placed(receipt, statement)) {
    wrong.push('帳本中的位置不符。 The proof does not lead to the signed ledger.');
  }
  return { statement, wrong, proven: receipt.proof !== undefined && wrong.length === 0 };
}

function placed({ proof, key }: Receipt, statement: ReceiptStatement): boolean {
  if (!proof) return false;
  const checkpoint = readNote(proof.checkpoint, [key.publicKey]);
  if (!checkpoint || checkpoint.size !== proof.size) return false;
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const leaf = Buffer.from(statement.ledger.leaf, 'hex');
  return verifyInclusion(sha256, leaf, proof.index, proof.size, hashes, checkpoint.root);
}
