/** The yardstick: a bare Hono route in the same runtime, with nothing behind it. */
import { fileURLToPath } from 'node:url'
import { Miniflare } from 'miniflare'
import { build } from 'vite'

export const startBareRoute = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: fileURLToPath(new URL('bare-worker.ts', import.meta.url)), write: false },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('the bare route was not built')
  const worker = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    workers: [
      {
        config: {
          name: 'bare',
          compatibilityDate: '2026-11-02',
          manifest: { mainModule: 'bare.js', modules: { 'bare.js': { type: 'esm', contents: output.output[0].code } } },
        },
      },
    ],
  })
  return { url: (await worker.ready).href, stop: () => worker.dispose() }
}
