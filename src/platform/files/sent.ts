/** Bytes as they come over a connection that may break, or be refused half-way. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isRefusal, type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Announced, Files, Kept, Limits } from '../files.ts';

/** A connection that broke off is a matter of the network, not an error of ours: nothing of it is kept. */
export async function keepSent(
  files: Pick<Files, 'keep'>,
  stream: IncomingMessage,
  announced: Announced,
  limits: Limits,
): Promise<Kept | Refusal> {
  try {
    const kept = await files.keep(stream, announced, limits);
    if (isRefusal(kept)) drain(stream);
    return kept;
  } catch (error) {
    if (stream.complete) throw error;
    return refuse('connection-lost', '產5', { name: announced.name });
  }
}

/** What the request says of its bytes must be what was announced, before any of them is read (RFC 9530, RFC 9110). */
export function contradicted(headers: IncomingHttpHeaders, file: Announced): Refusal | undefined {
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== file.size) {
    return refuse('file-size-mismatch', '產5', { announced: file.size, received: Number(length) });
  }
  const digest = /(?:^|,)\s*sha-256=:([^:]*):/.exec(headers['repr-digest']?.toString() ?? '')?.[1];
  if (digest === undefined || Buffer.from(digest, 'base64').toString('hex') === file.sha256) return undefined;
  return refuse('file-hash-mismatch', '產5', { name: file.name });
}

/** Lets a sender finish who was refused half-way, so that the answer is read; whoever goes on and on is cut off. */
function drain(stream: IncomingMessage): void {
  const cut = setTimeout(() => stream.destroy(), 10_000).unref();
  stream.once('close', () => clearTimeout(cut)).resume();
}
