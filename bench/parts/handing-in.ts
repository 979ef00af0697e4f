/** Handing a file in over HTTP: announced, sent, its receipt there. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import { join } from 'node:path';
import { report } from '../../src/app/sample-school/files.ts';
import { type MediaType, padded } from '../../src/app/sample-school/padding.ts';
import type { Product } from './product.ts';
import { send } from './send.ts';

/** Bytes of every file. */
const size = 4 * 1024 * 1024;

export interface Kind {
  slot: 'document' | 'media';
  name: string;
  /** Files of the same size, all different, made before the clock runs. */
  next(): { bytes: Buffer; sha256: string };
}

export interface Draft {
  cookie: string;
  outcomeId: string;
}

/** @returns the SHA-256 of what was received */
export async function handIn(
  agent: Agent,
  base: string,
  kind: Kind,
  { cookie, outcomeId }: Draft,
): Promise<string> {
  const { bytes, sha256 } = kind.next();
  const announcement = {
    description: '專題研究的過程與反思',
    files: [{ slot: kind.slot, name: kind.name, size: bytes.length, sha256 }],
  };
  const path = `/api/outcomes/${outcomeId}/uploads`;
  const begun = await send(agent, base, { method: 'POST', path, cookie, json: announcement });
  const { uploadId } = JSON.parse(begun) as { uploadId: string };
  const put = `/api/uploads/${uploadId}/files/${kind.slot}`;
  const received = await send(agent, base, { method: 'PUT', path: put, cookie, bytes });
  if (!received.includes('"signature"')) throw new Error(`No receipt: ${received}`);
  return sha256;
}

/** Each draft in turn; when all are used their outcomes get new versions. */
export function* draftsOf({ students }: Product): Generator<Draft, never> {
  for (;;) {
    for (const { cookie, outcomeIds } of students) {
      for (const outcomeId of outcomeIds) yield { cookie, outcomeId };
    }
  }
}

/** A real film. */
export function films(): Kind {
  const original = readFileSync(join(import.meta.dirname, '../../samples/experiment.mp4'));
  return { slot: 'media', name: 'video.mp4', next: filesOf('video/mp4', original) };
}

/** A real PDF of 25 pages. */
export async function reports(): Promise<Kind> {
  const { bytes } = await report();
  return { slot: 'document', name: 'report.pdf', next: filesOf('application/pdf', bytes) };
}

/** The salt is written into the format's own padding: every file is whole, and none equals another. */
function filesOf(mediaType: MediaType, original: Buffer): Kind['next'] {
  const template = padded(mediaType, original, size);
  // Both formats end in at least this much: the PDF in its trailer, the MP4 in its padding.
  const at = template.length - 1024;
  let salt = 0;
  return () => {
    const bytes = Buffer.from(template);
    bytes.write(`salt ${String(salt++).padStart(12, '0')}`, at, 'latin1');
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
}
