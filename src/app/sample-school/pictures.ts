/** Pictures nobody has to own: soft colours with grain, as large as a photograph. */
import sharp from 'sharp';
import { chance } from './chance.ts';

interface Wish {
  width: number;
  height: number;
  salt: string | number;
}

export async function photo({ width, height, salt }: Wish, quality = 80): Promise<Buffer> {
  return raw({ width, height, salt }).jpeg({ quality }).toBuffer();
}

export async function drawing({ width, height, salt }: Wish): Promise<Buffer> {
  return raw({ width, height, salt }).png().toBuffer();
}

function raw({ width, height, salt }: Wish) {
  const dice = chance('picture', salt);
  const tint = [dice.below(200), dice.below(200), dice.below(200)] as const;
  const pixels = Buffer.alloc(width * height * 3);
  let grain = dice.below(2 ** 31);
  for (let at = 0; at < pixels.length; at += 1) {
    const x = Math.floor(at / 3) % width;
    const y = Math.floor(at / 3 / width);
    grain = (Math.imul(grain, 1_103_515_245) + 12_345) & 0x7fffffff;
    const wave = 28 * Math.sin((x + y * 2) / 37 + (at % 3));
    pixels[at] = (tint[at % 3] ?? 0) + 28 + wave + ((grain >> 16) % 24);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
