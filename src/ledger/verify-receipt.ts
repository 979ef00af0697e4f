/** Verifies a receipt without our server: signature, commitment to the ledger, place in the signed tree. @server */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { keyIdOf } from '../platform/signer.ts';
import { verifyInclusion } from './merkle.ts';
import { readNote } from './note.ts';
import { type Receipt, type ReceiptStatement, readStatement } from './receipt.ts';
import { sha256 } from './sha256.ts';

export interface Verdict {
  statement?: ReceiptStatement;
  /** Of the key that signed: whose it is, only a comparison with the school's published keys can tell. */
  keyId?: string;
  /** What is wrong, one sentence each; none: the receipt holds. */
  wrong: string[];
  /** Whether the ledger's place is proven, or has not joined the receipt yet. */
  proven: boolean;
}

/** @param published the school's own keys, by id; left out, the receipt's key is taken at its word */
export function verifyReceipt(receipt: Receipt, published?: ReadonlyMap<string, string>): Verdict {
  const statement = readStatement(receipt.statement);
  const key = readKey(receipt.key?.publicKey);
  if (!statement || !key) return { wrong: ['這不是收據。 This is no receipt of ours.'], proven: false };
  const keyId = keyIdOf(key);
  const wrong: string[] = [];
  if (published && (receipt.key.id !== keyId || published.get(keyId) !== receipt.key.publicKey)) {
    wrong.push(`不是本校的金鑰：${keyId}。 The key ${keyId} is none of the school’s.`);
  }
  const text = Buffer.from(receipt.statement, 'utf8');
  if (!verify(null, text, key, Buffer.from(receipt.signature ?? '', 'base64'))) {
    wrong.push('簽章不符，內容被改過。 The signature does not fit: the statement was changed.');
  }
  if (receipt.proof && !placed(receipt, statement)) {
    wrong.push('帳本中的位置不符。 The proof does not lead to the signed ledger.');
  }
  return { statement, keyId, wrong, proven: receipt.proof !== undefined && wrong.length === 0 };
}

function readKey(pem: string | undefined): KeyObject | undefined {
  try {
    const key = createPublicKey(pem ?? '');
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function placed({ proof, key }: Receipt, statement: ReceiptStatement): boolean {
  if (!proof) return false;
  const checkpoint = readNote(proof.checkpoint, [key.publicKey]);
  if (!checkpoint || checkpoint.size !== proof.size) return false;
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const leaf = Buffer.from(statement.ledger.leaf, 'hex');
  return verifyInclusion(sha256, leaf, proof.index, proof.size, hashes, checkpoint.root);
}
