/** Builds the page into the gateway's static assets. JSX is compiled by Vite itself, for Preact. */
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { SECURITY_HEADERS } from '../workers/shared/http/security-headers.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Writes `_headers`, by which the platform and the local runtime put the security headers on the
 * files under /assets. They are served without the gateway, which puts them on everything else.
 */
const assetHeaders = (): Plugin => ({
  name: 'asset-headers',
  generateBundle() {
    const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`)
    this.emitFile({
      type: 'asset',
      fileName: '_headers',
      source: ['/assets/*', ...lines, ''].join('\n'),
    })
  },
})

export default defineConfig({
  plugins: [assetHeaders()],
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../workers/gateway/public'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The viewer of the API's description is a page of its own.
    rolldownOptions: { input: [here('index.html'), here('docs.html')] },
    // The viewer is one file of its makers, in kB; no other path loads it.
    chunkSizeWarningLimit: 2_000,
  },
  /** `npm exec -- vite web` serves the page alone; API_ORIGIN is where the running gateway is. */
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:8787' } },
})
