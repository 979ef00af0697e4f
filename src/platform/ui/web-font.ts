/**
 * Noto Sans TC in slices: a browser fetches only the slices whose characters stand on the page. Once it is
 * here it also sets the Latin letters, so that a line has one face.
 */
import '@fontsource/noto-sans-tc/400.css';
import '@fontsource/noto-sans-tc/700.css';
import { fontFamily } from './theme.ts';

for (const name of ['--mantine-font-family', '--mantine-font-family-headings']) {
  document.documentElement.style.setProperty(name, `'Noto Sans TC', ${fontFamily}`);
}
