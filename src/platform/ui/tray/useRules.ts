import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallError } from '../../call.ts';
import type { Destination } from './destination.ts';
import type { SlotRules } from './entry.ts';
import { destinationsHere } from './tray.ts';

/** What the slots of every destination take, by its key. */
export type AllRules = ReadonlyMap<string, SlotRules>;

const unsaid: AllRules = new Map();

/** Those that have said what they take; the others are not in it. */
export function useRules(): AllRules {
  return useRulesAnswer().data ?? unsaid;
}

export function useRulesAnswer(): UseQueryResult<AllRules, CallError> {
  const here = destinationsHere();
  return useQuery<AllRules, CallError>({
    queryKey: ['tray.rules', here.map(({ key }) => key)],
    queryFn: () => rulesOf(here),
  });
}

/** One that cannot say now, as its calendar does not, must not keep the others from taking files. */
async function rulesOf(destinations: readonly Destination[]): Promise<AllRules> {
  const asked = destinations.map(async ({ key, rules }) => [key, await rules()] as const);
  const said = await Promise.allSettled(asked);
  const known = said.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = said.find((one) => one.status === 'rejected');
  if (known.length === 0 && failed) throw failed.reason;
  return new Map(known);
}
