/** Hashes a file beside the page, so that typing goes on. Plain script: works on http addresses of a school too. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const piece = 1024 * 1024;

addEventListener('message', async (event: MessageEvent<Blob>) => {
  const hash = sha256.create();
  for (let at = 0; at < event.data.size; at += piece) {
    hash.update(new Uint8Array(await event.data.slice(at, at + piece).arrayBuffer()));
  }
  postMessage(bytesToHex(hash.digest()));
});
