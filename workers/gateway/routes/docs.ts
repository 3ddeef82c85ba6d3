/** /openapi.json and /docs: describe the API for programs and for people. */
import { html } from 'hono/html'
import type { App } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { noQuery } from '../middleware/no-query.ts'
import { openApiDocument } from '../openapi/document.ts'
import { PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts'

const row = ({ route, public: path, service }: PublicRoute) =>
  html`<tr><td>${route.method}</td><td><code>${path}</code></td><td>${route.summary}</td><td>${route.access}</td><td>${service.name}</td></tr>`

/** The document is the same for everybody and takes a while to be put together. */
let described: string | undefined

export const docsRoutes = (app: App<Env>): void => {
  app.get('/openapi.json', noQuery, (c) => {
    described ??= JSON.stringify(openApiDocument())
    return c.body(described, 200, { 'content-type': 'application/json' })
  })
  app.get('/docs', noQuery, (c) =>
    c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>API</title>
          <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; }
            th, td { text-align: left; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid #8884; }
          </style>
        </head>
        <body>
          <h1>API</h1>
          <p>The whole description, with every schema: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Failures are
          <code>application/problem+json</code> with a stable <code>reason</code>.</p>
          <table>
            <thead><tr><th>Method</th><th>Path</th><th>What it does</th><th>Who may use it</th><th>Service</th></tr></thead>
            <tbody>${PUBLIC_ROUTES.map(row)}</tbody>
          </table>
        </body>
      </html>`),
  )
}
