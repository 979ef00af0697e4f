/** A bad line between a client and a server: so many bits a second on each connection, some reset half-way. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SlowLine {
  url: string;
  connections: number;
  resets: number;
  close(): Promise<void>;
}

interface LineWish {
  bitsPerSecond: number;
  /** The share of connections that are reset, 0 … 1. */
  resets: number;
  /** 0 … 1, as `Math.random`. */
  random(): number;
}

/** Within so many bytes of what is sent; where less is sent, what is lost is the answer. */
const resetWithin = 120_000;

export async function openSlowLine(target: string, wish: LineWish): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    line.connections += 1;
    const far = connect(Number(port), hostname);
    const doomed = wish.random() < wish.resets ? Math.floor(wish.random() * resetWithin) : undefined;
    let torn = false;
    const reset = () => {
      if (!torn) line.resets += 1;
      torn = true;
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // The other end hung up: so does this one.
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(slowed(wish.bitsPerSecond, doomed, reset)).pipe(far);
    far.pipe(slowed(wish.bitsPerSecond, doomed === undefined ? undefined : 0, reset)).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: SlowLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: 0,
    resets: 0,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return line;
}

/** Lets bytes through at their pace; calls `reset` in place of the byte after `doomed`. */
function slowed(bitsPerSecond: number, doomed?: number, reset?: () => void): Transform {
  const piece = 4096;
  let passed = 0;
  return new Transform({
    async transform(chunk: Buffer, _, done) {
      for (let at = 0; at < chunk.length; at += piece) {
        const part = chunk.subarray(at, at + piece);
        await sleep((part.length * 8 * 1000) / bitsPerSecond);
        if (doomed !== undefined && passed + part.length > doomed) return reset?.();
        passed += part.length;
        this.push(part);
      }
      done();
    },
  });
}
