/**
 * The Worker of the bare routes: one route does nothing else, and one reads the newest quote by
 * SQL.
 */
import { Hono } from 'hono'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { newestQuote } from '../../aggregator/quotes/store/quote-store.ts'

const app = new Hono<{ Bindings: { HYPERDRIVE: { connectionString: string } } }>()
app.get('/', (c) => c.json({ ok: true }))
app.get('/newest', async (c) => {
  const client = new pg.Client({ connectionString: c.env.HYPERDRIVE.connectionString })
  await client.connect()
  const row = await newestQuote(drizzle(client), c.req.query('instrument') ?? '')
  await client.end()
  return row ? c.json(row) : c.json({}, 404)
})
export default app
