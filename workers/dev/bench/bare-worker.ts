/** The yardstick's Worker: one route, nothing behind it. */
import { Hono } from 'hono'

const app = new Hono()
app.get('/', (c) => c.json({ ok: true }))
export default app
