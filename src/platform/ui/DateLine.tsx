import { closingText, dayText, instantText } from '../../calendar/written.ts';
import { useWords } from './words.ts';

/** One moment, one end or one day: `at` and `closes` an instant, or `day` an ISO day. */
export function DateLine(given: { at: string } | { closes: string } | { day: string }) {
  const { language } = useWords();
  if ('closes' in given) {
    return <time dateTime={given.closes}>{closingText(new Date(given.closes), language)}</time>;
  }
  if ('day' in given) return <time dateTime={given.day}>{dayText(given.day, language)}</time>;
  return <time dateTime={given.at}>{instantText(new Date(given.at), language)}</time>;
}
