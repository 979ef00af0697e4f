/**
 * PDFs from Typst templates, tagged and with Chinese type. Data reaches a template as JSON, never as markup.
 * A character the font lacks is printed as its code point, so that no name silently loses a part.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { openSync } from 'fontkit';

const fonts = join(import.meta.dirname, '../../node_modules/@expo-google-fonts/noto-sans-tc');
const regular = join(fonts, '400Regular/NotoSansTC_400Regular.ttf');
const bold = join(fonts, '700Bold/NotoSansTC_700Bold.ttf');

let compiler: NodeCompiler | undefined;
let covered: Set<number> | undefined;

/** @param template Typst source that reads its data with `json.decode(sys.inputs.data)` */
export function pdfOf(template: string, data: object): Buffer {
  compiler ??= NodeCompiler.create({
    fontArgs: [{ fontBlobs: [readFileSync(regular), readFileSync(bold)] }],
  });
  const printable = JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  );
  return compiler.pdf({ mainFileContent: template, inputs: { data: printable } });
}

/** `𠮷田` becomes `[U+20BB7]田` where the font has no 𠮷. */
export function printableText(text: string): string {
  covered ??= coverage();
  const known = covered;
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 32 || known.has(code) ? character : `[U+${code.toString(16).toUpperCase()}]`;
    })
    .join('');
}

function coverage(): Set<number> {
  const font = openSync(regular);
  if (!('characterSet' in font)) throw new Error(`${regular} is a collection, not a font.`);
  return new Set(font.characterSet);
}
