/** Topics have their own top key; only `refusal` is shared, because a refusal does not say whose it is. */
export function merged(catalogues: Record<string, Record<string, object>>): Record<string, unknown> {
  const all: Record<string, object> = {};
  for (const catalogue of Object.values(catalogues)) {
    for (const [key, words] of Object.entries(catalogue)) all[key] = { ...all[key], ...words };
  }
  return all;
}
