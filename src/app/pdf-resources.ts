/** Files that pdf.js fetches while it draws: character maps, standard fonts, decoders without WebAssembly. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const home = resolve(import.meta.dirname, '../../node_modules/pdfjs-dist');
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
const place = `assets/pdfjs-${version}`;
const wanted: [folder: string, names: RegExp][] = [
  ['cmaps', /\.bcmap$/],
  ['standard_fonts', /\.(pfb|ttf)$/],
  ['wasm', /nowasm/],
];

export function pdfResources(): Plugin {
  return {
    name: 'pdf-resources',
    config: () => ({ define: { __PDF_RESOURCES__: JSON.stringify(`/${place}/`) } }),
    generateBundle() {
      for (const [folder, names] of wanted) {
        for (const name of readdirSync(join(home, folder)).filter((file) => names.test(file))) {
          const source = readFileSync(join(home, folder, name));
          this.emitFile({ type: 'asset', fileName: `${place}/${folder}/${name}`, source });
        }
      }
    },
  };
}
