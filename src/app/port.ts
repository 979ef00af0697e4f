/** Whether the address to be served is free: asked before the long work of a first start, not after it. */
import { createServer } from 'node:net';

/** Throws a plain sentence where another program listens, or where the address is none of this machine's. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentence(error, host, port))));
    probe.listen({ host, port, exclusive: true }, resolve);
  });
  await new Promise((closed) => probe.close(closed));
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Another program is using port ${port} on ${host}. Stop it, or take another port: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES')
    return `Port ${port} may only be used by root. Take another: PORT=8108 npm start`;
  return `${host} port ${port} cannot be served: ${error.message}. HOST and PORT say where.`;
}
