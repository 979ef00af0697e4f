/**
 * Password hashes: argon2id with OWASP's least parameters (19 MiB, 2 passes, 1 lane), about 15 ms each.
 * @server
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';

const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** More people are signing in at once than can be served in reasonable time: try again in some seconds. */
export class SignInTooBusy extends Error {}

// One queue per process, because what it protects is the process's: hashing takes threads of the same pool
// that writes uploads. At most half the cores and two threads hash; who would wait too long is sent away.
const atOnce = Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)));
const longestQueue = 400;
const waiting: (() => void)[] = [];
let hashing = 0;

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

export function verifyPassword({
  hash: kept,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  return inTurn(() => verify(kept, password));
}

/** A well-formed hash that no password has: checking against it costs what any check costs. */
export function unmatchableHash(): string {
  const salt = randomBytes(16).toString('base64').replace(/=+$/, '');
  const made = randomBytes(32).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${salt}$${made}`;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (hashing >= atOnce) {
    if (waiting.length >= longestQueue) throw new SignInTooBusy();
    await new Promise<void>((turn) => waiting.push(turn));
  } else hashing += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else hashing -= 1;
  }
}
