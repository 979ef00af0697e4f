/** PDFs in Chinese as students hand them in, with pages and pictures, made by the same compiler as our own papers. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const fontFile = join(
  import.meta.dirname,
  '../../../node_modules/@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
);

export interface PdfPage {
  heading: string;
  text: string;
  /** JPEG or PNG, shown across the page. */
  picture?: Buffer;
}

export function chinesePdf(title: string, author: string, pages: readonly PdfPage[]): Buffer {
  const compiler = NodeCompiler.create({
    workspace: tmpdir(),
    fontArgs: [{ fontBlobs: [readFileSync(fontFile)] }],
  });
  const parts = pages.map(({ heading, text, picture }, index) => {
    const name = `picture-${index}.jpg`;
    if (picture) compiler.mapShadow(join(tmpdir(), name), picture);
    return `= ${heading}\n${text}\n${picture ? `#image("${name}", width: 100%)` : ''}`;
  });
  return compiler.pdf({
    mainFileContent: `#set document(title: "${title}", author: "${author}", date: none)
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: "Noto Sans TC", lang: "zh", region: "TW", size: 12pt)
#set par(justify: true, leading: 1em)
#align(center, text(size: 20pt)[${title}])
#align(center)[${author}]
${parts.join('\n#pagebreak()\n')}`,
  });
}
