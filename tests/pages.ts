/** The pages of the product as the topics' `screens/routes.tsx` list them, and which of them an address is. */
import { screens } from './words.ts';

export const pages: readonly string[] = screens()
  .filter(({ file }) => file.endsWith('/screens/routes.tsx'))
  .flatMap(({ code }) => [...code.matchAll(/path: '([^']+)'/g)].map((match) => match[1] ?? ''));

/** `/outcomes/7` is `/outcomes/$outcomeId`. */
export function pageAt(address: string): string | undefined {
  const { pathname } = new URL(address);
  return pages.find((page) => new RegExp(`^${page.replace(/\$\w+/g, '[^/]+')}$`).test(pathname));
}
