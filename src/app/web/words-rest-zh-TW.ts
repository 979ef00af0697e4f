/** The Chinese words that no student’s first page needs. */
import { merged } from './merged-words.ts';

export const words = merged(
  import.meta.glob<Record<string, object>>(
    [
      '../../{certification,imports,reopening,submission}/screens/words.zh-TW.json',
      '../../today/screens/staff/words.zh-TW.json',
      '../../outcomes/screens/one/words.zh-TW.json',
      '../../notices/screens/later/words.zh-TW.json',
      '../../*/screens/rest/words.zh-TW.json',
    ],
    { eager: true, import: 'default' },
  ),
);
