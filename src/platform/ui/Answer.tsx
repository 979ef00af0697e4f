import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallError } from '../call.ts';
import { Refused } from './Refused.tsx';
import { Waiting } from './Waiting.tsx';

interface AnswerParts<T> {
  of: UseQueryResult<T, CallError>;
  /** How many lines the answer will take, about. */
  lines?: number;
  children(answer: T): ReactNode;
}

/** What the server answered; until then its outline, and otherwise why there is none. */
export function Answer<T>({ of, lines, children }: AnswerParts<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Refused error={of.error} again={() => void of.refetch()} />;
  return <Waiting lines={lines} />;
}
