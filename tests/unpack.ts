/** Unpacks an archive of ours into a folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';

/** @returns the one folder that lies in it */
export async function unpack(archive: string, into: string): Promise<string> {
  const zip = await (promisify(open) as (path: string, options: object) => Promise<ZipFile>)(archive, {
    lazyEntries: true,
    autoClose: false,
  });
  const stream = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<Readable>;
  let folder = '';
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      const place = join(into, entry.fileName);
      folder = join(into, entry.fileName.split('/')[0] ?? '');
      mkdir(dirname(place), { recursive: true })
        .then(async () => writeFile(place, await buffer(await stream(entry))))
        .then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
  zip.close();
  return folder;
}
