/** A film coded anew by the worker as it is built, in a real browser: a small film and a small limit, to be quick. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import type { Answer } from '../../src/platform/ui/shrink/job.ts';
import { launch } from '../browser.ts';

vi.setConfig({ testTimeout: 120_000 });

let server: Server;
let browser: Browser;
let page: Page;
let worker = '';

beforeAll(async () => {
  const assets = join(await buildWeb(), 'assets');
  worker = readdirSync(assets).find((name) => /^shrink\.worker-.*\.js$/.test(name)) ?? '';
  server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    const script = name.endsWith('.js');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? readFileSync(join(assets, name)) : '<canvas></canvas>');
  }).listen(0, '127.0.0.1');
  browser = await launch();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('國7 · it fits afterwards, and is a film still', async () => {
  const found = await page.evaluate(coded, { worker: `/assets/${worker}`, share: 0.5 });
  expect(found.answer).toMatchObject({ shrunk: { fits: true } });
  expect(found.after).toBeLessThanOrEqual(found.before / 2);
  expect(found.kind).toBe('ftyp');
  expect(found.seconds).toBeGreaterThan(1);
});

test('國7 · where so few bytes would leave nothing worth watching it is said, and nothing is lost', async () => {
  const found = await page.evaluate(coded, { worker: `/assets/${worker}`, share: 0.001 });
  expect(found.answer).toMatchObject({ shrunk: { fits: false } });
  expect(found.after).toBe(found.before);
});

/** In the page: two seconds of coloured dots, recorded as a phone would, then handed to the worker. */
async function coded({ worker: script, share }: { worker: string; share: number }) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(15), {
    mimeType: 'video/mp4;codecs=avc1',
    videoBitsPerSecond: 8_000_000,
  });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start(200);
  for (let frame = 0; pen && frame < 35; frame += 1) {
    for (let dots = 0; dots < 1500; dots += 1) {
      pen.fillStyle = `hsl(${Math.random() * 360} 90% 50%)`;
      pen.fillRect(Math.random() * canvas.width, Math.random() * canvas.height, 6, 6);
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  recorder.stop();
  await ended;
  const blob = new Blob(pieces, { type: 'video/mp4' });
  const shrinker = new Worker(script, { type: 'module' });
  const answer = await new Promise<Answer>((resolve) => {
    shrinker.onmessage = ({ data }: MessageEvent<Answer>) => 'progress' in data || resolve(data);
    shrinker.postMessage({ kind: 'film', blob, maxBytes: Math.round(blob.size * share) });
  });
  const made = 'shrunk' in answer ? answer.shrunk.blob : new Blob();
  const film = document.createElement('video');
  film.src = URL.createObjectURL(made);
  const seconds = await new Promise<number>((resolve) => {
    film.onloadedmetadata = () => resolve(film.duration);
    film.onerror = () => resolve(0);
  });
  const kind = await made.slice(4, 8).text();
  return { answer, before: blob.size, after: made.size, kind, seconds };
}
