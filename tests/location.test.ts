import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { tellsLocation, withoutLocation } from '../src/platform/ui/shrink/location.ts';
import { maxPixels, pixelsOf } from '../src/platform/ui/shrink/picture.ts';
import { mp4Of } from './hand-in.ts';

const place = {
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '22/1 37/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 16/1 0/1',
  },
};
const picture = () => sharp({ create: { width: 80, height: 40, channels: 3, background: '#a33' } });
const blob = (bytes: Buffer, type: string) => new Blob([new Uint8Array(bytes)], { type });

describe('where a photo was taken', () => {
  test.each(['jpeg', 'png'] as const)('%s: is noticed, and gone when it is taken out', async (kind) => {
    const placed = blob(await picture().withExif(place)[kind]().toBuffer(), `image/${kind}`);
    expect(await tellsLocation(placed)).toBe(true);
    const bare = await withoutLocation(placed);
    expect(await tellsLocation(bare)).toBe(false);
    const { exif, width, height } = await sharp(Buffer.from(await bare.arrayBuffer())).metadata();
    expect({ exif, width, height }).toEqual({ exif: undefined, width: 80, height: 40 });
  });

  test.each(['jpeg', 'png'] as const)('%s: one that tells nothing is left to itself', async (kind) => {
    const plain = blob(await picture()[kind]().toBuffer(), `image/${kind}`);
    expect(await tellsLocation(plain)).toBe(false);
  });

  test('which way is up stays', async () => {
    const turned = await picture().withExif(place).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const bare = await withoutLocation(blob(turned, 'image/jpeg'));
    const { orientation } = await sharp(Buffer.from(await bare.arrayBuffer())).metadata();
    expect(orientation).toBe(6);
  });

  test('the pixels are the very same', async () => {
    const placed = await picture().withExif(place).jpeg().toBuffer();
    const bare = Buffer.from(await (await withoutLocation(blob(placed, 'image/jpeg'))).arrayBuffer());
    expect(await sharp(bare).raw().toBuffer()).toEqual(await sharp(placed).raw().toBuffer());
  });
});

/** A film whose `udta` says where it was taken, as a phone writes it. */
function placedFilm(): Buffer {
  const box = (type: string, ...content: Buffer[]) => {
    const inner = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(inner.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, inner]);
  };
  const words = Buffer.from('\0\x12\x15\xc7+22.6170+120.2670/', 'latin1');
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100)), box('udta', box('\u00a9xyz', words))),
    box('free', Buffer.alloc(300)),
  ]);
}

describe('where a film was taken', () => {
  test('is noticed, and blanked where it stands: not one byte moves', async () => {
    const film = placedFilm();
    expect(await tellsLocation(blob(film, 'video/mp4'))).toBe(true);
    const bare = Buffer.from(await (await withoutLocation(blob(film, 'video/mp4'))).arrayBuffer());
    expect(bare.length).toBe(film.length);
    expect(bare.includes('+22.6170')).toBe(false);
    expect(await tellsLocation(blob(bare, 'video/mp4'))).toBe(false);
  });

  test('a film that tells nothing is left to itself', async () => {
    expect(await tellsLocation(blob(mp4Of(2000), 'video/mp4'))).toBe(false);
  });
});

describe('pixels, counted before anything is decoded', () => {
  test.each([
    ['png', 10_000, 10_000, false],
    ['png', 10_001, 10_000, true],
  ] as const)('%s of %d × %d', async (_, width, height, tooMany) => {
    const head = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    head.writeUInt32BE(width, 16);
    head.writeUInt32BE(height, 20);
    const pixels = pixelsOf(head);
    expect(pixels).toEqual({ width, height });
    expect(width * height > maxPixels).toBe(tooMany);
  });

  test('a JPEG says it in its frame', async () => {
    expect(pixelsOf(await picture().withExif(place).jpeg().toBuffer())).toEqual({ width: 80, height: 40 });
    expect(pixelsOf(await picture().jpeg({ progressive: true }).toBuffer())).toEqual({
      width: 80,
      height: 40,
    });
  });

  test('what is no picture has none', () => {
    expect(pixelsOf(Buffer.from('%PDF-1.7'))).toBeUndefined();
  });
});
