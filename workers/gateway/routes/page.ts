/**
 * Serves everything that is not the API: the files of the built page, and the page itself at each
 * of its addresses. Requests for hashed files under /assets do not reach this code (wrangler.toml).
 */
import type { Context } from 'hono'
import type { App, AppEnv } from '#shared/http/app.ts'
import { isPagePath } from '#shared/page-paths.ts'
import type { Env } from '../env.ts'

type PageContext = Context<AppEnv<Env>>

const NOT_FOUND = 404

const thePage = async (c: PageContext, status: number): Promise<Response> => {
  const { body, headers } = await c.env.ASSETS.fetch(new Request(new URL('/', c.req.url)))
  return new Response(body, { status, headers })
}

/** Answers that an address does not exist; a person sees the page itself saying so. */
const notFound = (c: PageContext): Response | Promise<Response> =>
  c.req.header('accept')?.includes('text/html') ? thePage(c, NOT_FOUND) : c.notFound()

export const pageRoutes = (app: App<Env>): void => {
  app.get('*', async (c) => {
    if (isPagePath(c.req.path)) {
      c.set('route', 'page')
      return thePage(c, 200)
    }
    const file = await c.env.ASSETS.fetch(c.req.raw)
    return file.status === NOT_FOUND ? notFound(c) : new Response(file.body, file)
  })
}
