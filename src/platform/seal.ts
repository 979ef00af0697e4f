/**
 * ID numbers, and files full of them, at rest: AES-256-GCM to read one back, HMAC-SHA-256 to find one without reading all.
 * The two keys live in one 0600 file of the school's data folder, never in the database.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readOrMakeSecret } from './secret.ts';

export interface Seal {
  /** nonce (12) + tag (16) + ciphertext */
  close(text: string): Buffer;
  open(sealed: Buffer): string;
  closeBytes(bytes: Uint8Array): Buffer;
  openBytes(sealed: Buffer): Buffer;
  /** The same text always gives the same 32 bytes: the look-up key. */
  keyOf(text: string): Buffer;
}

export function openSeal(keyFile: string): Seal {
  const keys = readOrMakeKeys(keyFile);
  const cipherKey = keys.subarray(0, 32);
  const hashKey = keys.subarray(32, 64);
  const closeBytes = (bytes: Uint8Array) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  };
  const openBytes = (sealed: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  };
  return {
    closeBytes,
    openBytes,
    close: (text) => closeBytes(Buffer.from(text, 'utf8')),
    open: (sealed) => openBytes(sealed).toString('utf8'),
    keyOf: (text) => createHmac('sha256', hashKey).update(text, 'utf8').digest(),
  };
}

function readOrMakeKeys(keyFile: string): Buffer {
  const keys = Buffer.from(
    readOrMakeSecret(keyFile, () => randomBytes(64).toString('base64')),
    'base64',
  );
  if (keys.length !== 64) throw new Error(`${keyFile} is not a pair of 32-byte keys in base64.`);
  return keys;
}
