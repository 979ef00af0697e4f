/**
 * A student's receipt: proof, for anybody and without our server, that these bytes were received at this
 * moment. The signed bytes are exactly the UTF-8 of `statement`.
 */
export type ReceiptStatement = {
  v: 1;
  kind: 'licheng.receipt';
  school: { id: string; name: string };
  version: { id: string; number: number };
  description: string;
  files: { slot: string; name: string; size: number; sha256: string }[];
  /** ISO 8601, UTC. An upload counts if it began before the window closed. */
  begun: string;
  finished: string;
  /** 補件: it came in after the closing, by a reopening for named students. */
  late?: { reason: string };
  ledger: { line: number; leaf: string };
  /** Only where the clock was shifted on purpose (demo, tests): milliseconds. */
  clockOffset?: number;
} & (
  | { outcome: string }
  | {
      performance: string;
      category: string;
      /** As they stood on the form: title and value. */
      fields: [title: string, value: string][];
      link: string;
    }
);

type PartOf<T, Without extends string> = T extends unknown ? Omit<T, Without> : never;
/** What the topic says of a version; the house adds the rest. */
export type ReceivedVersion = PartOf<ReceiptStatement, 'v' | 'kind' | 'school' | 'ledger' | 'clockOffset'>;

export interface ReceiptProof {
  index: number;
  size: number;
  /** Base64 hashes from the leaf to the root (RFC 9162, 2.1.3). */
  hashes: string[];
  /** The signed checkpoint (C2SP signed note) whose root the hashes lead to. */
  checkpoint: string;
}

export interface Receipt {
  statement: string;
  /** Base64, Ed25519 over the bytes of `statement`. */
  signature: string;
  key: { id: string; publicKey: string };
  /** Hex; opens the ledger line's commitment to its content. */
  salt: string;
  /** Joins once the line has its place in a signed checkpoint. */
  proof?: ReceiptProof;
}

export function stateReceipt(
  statement: ReceivedVersion & Pick<ReceiptStatement, 'school' | 'ledger' | 'clockOffset'>,
): string {
  return JSON.stringify({ v: 1, kind: 'licheng.receipt', ...statement } satisfies ReceiptStatement);
}

/** What a receipt says; undefined for a text that is none. */
export function readStatement(text: string): ReceiptStatement | undefined {
  try {
    const read = JSON.parse(text) as ReceiptStatement;
    return read.kind === 'licheng.receipt' && read.v === 1 ? read : undefined;
  } catch {
    return undefined;
  }
}
