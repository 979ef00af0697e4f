/**
 * Checkpoints as C2SP signed notes (c2sp.org/tlog-checkpoint, c2sp.org/signed-note): three lines of text,
 * an empty line, a signature line. @server
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Signer } from '../platform/signer.ts';

export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

const ed25519 = 1;

export function signNote(signer: Signer, checkpoint: Checkpoint): string {
  const body = `${checkpoint.origin}\n${checkpoint.size}\n${checkpoint.root.toString('base64')}\n`;
  const signed = Buffer.concat([
    keyHash(checkpoint.origin, signer.publicKey),
    signer.sign(Buffer.from(body)),
  ]);
  return `${body}\n— ${checkpoint.origin} ${signed.toString('base64')}\n`;
}

/** The checkpoint a note states, if one of the keys signed it; undefined otherwise. */
export function readNote(note: string, publicKeys: readonly string[]): Checkpoint | undefined {
  const match = /^((.+)\n(\d+)\n([A-Za-z0-9+/=]+)\n)\n— (.+) ([A-Za-z0-9+/=]+)\n$/.exec(note);
  if (!match) return undefined;
  const [, body = '', origin = '', size = '', root = '', , signature = ''] = match;
  const signed = Buffer.from(signature, 'base64');
  const valid = publicKeys.some(
    (key) =>
      signed.subarray(0, 4).equals(keyHash(origin, key)) &&
      verify(null, Buffer.from(body), createPublicKey(key), signed.subarray(4)),
  );
  return valid ? { origin, size: Number(size), root: Buffer.from(root, 'base64') } : undefined;
}

function keyHash(origin: string, publicKey: string): Buffer {
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself (RFC 8410).
  const raw = createPublicKey(publicKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(Uint8Array.of(ed25519))
    .update(raw)
    .digest()
    .subarray(0, 4);
}
