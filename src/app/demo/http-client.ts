/** A typed client of any server over real HTTP: the tests', the cycle's and the fault runs'. */
import type { AnswerOf, Endpoint } from '../../platform/contract.ts';
import type { Refusal } from '../../regulation/refusal.ts';

export interface Answered<T> {
  status: number;
  /** The answer of a 2xx, else undefined. */
  answer: T | undefined;
  refusal: Refusal | undefined;
  headers: Headers;
}

export interface Client {
  call<E extends Endpoint>(endpoint: E, input?: CallInput): Promise<Answered<AnswerOf<E>>>;
  /** Raw request with this person's cookie and a same-origin header. */
  fetch(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>;
}

export interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A client of any server: the cycle and the fault runs use it too. */
export function clientOf(url: string, cookieOf: () => Promise<string>): Client {
  const send: Client['fetch'] = async (path, init = {}) =>
    fetch(new URL(path, url), {
      ...init,
      headers: { cookie: await cookieOf(), origin: url, ...(init.headers as Record<string, string>) },
      redirect: 'manual',
    });
  return {
    fetch: send,
    async call(endpoint, input = {}) {
      const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
        encodeURIComponent(input.params?.[key] ?? ''),
      );
      const query = new URLSearchParams(
        Object.entries(input.query ?? {}).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        ),
      );
      const hasBody = input.body !== undefined;
      const response = await send(`${path}${query.size > 0 ? `?${query}` : ''}`, {
        method: endpoint.method,
        headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...input.headers },
        body: hasBody ? JSON.stringify(input.body) : undefined,
      });
      const json: unknown = response.headers.get('content-type')?.includes('json')
        ? await response.json()
        : undefined;
      return {
        status: response.status,
        answer: response.ok ? (json as never) : undefined,
        refusal: response.ok ? undefined : (json as Refusal | undefined),
        headers: response.headers,
      };
    },
  };
}
