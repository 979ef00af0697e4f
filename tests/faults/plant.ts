/** `node --import plant.ts?NAME`: reads one file of the product with the named defect in it. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { defectNamed, pathOfDefect, withDefect } from './defects.ts';

const defect = defectNamed(new URL(import.meta.url).search.slice(1));
const planted = pathToFileURL(pathOfDefect(defect)).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    return url === planted ? { ...loaded, source: withDefect(defect, String(loaded.source)) } : loaded;
  },
});
