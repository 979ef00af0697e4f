/**
 * Stands in for zod in the browser build. Contracts build shapes when they are loaded; here each step of that
 * is nothing at all. Whoever tries to *use* a shape learns at once that parsing is the server's.
 */
const parsing = /^(safe)?(parse|encode|decode)(Async)?$|^(options|def)$/;

const shape: unknown = new Proxy(() => undefined, {
  get(_, name) {
    if (typeof name === 'string' && parsing.test(name))
      throw new Error(`zod is not in the browser: .${name}`);
    return shape;
  },
  apply: () => shape,
});

export const z = shape;
