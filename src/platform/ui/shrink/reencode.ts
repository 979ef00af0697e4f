/**
 * A film or a recording coded anew with fewer bits a second, where the device can do so (WebCodecs, which browsers
 * give only to pages that came by https). Runs in the worker.
 */
import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  Conversion,
  getFirstEncodableAudioCodec,
  getFirstEncodableVideoCodec,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
} from 'mediabunny';
import { type Shrunk, TroubleError } from './job.ts';

/** Bits a second below which nobody can follow it: better a shorter piece. */
const least = { sound: 24_000, film: 120_000 };
/** Encoders keep to what they are told only roughly: how often it is aimed anew, and at what part of the limit. */
const tries = 3;
const aimed = 0.92;

export async function reencode(
  blob: Blob,
  maxBytes: number,
  onProgress: (share: number) => void,
): Promise<Shrunk> {
  if (!('VideoEncoder' in globalThis) || !('AudioEncoder' in globalThis)) throw new TroubleError('no-codec');
  let smallest = blob;
  let bytes = maxBytes * aimed;
  for (let nth = 0; nth < tries; nth += 1) {
    const made = await coded(blob, bytes, (done) => onProgress((nth + done) / tries));
    if (!made) break;
    if (made.size < smallest.size) smallest = made;
    if (smallest.size <= maxBytes) return { blob: smallest, fits: true };
    bytes *= Math.min(0.8, (maxBytes * aimed) / made.size);
  }
  return { blob: smallest, fits: false };
}

/** undefined where so many bytes would leave nothing worth watching. */
async function coded(
  blob: Blob,
  bytes: number,
  onProgress: (share: number) => void,
): Promise<Blob | undefined> {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  const bits = (bytes * 8) / Math.max(1, await input.computeDuration());
  const track = await input.getPrimaryVideoTrack();
  const sound = Math.floor(
    track ? Math.min(96_000, Math.max(least.sound, bits * 0.2)) : Math.min(192_000, bits),
  );
  const film = Math.floor(bits - sound);
  if (sound < least.sound || (track && film < least.film)) return undefined;
  const height = track ? Math.min(await track.getDisplayHeight(), linesFor(film)) : 0;
  const target = new BufferTarget();
  const [video, audio] = await Promise.all([
    getFirstEncodableVideoCodec(['avc', 'hevc', 'av1', 'vp9']),
    getFirstEncodableAudioCodec(['aac', 'opus']),
  ]);
  if ((track && !video) || !audio) throw new TroubleError('no-codec');
  const conversion = await Conversion.init({
    input,
    output: new Output({ format: new Mp4OutputFormat(), target }),
    tracks: 'primary',
    copy: false,
    // Titles, places and whatever else the recorder wrote about it stay behind.
    tags: {},
    showWarnings: false,
    video: { codec: video ?? undefined, height: even(height), quality: new Quality({ bitrate: film }) },
    audio: { codec: audio, quality: new Quality({ bitrate: sound }) },
  });
  if (!conversion.isValid) throw new TroubleError('no-codec');
  conversion.onProgress = onProgress;
  await conversion.execute();
  return target.buffer ? new Blob([target.buffer], { type: 'video/mp4' }) : undefined;
}

/** Lines of a picture that so many bits a second can fill. */
function linesFor(bits: number): number {
  if (bits >= 1_500_000) return 720;
  if (bits >= 700_000) return 480;
  return bits >= 300_000 ? 360 : 240;
}

function even(height: number): number {
  return Math.max(2, Math.floor(height / 2) * 2);
}
