/** One request over an agent, as a bench sends it: no more of HTTP than it takes. */
import { type Agent, request } from 'node:http';

export interface Sent {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  cookie?: string;
  json?: unknown;
  bytes?: Buffer;
}

/** Any answer but 200. */
export class NotAnswered extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined, text: string) {
    super(`${status}: ${text}`);
    this.status = status;
  }
}

/** @returns the answer's text; throws `NotAnswered`, or what broke the connection */
export function send(
  agent: Agent,
  base: string,
  { method, path, cookie, json, bytes }: Sent,
): Promise<string> {
  const body = bytes ?? (json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)));
  const headers = {
    ...(cookie && { cookie }),
    ...(bytes && { 'content-type': 'application/octet-stream' }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
    'content-length': body.length,
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, base), { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new NotAnswered(response.statusCode, text)),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
