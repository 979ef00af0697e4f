/** The Chinese words of a student's first page and of the frame, in one file to fetch. */
import { merged } from './merged-words.ts';

export const words = merged(
  import.meta.glob<Record<string, object>>(
    [
      '../../{*/screens,platform/ui}/words.zh-TW.json',
      '!../../{certification,imports,reopening,submission}/screens/words.zh-TW.json',
    ],
    { eager: true, import: 'default' },
  ),
);
