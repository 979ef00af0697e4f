/** Noto Sans TC in slices: a browser fetches only the slices whose characters stand on the page. */
import '@fontsource/noto-sans-tc/400.css';
import '@fontsource/noto-sans-tc/700.css';
