import { dayText, instantText } from './dates.ts';
import { useWords } from './words.ts';

/** One moment or one day: `at` an instant, or `day` an ISO day. */
export function DateLine(given: { at: string } | { day: string }) {
  const { language } = useWords();
  if ('day' in given) return <time dateTime={given.day}>{dayText(given.day, language)}</time>;
  return <time dateTime={given.at}>{instantText(new Date(given.at), language)}</time>;
}
