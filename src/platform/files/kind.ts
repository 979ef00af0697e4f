/** What a file is: its extension and its first bytes must say the same, and the rules must allow it. */
import { fileTypeFromBuffer } from 'file-type';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Limits } from './keep.ts';

const extensions: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'audio/mpeg': ['mp3'],
  'video/mp4': ['mp4'],
};

export async function kindOf(
  head: Buffer,
  name: string,
  limits: Limits,
): Promise<{ mediaType: string } | Refusal> {
  const mediaType = (await fileTypeFromBuffer(head))?.mime ?? '';
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const agreed = limits.mediaTypes.includes(mediaType) && extensions[mediaType]?.includes(extension);
  return agreed
    ? { mediaType }
    : refuse('file-kind-refused', limits.clause, {
        name,
        found: mediaType || '?',
        allowed: limits.mediaTypes.join(' '),
      });
}
