/**
 * Password hashes: argon2id with OWASP's least parameters (19 MiB, 2 passes, 1 lane), about 15 ms each.
 * @server
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { turns } from './turns.ts';

const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

// One gate per process, because what it protects is the process's: hashing takes threads of the same pool
// that writes uploads. Half the cores hash, never more than two threads of the pool's four; some ten seconds
// of people may wait, and whoever comes then is asked to try again (`TooMany`).
const inTurn = turns(Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2))), 400);

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
