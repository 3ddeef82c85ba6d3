/** Builds the page into the gateway's static assets. JSX is compiled by Vite itself, for Preact. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: here('../workers/gateway/public'), emptyOutDir: true, assetsInlineLimit: 0 },
  /** `npm exec -- vite web` serves the page alone; API_ORIGIN is where the running gateway is. */
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:8787' } },
})
