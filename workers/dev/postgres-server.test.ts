import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, servePglite } from './postgres-server.ts'

let db: PGlite
let server: PostgresServer
beforeAll(async () => {
  db = await PGlite.create()
  server = await servePglite(db)
}, 60_000)
afterAll(async () => {
  await server.close()
  await db.close()
})

const client = async (): Promise<pg.Client> => {
  const made = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    database: 'postgres',
    password: 'x',
  })
  await made.connect()
  return made
}

test('many clients at once each get the answer to their own question', async () => {
  const clients = await Promise.all(Array.from({ length: 12 }, client))
  const long = 'x'.repeat(300_000)
  await Promise.all(
    clients.map(async (one, i) => {
      for (let k = 0; k < 25; k++) {
        const { rows } = await one.query(
          i % 2
            ? 'select $1::int as a, $2::text as b'
            : 'select $2::text as b, $1::int as a, length($3) as c',
          i % 2 ? [i * 100 + k, `t${i}`] : [i * 100 + k, `t${i}`, long],
        )
        expect(rows[0]).toMatchObject({ a: i * 100 + k, b: `t${i}` })
      }
    }),
  )
  await Promise.all(clients.map((one) => one.end()))
})

test("a transaction is one client's alone until it ends, and is rolled back when the client goes", async () => {
  const [a, b] = [await client(), await client()]
  await a.query('create table t (n int)')
  await a.query('begin')
  await a.query('insert into t values (1)')
  let seen: number | null = null
  const reading = b.query('select count(*)::int as n from t').then(({ rows }) => {
    seen = rows[0].n
  })
  await a.query('insert into t values (2)')
  expect(seen).toBeNull()
  await a.end()
  await reading
  expect(seen).toBe(0)
  await b.end()
})

test('a failed statement leaves the others and the next one alone', async () => {
  const [a, b] = [await client(), await client()]
  const results = await Promise.allSettled([
    a.query('select nonsense from nowhere'),
    b.query('select 1 as one'),
  ])
  expect(results.map((r) => r.status)).toEqual(['rejected', 'fulfilled'])
  expect((await a.query('select 2 as two')).rows).toEqual([{ two: 2 }])
  await Promise.all([a.end(), b.end()])
})
