/** A matter's facts as its sentence wants them: codes by their words, days by the calendar people read. */
import { dayText } from '../calendar/written.ts';
import type { Matter } from './matter.ts';

export function saidFacts(
  { facts }: Pick<Matter, 'facts'>,
  word: (key: string) => string,
  language: 'zh-TW' | 'en',
): Record<string, string | number> {
  const said = (name: string, fact: string | number) =>
    name === 'division' || name === 'gradeBand'
      ? word(`today.${name}.${fact}`)
      : name === 'topic'
        ? word(`questions.topic.${fact}`)
        : name === 'statusKind'
          ? word(`status.kind.${fact}`)
          : name === 'day'
            ? dayText(String(fact), language)
            : fact;
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, said(name, fact)]));
}
