/**
 * Everything that is not the API: the built page. Hashed assets under /assets never come this way
 * (wrangler.toml).
 */
import type { App } from '#shared/http/app.ts'
import type { Env } from '../env.ts'

export const pageRoutes = (app: App<Env>): void => {
  app.get('*', async (c) => {
    const asset = await c.env.ASSETS.fetch(c.req.raw)
    return new Response(asset.body, asset)
  })
}
