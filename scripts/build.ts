/** `npm run build`: the browser part, and what the first load of the student's today page weighs. */
import { buildWeb } from '../src/app/build-web.ts';
import { budget, weighFirstLoad } from './first-load.ts';

const { script, style } = weighFirstLoad(await buildWeb());
console.log(`First load of the student's today page, ${script.files.length} scripts:`);
console.log(
  `  JavaScript ${script.gzip} KB gzip, ${script.brotli} KB brotli (at most ${budget} KB gzip, everything included)`,
);
console.log(`  CSS        ${style.gzip} KB gzip, ${style.brotli} KB brotli`);
if (script.gzip > budget) {
  console.error(`That is more than ${budget} KB.`);
  process.exitCode = 1;
}
