/** HTML written by template: whatever is put in is escaped, but for what a template itself made. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    template.map((piece, index) => piece + (index < parts.length ? written(parts[index]) : '')).join(''),
  );
}

/** Our own text, e.g. a style sheet: nothing in it comes from people. */
html.trusted = (text: string): Html => new Html(text);

function written(part: Part | undefined): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('\n');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The relative address of a file beside the page. */
export function linkTo(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
