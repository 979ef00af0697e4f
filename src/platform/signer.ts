/**
 * The school's signature: Ed25519 (RFC 8032). Private keys lie in 0600 files of the data folder; public
 * keys and their history are in the database and published, so that old receipts verify for ever.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { join } from 'node:path';
import type { Db } from './db.ts';
import { readOrMakeSecret } from './secret.ts';

export interface Signer {
  /** First 16 hex digits of the SHA-256 of the public key's DER. */
  keyId: string;
  /** PEM (SubjectPublicKeyInfo): what `openssl pkeyutl -verify -pubin` reads. */
  publicKey: string;
  sign(bytes: Uint8Array): Buffer;
}

export async function openSigner(db: Db, dir: string): Promise<Signer> {
  const key = readOrMakeSecret(join(dir, 'current.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const signer = signerOf(createPrivateKey(key));
  await db
    .insertInto('signing_key')
    .values({ id: signer.keyId, public_key: signer.publicKey })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return signer;
}

export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}
