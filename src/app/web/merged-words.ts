/** Topics have their own top key; `refusal` and `fact` are shared, because a refusal does not say whose it is. */
type Words = { [key: string]: string | Words };

export function merged(catalogues: Record<string, unknown>): Words {
  const all: Words = {};
  for (const catalogue of Object.values(catalogues)) add(all, catalogue as Words);
  return all;
}

function add(to: Words, words: Words): void {
  for (const [key, value] of Object.entries(words)) {
    const there = to[key];
    if (typeof value === 'string') to[key] = value;
    else if (typeof there === 'object') add(there, value);
    else {
      const own: Words = {};
      add(own, value);
      to[key] = own;
    }
  }
}
