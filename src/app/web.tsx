/** Where the browser starts: the language's words and the session are fetched side by side, then the first page is drawn. */
import { createRoot } from 'react-dom/client';
import { fetchFontIfNeeded } from '../platform/ui/fonts.ts';
import { startWords } from '../platform/ui/words.ts';
import '@mantine/core/styles.css';
import '../platform/ui/paper.css';
import { App } from './web/App.tsx';
import { askEarly } from './web/session.ts';

// A page of an older build asks for a file that the newer one no longer has.
addEventListener('vite:preloadError', () => location.reload());

askEarly();
await startWords({
  'zh-TW': {
    first: async () => (await import('./web/words-zh-TW.ts')).words,
    rest: async () => (await import('./web/words-rest-zh-TW.ts')).words,
  },
  en: {
    first: async () => (await import('./web/words-en.ts')).words,
    rest: async () => (await import('./web/words-rest-en.ts')).words,
  },
});
void fetchFontIfNeeded();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
