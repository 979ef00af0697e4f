/** Bundles each contract alone for the browser: one that drags server code along fails here, by name. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const src = resolve(import.meta.dirname, '../src');
const contracts = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/|-)contract\.ts$/.test(name),
);
const failed: string[] = [];

for (const contract of contracts) {
  try {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: false, lib: { entry: join(src, contract), formats: ['es'] } },
      plugins: [
        {
          name: 'browser-only',
          enforce: 'pre',
          resolveId(source, importer) {
            if (source.startsWith('node:')) throw new Error(`${importer ?? ''} imports ${source}`);
            if (
              !/^([./]|\0)/.test(source) &&
              source !== 'zod' &&
              !source.startsWith('zod/') &&
              !importer?.includes('node_modules')
            ) {
              throw new Error(`${importer ?? ''} imports ${source}`);
            }
            return null;
          },
        },
      ],
    });
  } catch (error) {
    failed.push(`src/${contract}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const line of failed) console.error(line);
if (failed.length > 0) process.exitCode = 1;
else console.log(`contracts: ${contracts.length} bundle alone for the browser`);
