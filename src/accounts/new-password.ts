/**
 * What a password may be: long enough, and nothing that others know of the person. No rules about kinds of
 * characters: length protects, and people write rules like that on paper.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';

export interface PasswordLimits {
  least: number;
  most: number;
  clause: string;
}

export interface KnownOfPerson {
  username: string;
  nationalId: string | null;
  /** ISO */
  birthDate: string | null;
}

const tooCommon = new Set([
  '1234567890',
  '0123456789',
  '0987654321',
  'password123',
  'password1234',
  'qwertyuiop',
  '1qaz2wsx3edc',
  'iloveyou1234',
  'taiwan12345',
  'abcdefghij',
]);

export function decidePassword(
  candidate: string,
  known: KnownOfPerson,
  { least, most, clause }: PasswordLimits,
): { accepted: true } | Refusal {
  const length = [...candidate].length;
  if (length < least || length > most) return refuse('password-length', clause, { least, most });
  const plain = candidate.normalize('NFKC').toLowerCase();
  if (knownWords(known).some((word) => plain.includes(word))) return refuse('password-known', clause);
  if (tooCommon.has(plain) || new Set(plain).size < 4) return refuse('password-common', clause);
  return { accepted: true };
}

/** Account name, ID number, and the birth date as 20100314, 0990314 and 990314. */
function knownWords({ username, nationalId, birthDate }: KnownOfPerson): string[] {
  const words = [username, nationalId?.toLowerCase() ?? ''];
  if (birthDate) {
    const [year = '', month = '', day = ''] = birthDate.split('-');
    const roc = String(Number(year) - 1911);
    words.push(year + month + day, roc + month + day);
  }
  return words.filter((word) => word.length >= 4);
}
