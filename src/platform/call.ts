/**
 * The browser's side of a contract. An answer is typed by its endpoint; a refusal is thrown as
 * `RefusedError`, anything else that went wrong as `FailedError`. Only what may safely happen twice is tried twice.
 */
import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Refusal } from '../regulation/refusal.ts';
import type { AnswerOf, Endpoint } from './contract.ts';

/** A part that may be left out where nothing in it is required. */
type Part<Name extends string, Given> = undefined extends Given
  ? { [name in Name]?: Given }
  : Record<never, never> extends Given
    ? { [name in Name]?: Given }
    : { [name in Name]: Given };

/** What an endpoint is called with: `{ params, query, body }`, each only where the contract asks for it. */
export type Input<E extends Endpoint> = Part<'params', z.input<E['params']>> &
  Part<'query', z.input<E['query']>> &
  Part<'body', z.input<E['body']>>;

/** Arguments after the endpoint: the input may be left out where nothing in it is required. */
type MaybeInput<E extends Endpoint, Options = never> =
  Record<never, never> extends Input<E>
    ? [input?: Input<E>, options?: Options]
    : [input: Input<E>, options?: Options];

interface AnswerOptions {
  enabled?: boolean;
  /** Asked again after so many milliseconds, for work that goes on by itself. */
  everyMs?: number;
}

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The server answered that the act is not done, why, and by which clause. */
export class RefusedError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

type Failure = 'offline' | 'too-slow' | 'server';

/** Nothing was answered, or the server broke. `correlationId` finds the line in its log. */
export class FailedError extends Error {
  readonly failure: Failure;
  readonly correlationId: string | null;
  constructor(failure: Failure, correlationId: string | null = null) {
    super(failure);
    this.failure = failure;
    this.correlationId = correlationId;
  }
}

const patienceMs = 30_000;
const pausesMs = [400, 1200, 3000];

export async function call<E extends Endpoint>(endpoint: E, ...[input]: MaybeInput<E>): Promise<AnswerOf<E>> {
  const parts = (input ?? {}) as Parts;
  const init: RequestInit = { method: endpoint.method, headers: { accept: 'application/json' } };
  if (parts.body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(parts.body);
  }
  const safe = endpoint.method === 'GET' || endpoint.method === 'PUT';
  return retrying(safe ? pausesMs : [], async () => {
    const response = await fetched(addressOf(endpoint, parts), init);
    const text = await response.text();
    return answerOf<E>(response.status, text, response.headers.get('x-correlation-id'));
  });
}

/** A file that is asked for with a body (`gives: 'bytes'`); what is fetched by its address alone needs only a link. */
export async function callForFile<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<Blob> {
  const parts = input as Parts;
  const response = await fetched(addressOf(endpoint, parts), {
    method: endpoint.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parts.body),
  });
  if (!response.ok)
    answerOf<E>(response.status, await response.text(), response.headers.get('x-correlation-id'));
  return response.blob();
}

/** The address of an endpoint: for links to what `gives: 'bytes'` and for `src`. */
export function addressOf(endpoint: Endpoint, input: Parts = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(input.params?.[key] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.append(key, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

async function fetched(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    throw new FailedError(slow ? 'too-slow' : 'offline');
  }
}

function answerOf<E extends Endpoint>(
  status: number,
  text: string,
  correlationId: string | null,
): AnswerOf<E> {
  const json = parsed(text);
  if (status >= 200 && status < 300) return json as AnswerOf<E>;
  if (isRefusal(json) && json.refused !== 'unexpected') throw refused(json);
  throw new FailedError('server', correlationId);
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(json: unknown): json is Refusal {
  return typeof json === 'object' && json !== null && 'refused' in json && 'clause' in json;
}

/** Who wants to know when the session has ended: the frame, to sign in again over the open page. */
let sessionEnded: (() => void) | undefined;
export function onSessionEnd(tell: () => void): void {
  sessionEnded = tell;
}

function refused(refusal: Refusal): RefusedError {
  if (refusal.refused === 'not-signed-in') sessionEnded?.();
  return new RefusedError(refusal);
}

/** Again after each pause, while the failure is one that waiting can mend. */
async function retrying<T>(
  pauses: readonly number[],
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauses[tries];
      if (pause === undefined || signal?.aborted || !mendsItself(error)) throw error;
      await paused(pause + Math.random() * pause * 0.5, signal);
    }
  }
}

function mendsItself(error: unknown): boolean {
  if (error instanceof RefusedError) return error.refusal.refused === 'too-busy';
  return error instanceof FailedError;
}

function paused(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
}

export interface Sending {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  blob: Blob;
  headers?: Record<string, string>;
  /** Bytes that have left this device, of all. Falls back to 0 when a try begins anew. */
  onProgress?(sent: number, total: number): void;
  signal?: AbortSignal;
}

const uploadPausesMs = [500, 1500, 4000, 8000, 15_000, 30_000];
/** An upload may take long, but not without a byte moving. */
const stalledMs = 45_000;

/** Sends raw bytes to a `takes: 'bytes'` endpoint, which must be idempotent: it is tried again by itself. */
export function send<E extends Endpoint>(endpoint: E, sending: Sending): Promise<AnswerOf<E>> {
  return retrying(uploadPausesMs, () => sendOnce(endpoint, sending), sending.signal);
}

function sendOnce<E extends Endpoint>(endpoint: E, sending: Sending): Promise<AnswerOf<E>> {
  const { blob, headers = {}, onProgress, signal } = sending;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    let stalled = false;
    const stall = () => {
      stalled = true;
      request.abort();
    };
    let watch = setTimeout(stall, stalledMs);
    const abort = () => request.abort();
    signal?.addEventListener('abort', abort);
    request.open(endpoint.method, addressOf(endpoint, sending));
    request.setRequestHeader('content-type', blob.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      clearTimeout(watch);
      watch = setTimeout(stall, stalledMs);
      onProgress?.(event.loaded, event.total);
    };
    request.onload = () => {
      try {
        resolve(
          answerOf<E>(request.status, request.responseText, request.getResponseHeader('x-correlation-id')),
        );
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new FailedError('offline'));
    request.onabort = () => reject(stalled ? new FailedError('too-slow') : signal?.reason);
    request.onloadend = () => {
      clearTimeout(watch);
      signal?.removeEventListener('abort', abort);
    };
    onProgress?.(0, blob.size);
    request.send(blob);
  });
}

export type CallError = RefusedError | FailedError;

/** An endpoint's answer, kept and asked again when the page is looked at again or an act succeeded. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  ...[input, options]: MaybeInput<E, AnswerOptions>
): UseQueryResult<AnswerOf<E>, CallError> {
  const asked = (input ?? {}) as Input<E>;
  return useQuery<AnswerOf<E>, CallError>({
    queryKey: [endpoint.name, asked],
    queryFn: () => (call as (e: E, i: Input<E>) => Promise<AnswerOf<E>>)(endpoint, asked),
    enabled: options?.enabled ?? true,
    refetchInterval: options?.everyMs ?? false,
  });
}

/** An act. After it succeeded, whatever is on the screen is asked again. */
export function useAct<E extends Endpoint>(endpoint: E): UseMutationResult<AnswerOf<E>, CallError, Input<E>> {
  const client = useQueryClient();
  return useMutation<AnswerOf<E>, CallError, Input<E>>({
    mutationFn: (input) => (call as (e: E, i: Input<E>) => Promise<AnswerOf<E>>)(endpoint, input),
    // Not waited for: what the page does next would be lost where the new answers take its piece off the page.
    onSuccess: () => void client.invalidateQueries(),
  });
}

/** An act by the way: nothing on the screen is asked again, and nothing waits for it. */
export function useNote<E extends Endpoint>(endpoint: E): (input: Input<E>) => void {
  return useMutation<AnswerOf<E>, CallError, Input<E>>({
    mutationFn: (input) => (call as (e: E, i: Input<E>) => Promise<AnswerOf<E>>)(endpoint, input),
  }).mutate;
}

/** Asks ahead for what will probably be looked at next, so that `useAnswer` finds it there. */
export function useAhead<E extends Endpoint>(
  endpoint: E,
): (input: Input<E>) => Promise<AnswerOf<E> | undefined> {
  const client = useQueryClient();
  return async (input) => {
    const queryKey = [endpoint.name, input];
    await client.prefetchQuery({
      queryKey,
      queryFn: () => (call as (e: E, i: Input<E>) => Promise<AnswerOf<E>>)(endpoint, input),
      staleTime: 60_000,
    });
    return client.getQueryData<AnswerOf<E>>(queryKey);
  };
}
