/** Reads the catalogues and the screens, and says what a reader of either language would miss. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'vite';

const src = resolve(import.meta.dirname, '../src');
export const languages = ['zh-TW', 'en'] as const;
type Language = (typeof languages)[number];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (name) => !/\.test\.tsx?$/.test(name),
);

/** Every sentence of a language by its dotted key; with `topic`, of that folder only. */
export function sentences(language: Language, topic = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files.filter(
    (name) => name.startsWith(topic) && name.endsWith(`words.${language}.json`),
  )) {
    const collect = (words: object, path: string) => {
      for (const [key, value] of Object.entries(words)) {
        if (typeof value === 'string') found.set(`${path}${key}`, value);
        else collect(value, `${path}${key}.`);
      }
    };
    collect(JSON.parse(readFileSync(join(src, file), 'utf8')) as object, '');
  }
  return found;
}

export function topicsWithWords(): string[] {
  return files
    .filter((name) => name.endsWith('words.zh-TW.json'))
    .map((name) => name.replace(/words\..*$/, ''));
}

/** The `{{names}}` a sentence is filled with. */
export function blanks(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].sort();
}

/** Reasons that code refuses with, each with the file that does. */
export function reasons(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('/screens/'))) {
    const text = readFileSync(join(src, file), 'utf8');
    for (const match of text.matchAll(/(?:\brefuse\(|\brefused\(reply, |\brefused: )\s*'([a-z-]+)'/g)) {
      found.set(match[1] ?? '', file);
    }
  }
  return found;
}

export function screens(): { file: string; code: string }[] {
  return files
    .filter((name) => /\.tsx?$/.test(name) && /(\/screens\/|^platform\/ui\/|^app\/web\/)/.test(name))
    .map((file) => ({ file, code: readFileSync(join(src, file), 'utf8') }));
}

interface Node {
  type: string;
  [part: string]: unknown;
}

const spoken = new Set([
  'label',
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'description',
  'error',
  'lead',
  'next',
]);
const letters = /\p{L}/u;
// A single character is a sign the code knows (the one of a clause, of a weekday), not a sentence.
const han = /\p{Script=Han}{2}/u;

/** Text that stands in the code instead of the catalogue. */
export function literalText(code: string): string[] {
  const found: string[] = [];
  walk(parseAst(code, { lang: 'tsx' }) as unknown as Node, (node) => {
    if (node.type === 'JSXText' && letters.test(String(node['value'])))
      found.push(String(node['value']).trim());
    if (node.type === 'JSXAttribute') {
      const value = node['value'] as Node | null;
      const name = String((node['name'] as Node)['name']);
      if (value?.type === 'Literal' && spoken.has(name) && letters.test(String(value['value'])))
        found.push(String(value['value']));
    }
    const text =
      node.type === 'Literal' ? node['value'] : node.type === 'TemplateElement' ? node['value'] : undefined;
    if (han.test(typeof text === 'string' ? text : JSON.stringify(text ?? '')))
      found.push(JSON.stringify(text));
  });
  return [...new Set(found)];
}

/** Keys asked for by `t(…)`: whole ones, and the beginnings of those put together (`a.b.${state}`). */
export function keysAsked(code: string): { whole: string[]; begun: string[] } {
  const whole: string[] = [];
  const begun: string[] = [];
  walk(parseAst(code, { lang: 'tsx' }) as unknown as Node, (node) => {
    if (node.type !== 'CallExpression') return;
    const callee = node['callee'] as Node;
    if (callee.type !== 'Identifier' || callee['name'] !== 't') return;
    const [asked] = node['arguments'] as Node[];
    if (!asked) return;
    for (const key of keysIn(asked)) {
      if (key.endsWith('*')) begun.push(key.slice(0, -1));
      else whole.push(key);
    }
  });
  return { whole, begun };
}

function keysIn(asked: Node): string[] {
  if (asked.type === 'Literal') return [String(asked['value'])];
  if (asked.type === 'ConditionalExpression')
    return [...keysIn(asked['consequent'] as Node), ...keysIn(asked['alternate'] as Node)];
  if (asked.type === 'TemplateLiteral') {
    const [first] = asked['quasis'] as { value: { cooked: string } }[];
    return [`${first?.value.cooked ?? ''}*`];
  }
  return [];
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const part of Object.values(node)) {
    for (const child of Array.isArray(part) ? part : [part]) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, see);
    }
  }
}
