/** Archives made by hand, with whatever they should claim about themselves. */
import { crc32, deflateRawSync } from 'node:zlib';

interface Entry {
  name: string;
  content: Buffer;
  /** The unpacked size the directory says, where it lies. */
  claimed?: number;
}

export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, content, claimed = content.length } of entries) {
    const named = Buffer.from(name);
    const packed = deflateRawSync(content);
    const sizes = [crc32(content), packed.length, claimed];
    const local = Buffer.concat([
      head(0x04034b50, [20, 0x800, 8, 0, 33], sizes, named.length, 2),
      named,
      packed,
    ]);
    const central = head(0x02014b50, [20, 20, 0x800, 8, 0, 33], sizes, named.length, 2 + 14);
    central.writeUInt32LE(at, central.length - 4);
    locals.push(local);
    centrals.push(central, named);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Signature, 16-bit fields, CRC and sizes, the length of the name, and so many bytes of zeros. */
function head(
  signature: number,
  fields: number[],
  sizes: number[],
  nameLength: number,
  rest: number,
): Buffer {
  const bytes = Buffer.alloc(4 + fields.length * 2 + 12 + 2 + rest);
  bytes.writeUInt32LE(signature);
  for (const [index, value] of fields.entries()) bytes.writeUInt16LE(value, 4 + index * 2);
  const at = 4 + fields.length * 2;
  for (const [index, value] of sizes.entries()) bytes.writeUInt32LE(value, at + index * 4);
  bytes.writeUInt16LE(nameLength, at + 12);
  return bytes;
}
