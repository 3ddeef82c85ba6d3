/** /openapi.json and /docs: describe the API for programs and for people. */
import type { App } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { noQuery } from '../middleware/no-query.ts'
import { openApiDocument } from '../openapi/document.ts'

/** The document is the same for everybody and takes a while to be put together. */
let described: string | undefined

export const docsRoutes = (app: App<Env>): void => {
  app.get('/openapi.json', noQuery, (c) => {
    described ??= JSON.stringify(openApiDocument())
    return c.body(described, 200, { 'content-type': 'application/json' })
  })
  // The viewer is a page of the build, which reads the description from here.
  app.get('/docs', noQuery, async (c) => {
    const { body, status, headers } = await c.env.ASSETS.fetch(c.req.raw)
    return new Response(body, { status, headers })
  })
}
