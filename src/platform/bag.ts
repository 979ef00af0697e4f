/**
 * BagIt 1.0 (RFC 8493): a folder whose payload lies below `data/`, with the SHA-256 of every file beside it, so that
 * whoever holds it can tell years later that nothing is missing and nothing was changed. @server
 */
import { createHash } from 'node:crypto';
import type { ZipEntry } from './zip.ts';

/** Below `data/`: path, bytes and their hash. */
export type PayloadFile = ZipEntry;

const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * The entries of a bag in one folder: declaration, facts, manifests, then the payload in the order given.
 * @param info lines of bag-info.txt; Payload-Oxum and Bagging-Date are added
 */
export function bagOf(
  folder: string,
  payload: readonly PayloadFile[],
  { info, day }: { info: readonly (readonly [label: string, value: string])[]; day: string },
): ZipEntry[] {
  const bytes = payload.reduce((sum, { size }) => sum + size, 0);
  const facts = [...info, ['Bagging-Date', day], ['Payload-Oxum', `${bytes}.${payload.length}`]];
  const tags = [
    tag('bagit.txt', declaration),
    tag('bag-info.txt', facts.map(([label, value]) => `${label}: ${oneLine(value ?? '')}\n`).join('')),
    tag(manifestName, sums(payload.map(({ path, sha256 }) => ({ path: `data/${path}`, sha256 })))),
  ];
  return [
    ...[...tags, tag(tagManifestName, sums(tags))].map((file) => ({
      ...file,
      path: `${folder}/${file.path}`,
    })),
    ...payload.map((file) => ({ ...file, path: `${folder}/data/${file.path}` })),
  ];
}

export const manifestName = 'manifest-sha256.txt';
export const tagManifestName = 'tagmanifest-sha256.txt';

function tag(path: string, text: string): ZipEntry & { content: Buffer } {
  const content = Buffer.from(text);
  return {
    path,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  };
}

function sums(files: readonly { path: string; sha256: string }[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${writtenPath(path)}\n`).join('');
}

/** RFC 8493, 2.1.3: only these three are encoded. */
export function writtenPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');
}

export function readPath(written: string): string {
  return written.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replaceAll('%25', '%');
}

const oneLine = (value: string) => value.replace(/\s*[\r\n]+\s*/g, ' ').trim();

/** Names that Windows keeps for itself, whatever follows the dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name that people can read and that every file system takes: no control or direction marks, no signs that Windows
 * or a path refuse, at most 120 bytes with its ending kept.
 */
export function fileNameOf(wanted: string): string {
  const clean = wanted
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const named = clean === '' ? '_' : reserved.test(clean) ? `_${clean}` : clean;
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(named)?.[0] ?? '';
  let stem = [...named.slice(0, named.length - ending.length)];
  while (Buffer.byteLength(stem.join('') + ending) > 120) stem = stem.slice(0, -1);
  return stem.join('').trimEnd() + ending;
}

/** Numbers names that are one name to a file system that ignores case. */
export function namesApart(): (path: string) => string {
  const taken = new Set<string>();
  return (path) => {
    const ending = /\.[A-Za-z0-9]{1,5}$/.exec(path)?.[0] ?? '';
    const stem = path.slice(0, path.length - ending.length);
    let name = path;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${stem} (${count})${ending}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
