/**
 * Who may import whom. A file's name is its role; each role has a list of what it may import, each with
 * its reason. Everything else is an error, from the first commit on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const src = resolve(import.meta.dirname, '../src');

export type Role =
  | 'pure'
  | 'contract'
  | 'api'
  | 'store'
  | 'sheet'
  | 'later'
  | 'screen'
  | 'server'
  | 'test'
  | 'app';

const reasons: Record<Exclude<Role, 'test' | 'app' | 'server'>, string> = {
  pure: 'decisions take facts and time as arguments: only pure files, no zod, no node, no clock',
  contract: 'both sides share it: zod, platform/contract and pure files or types only',
  api: 'handlers use their own folder, pure files and reading stores of other slices, ledger and platform',
  store: 'SQL of its own tables: platform, ledger, own folder, pure files',
  sheet: 'one workbook sheet: own folder, platform, pure files',
  later: 'background work: as api.ts',
  screen: 'the browser: contracts and pure files of any slice, screens, platform/ui, platform/call',
};

const browserPackages =
  /^(react|react-dom|react-i18next|i18next|@mantine|mantine-datatable|@tanstack|dayjs|@tabler|@noble|pdfjs-dist|recharts|@fontsource|qrcode|hucre|idb|mediabunny|@cantoo\/pdf-lib)(\/|$)/;

/** The folders whose files anyone on the server may use: each is a service, not a topic's verb. */
const services = /^((platform|ledger|history)\/|notices\/notify)/;
/** Slices that carry the frame of every act: who acts, by which rules, until when. */
const frame = /^(accounts\/(route|actor|rights|auth)|regulation\/|calendar\/)/;

export function roleOf(file: string): Role {
  if (/\.test\.tsx?$/.test(file)) return 'test';
  if (file.startsWith('app/')) return 'app';
  if (file.startsWith('platform/ui/') || file === 'platform/call.ts' || /\/screens\//.test(file))
    return 'screen';
  if (file.startsWith('platform/')) return file === 'platform/contract.ts' ? 'contract' : 'server';
  const name = file.split('/').at(-1) ?? '';
  const [stem = ''] = name.split('.');
  if (stem === 'contract' || stem === 'api' || stem === 'store' || stem === 'sheet' || stem === 'later')
    return stem;
  const suffix = stem.split('-').at(-1) ?? '';
  if (suffix === 'api' || suffix === 'store' || suffix === 'sheet' || suffix === 'contract') return suffix;
  return importsServer(file) ? 'server' : 'pure';
}

/** Files of a topic that are neither named roles nor pure declare it by importing node or a server package. */
const serverFiles = new Set<string>();
function importsServer(file: string): boolean {
  return serverFiles.has(file);
}

export interface Breach {
  file: string;
  imports: string;
  why: string;
}

export function breaches(): Breach[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  for (const file of files) if (isDeclaredServer(file)) serverFiles.add(file);
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ target, typeOnly }) => !mayImport(file, target, typeOnly))
      .map(({ target }) => ({ file, imports: target, why: whyNot(roleOf(file), target) })),
  );
}

/** A doc comment with `@server` in a topic's file says: this is neither pure nor one of the named roles. */
function isDeclaredServer(file: string): boolean {
  return /^\/\*\*[\s\S]*?@server[\s\S]*?\*\//.test(readFileSync(join(src, file), 'utf8'));
}

interface Import {
  /** Package name, `node:…`, or path below src. */
  target: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /^\s*(import|export)\s+(type\s+)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm,
  );
  return [...found].map((match) => {
    const named = match[3] ?? match[4] ?? match[5] ?? '';
    const target = named.startsWith('.') ? relative(src, resolve(src, dirname(file), named)) : named;
    return { target, typeOnly: match[2] !== undefined };
  });
}

/** Where the product never reaches: what tries it out or runs beside it. Both reach into the product instead. */
const outside = /^\.\.\/(tests|scripts|bench)\//;

/** @param file and @param target paths below src, or a package's name */
export function mayImport(file: string, target: string, typeOnly = false): boolean {
  const role = roleOf(file);
  if (role === 'test') return true;
  if (outside.test(target)) return false;
  if (role === 'app') return true;
  const own = target.startsWith(`${file.split('/')[0]}/`);
  const isFile = /^[a-z-]+\//.test(target) && /\.(tsx?|json|css|typ)$/.test(target);
  const targetRole = isFile && /\.tsx?$/.test(target) ? roleOf(target) : undefined;
  const pure = targetRole === 'pure';
  if (file.startsWith('platform/') && isFile && !target.startsWith('platform/')) {
    // The platform knows nothing of schools; the refusal's shape and the ROC date are the two words it shares.
    return pure && /^(regulation\/refusal|calendar\/)/.test(target);
  }
  switch (role) {
    case 'pure':
      return pure || (typeOnly && targetRole === 'contract' && own) || (own && target.endsWith('.json'));
    case 'contract':
      return (
        target === 'zod' ||
        target === 'platform/contract.ts' ||
        pure ||
        typeOnly ||
        (own && targetRole === 'contract')
      );
    case 'screen':
      return (
        pure ||
        targetRole === 'screen' ||
        targetRole === 'contract' ||
        browserPackages.test(target) ||
        /\.(json|css)$/.test(target) ||
        (typeOnly && !target.startsWith('node:'))
      );
    case 'api':
    case 'later':
      return (
        !isFile ||
        own ||
        services.test(target) ||
        frame.test(target) ||
        pure ||
        targetRole === 'store' ||
        targetRole === 'contract' ||
        typeOnly
      );
    case 'store':
    case 'sheet':
      return !isFile || own || services.test(target) || frame.test(target) || pure || typeOnly;
    case 'server':
      return (
        // The import is what sheets are for.
        (targetRole === 'sheet' && file.startsWith('imports/')) ||
        !isFile ||
        own ||
        services.test(target) ||
        frame.test(target) ||
        pure ||
        typeOnly ||
        targetRole === 'store'
      );
  }
}

function whyNot(role: Role, target: string): string {
  if (outside.test(target)) return 'the product runs without its tests, scripts and benches';
  return role in reasons
    ? reasons[role as keyof typeof reasons]
    : 'a topic reaches another through its pure files and reading stores';
}

if (import.meta.main) {
  const found = breaches();
  for (const { file, imports, why } of found) console.error(`src/${file} imports ${imports}\n    ${why}`);
  if (found.length > 0) process.exitCode = 1;
  else console.log('borders: kept');
}
