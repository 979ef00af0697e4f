/**
 * The bare reference of an upload, in a process of its own: a node:http server that does only the bytes. Chunks
 * gathered to 1 MiB, the next gathered while the last is hashed and written; SHA-256, fsync of the file, rename,
 * fsync of its folder. No session, no rules, no database. Run by itself it is that process.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function startBytes(): Promise<{ url: string; close(): void }> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-bytes-'));
  const child = spawn(process.execPath, [import.meta.filename, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
  });
  return {
    url,
    close() {
      child.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const gather = 1024 * 1024;

async function keep(root: string, request: IncomingMessage): Promise<string> {
  const temporary = join(root, randomUUID());
  const handle = await open(temporary, 'wx');
  const sha256 = await writeAll(handle, request);
  await handle.sync();
  await handle.close();
  const folder = join(root, sha256.slice(0, 2), sha256.slice(2, 4));
  await mkdir(folder, { recursive: true });
  await rename(temporary, join(folder, sha256));
  const opened = await open(folder, 'r');
  await opened.sync();
  await opened.close();
  return sha256;
}

async function writeAll(handle: FileHandle, request: IncomingMessage): Promise<string> {
  const hash = createHash('sha256');
  let gathered: Buffer[] = [];
  let waiting = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await writing;
    for (const piece of gathered) hash.update(piece);
    writing = handle.writev(gathered);
    gathered = [];
    waiting = 0;
  };
  for await (const piece of request as AsyncIterable<Buffer>) {
    gathered.push(piece);
    waiting += piece.length;
    if (waiting >= gather) await flush();
  }
  if (waiting > 0) await flush();
  await writing;
  return hash.digest('hex');
}

if (import.meta.main) {
  const root = process.argv[2] ?? '';
  const server = createServer((request, response) => {
    keep(root, request).then(
      (sha256) => response.end(sha256),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}
