/** Every topic's English words, in one file to fetch. */
import { merged } from './merged-words.ts';

export const words = merged(
  import.meta.glob<Record<string, object>>('../../{*/screens,platform/ui}/words.en.json', {
    eager: true,
    import: 'default',
  }),
);
