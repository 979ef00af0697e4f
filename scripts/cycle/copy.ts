/** 產31: a student takes everything home; the bag is valid and its page opens without a network, with every file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '../../src/app/demo/http-client.ts';
import { checkBag } from '../../src/platform/check-bag.ts';
import { launch } from '../../tests/browser.ts';
import { downloadedTo, madeCopy } from '../../tests/copying.ts';
import { openOffline } from '../../tests/offline.ts';
import { unpack } from '../../tests/unpack.ts';
import { wrong } from './tally.ts';

/** @returns how many files came in with works and lie in the copy */
export async function takeHome(student: Client): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-home-'));
  const browser = await launch();
  try {
    const { copyId, files, missing } = await madeCopy(student);
    const place = join(dir, 'copy.zip');
    await downloadedTo(place, student, copyId);
    const bag = await unpack(place, dir);
    const { findings } = await checkBag(place);
    const { broken, strangers } = await openOffline(browser, bag);
    const problems = [...missing, ...findings.map(({ wrong: what, path }) => `${what} ${path}`)];
    for (const problem of [...problems, ...broken, ...strangers]) wrong.push(`copy: ${problem}`);
    return files ?? 0;
  } finally {
    await browser.close();
    rmSync(dir, { recursive: true });
  }
}
