/** The browser part: `src/app/web.tsx` and what it reaches, built into `dist/web`. */
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig, type Plugin } from 'vite';
import { pdfResources } from './src/app/pdf-resources.ts';

/** Nothing of Node may reach the browser, not even as an empty stand-in. */
const noNode: Plugin = {
  name: 'no-node',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source.startsWith('node:') || (isBuiltin(source) && !importer?.includes('node_modules'))) {
      throw new Error(`${importer ?? 'the page'} imports ${source}, which no browser has`);
    }
    return null;
  },
};

export default defineConfig({
  plugins: [noNode, react(), pdfResources()],
  resolve: {
    // Contracts describe, the server parses: the shapes themselves weigh 24 KB and no page uses them.
    alias: [{ find: /^zod$/, replacement: resolve(import.meta.dirname, 'src/app/web/no-zod.ts') }],
  },
  html: { cspNonce: '__CSP_NONCE__' },
  css: { postcss: { plugins: [mantine()] } },
  json: { stringify: true },
  build: {
    outDir: 'dist/web',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, in few files instead of forty.
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|react-i18next|i18next|@tanstack)\//,
            },
            // What a student's day asks; what the offices ask comes with their pages.
            {
              name: 'contracts',
              test: /src\/(platform|accounts|calendar|outcomes|selection|receipt-details)\/contract\.ts$/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173 },
});
