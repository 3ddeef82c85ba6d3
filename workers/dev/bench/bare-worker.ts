/**
 * The Worker of the bare routes: one does nothing else, and the others select one row each: the
 * newest quote, the newest book of a company, the bytes of a book.
 */
import { Hono } from 'hono'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { newestQuote } from '../../aggregator/quotes/store/quote-store.ts'

interface Env {
  HYPERDRIVE: { connectionString: string }
}

const connected = async <T>(env: Env, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: env.HYPERDRIVE.connectionString })
  await client.connect()
  const result = await work(client)
  await client.end()
  return result
}

const app = new Hono<{ Bindings: Env }>()
app.get('/', (c) => c.json({ ok: true }))
app.get('/newest', async (c) => {
  const instrument = c.req.query('instrument') ?? ''
  const row = await connected(c.env, (client) => newestQuote(drizzle(client), instrument))
  return row ? c.json(row) : c.json({}, 404)
})
app.get('/pointer', async (c) => {
  const { rows } = await connected(c.env, (client) =>
    client.query('select * from company_books where instrument = $1', [c.req.query('instrument')]),
  )
  return rows[0] ? c.json(rows[0]) : c.json({}, 404)
})
app.get('/book', async (c) => {
  const { rows } = await connected(c.env, (client) =>
    client.query<{ bytes: Uint8Array<ArrayBuffer> }>('select bytes from books where hash = $1', [
      c.req.query('hash'),
    ]),
  )
  if (!rows[0]) return c.json({}, 404)
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  // The bytes are compressed already; the types of the platform alone know how that is said.
  const init: ResponseInit & { encodeBody: 'manual' } = { headers, encodeBody: 'manual' }
  return new Response(rows[0].bytes, init)
})
export default app
