/** The English words that no student’s first page needs. */
import { merged } from './merged-words.ts';

export const words = merged(
  import.meta.glob<Record<string, object>>(
    [
      '../../{certification,imports,reopening,submission}/screens/words.en.json',
      '../../today/screens/staff/words.en.json',
      '../../outcomes/screens/one/words.en.json',
      '../../notices/screens/later/words.en.json',
      '../../*/screens/rest/words.en.json',
    ],
    { eager: true, import: 'default' },
  ),
);
