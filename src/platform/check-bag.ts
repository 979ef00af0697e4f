/**
 * Whether a bag is complete (every listed file is there, none besides) and valid (every hash agrees): RFC 8493, 3.
 * Reads a ZIP or an unpacked folder; nothing is written. @server
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, open as openZip, type ZipFile } from 'yauzl';
import { readPath } from './bag.ts';

export interface BagVerdict {
  files: number;
  bytes: number;
  /** Lines of bag-info.txt. */
  info: [label: string, value: string][];
  /** One line per finding, naming the file. */
  findings: BagFinding[];
}

export interface BagFinding {
  wrong: 'no-bag' | 'unsafe-path' | 'missing' | 'extra' | 'changed' | 'unreadable' | 'count' | 'not-listed';
  path: string;
}

interface Found {
  /** Below the bag's folder. */
  path: string;
  read(): Promise<Readable>;
}

/** Tag files are short; one that is not is no tag file of ours. */
const tagLimit = 64 * 1024 * 1024;

export async function checkBag(place: string): Promise<BagVerdict> {
  const isFolder = (await lstat(place)).isDirectory();
  const zip = isFolder ? undefined : await openArchive(place);
  try {
    const { found, unsafe } = zip ? await inArchive(zip) : await inFolder(place);
    return await judge(found, unsafe);
  } finally {
    zip?.close();
  }
}

async function judge(found: readonly Found[], unsafe: readonly string[]): Promise<BagVerdict> {
  const files = new Map(found.map((file) => [file.path, file]));
  const findings: BagFinding[] = unsafe.map((path) => ({ wrong: 'unsafe-path', path }));
  const declared = await textOf(files.get('bagit.txt'));
  if (!declared || !/^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/i.test(declared))
    return { files: 0, bytes: 0, info: [], findings: [...findings, { wrong: 'no-bag', path: 'bagit.txt' }] };
  const info = linesOfInfo((await textOf(files.get('bag-info.txt'))) ?? '');
  const manifests = [...files.keys()].filter((path) => /^(tag)?manifest-[a-z0-9]+\.txt$/.test(path));
  if (!manifests.some((path) => path.startsWith('manifest-')))
    findings.push({ wrong: 'no-bag', path: 'manifest-sha256.txt' });

  const payload = [...files.keys()].filter((path) => path.startsWith('data/'));
  let bytes = 0;
  const hashes = new Map<string, Promise<{ hash: string; size: number } | undefined>>();
  const hashed = (path: string, algorithm: string) => {
    const key = `${algorithm} ${path}`;
    const known = hashes.get(key) ?? hashOf(files.get(path), algorithm);
    hashes.set(key, known);
    return known;
  };
  for (const manifest of manifests) {
    const algorithm = manifest.replace(/^(tag)?manifest-|\.txt$/g, '');
    const listed = new Map<string, string>();
    for (const line of ((await textOf(files.get(manifest))) ?? '').split(/\r?\n/)) {
      if (line === '') continue;
      const [, hash = '', written = ''] = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
      const path = readPath(written);
      if (!isSafe(path)) findings.push({ wrong: 'unsafe-path', path: written || line });
      else if (listed.has(path)) findings.push({ wrong: 'not-listed', path });
      else listed.set(path, hash.toLowerCase());
    }
    for (const [path, hash] of listed) {
      if (!files.has(path)) findings.push({ wrong: 'missing', path });
      else {
        const is = await hashed(path, algorithm);
        if (!is) findings.push({ wrong: 'unreadable', path });
        else if (is.hash !== hash) findings.push({ wrong: 'changed', path });
      }
    }
    if (!manifest.startsWith('manifest-')) continue;
    for (const path of payload) if (!listed.has(path)) findings.push({ wrong: 'extra', path });
    bytes = 0;
    for (const path of payload) bytes += (await hashed(path, algorithm))?.size ?? 0;
  }
  const oxum = info.find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1];
  if (oxum && oxum !== `${bytes}.${payload.length}`) findings.push({ wrong: 'count', path: 'bag-info.txt' });
  return { files: payload.length, bytes, info, findings: once(findings) };
}

function once(findings: readonly BagFinding[]): BagFinding[] {
  return [...new Map(findings.map((one) => [`${one.wrong} ${one.path}`, one])).values()];
}

/** RFC 8493, 2.1.3 and 5.3: nothing outside the bag, whatever the manifest says. */
function isSafe(path: string): boolean {
  return (
    path !== '' && !/^([/\\~]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).some((part) => part === '..')
  );
}

function linesOfInfo(text: string): [string, string][] {
  return text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, label, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      return label && value !== undefined ? [[label.trim(), value] as [string, string]] : [];
    });
}

async function textOf(file: Found | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  const bytes = await buffer(await file.read());
  return bytes.length > tagLimit ? undefined : bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Undefined where the bytes cannot be read: a ZIP whose check value disagrees is damaged. */
async function hashOf(file: Found | undefined, algorithm: string) {
  if (!file) return undefined;
  try {
    const hash = createHash(algorithm);
    let size = 0;
    for await (const chunk of await file.read()) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
    return { hash: hash.digest('hex'), size };
  } catch {
    // Named by the caller as unreadable.
    return undefined;
  }
}

async function inFolder(root: string): Promise<{ found: Found[]; unsafe: string[] }> {
  const found: Found[] = [];
  const unsafe: string[] = [];
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const whole = join(entry.parentPath, entry.name);
    const path = relative(root, whole).split(sep).join('/');
    if (entry.isFile()) found.push({ path, read: async () => createReadStream(whole) });
    else if (!entry.isDirectory()) unsafe.push(path);
  }
  return { found, unsafe };
}

function openArchive(place: string): Promise<ZipFile> {
  const open = promisify<string, object, ZipFile>(openZip as never);
  return open(place, { lazyEntries: true, autoClose: false });
}

/** A ZIP holds the bag's folder and nothing beside it (RFC 8493, 4.1). */
async function inArchive(zip: ZipFile): Promise<{ found: Found[]; unsafe: string[] }> {
  const entries = await entriesOf(zip);
  const folder = entries.find(({ fileName }) => fileName.endsWith('/bagit.txt'))?.fileName.split('/')[0];
  const inside = folder === undefined ? '' : `${folder}/`;
  const openStream = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<Readable>;
  return {
    found: entries
      .filter(({ fileName }) => fileName.startsWith(inside) && !fileName.endsWith('/'))
      .map((entry) => ({ path: entry.fileName.slice(inside.length), read: () => openStream(entry) })),
    unsafe: entries.flatMap(({ fileName }) => (fileName.startsWith(inside) ? [] : [fileName])),
  };
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}
