/**
 * A backup of the database by pg_dump, restored by pg_restore into an empty one as
 * workers/README.md says: Workers that know nothing else read the same from it. It needs a real
 * Postgres and its tools.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type TestDatabase, serverDatabase } from './fakes/database.ts'
import type { ExportedConfiguration } from '#shared/contracts/config.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'
import { readThings, storeThings } from './stored-things.ts'

const server = process.env.TEST_DATABASE_URL
/** Two systems are started, and two reports are written. */
const TIMEOUT_MS = 300_000
const hasTools = ((): boolean => {
  try {
    for (const tool of ['pg_dump', 'pg_restore']) execFileSync(tool, ['--version'])
    return true
  } catch {
    return false
  }
})()
const missing = server ? 'pg_dump and pg_restore are not installed' : 'TEST_DATABASE_URL names none'

const folder = mkdtempSync(join(tmpdir(), 'backup-'))
const opened: TestDatabase[] = []
const systems: System[] = []
afterAll(async () => {
  for (const system of systems) await system.stop()
  for (const database of opened) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async ({ url }: TestDatabase): Promise<System> => {
  const system = await startSystem({
    database: { url, kind: 'of the test', close: async () => {} },
  })
  systems.push(system)
  return system
}

/** How many rows each table has. */
const rowCounts = async ({ url }: TestDatabase): Promise<Record<string, number>> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'drizzle') order by 1`,
    )
    const counts: Record<string, number> = {}
    for (const { name } of rows) {
      const { rows: counted } = await client.query<{ n: string }>(
        `select count(*) as n from ${name}`,
      )
      counts[name] = Number(counted[0]?.n)
    }
    return counts
  } finally {
    await client.end()
  }
}

const ADMINISTRATOR = { authorization: `Bearer ${ADMIN_TOKEN}` }

const exportOf = async (system: System): Promise<ExportedConfiguration> => {
  const { status, body } = await system.get('/api/config/export', ADMINISTRATOR)
  expect(status).toBe(200)
  return body as ExportedConfiguration
}
const valuesIn = ({ documents }: ExportedConfiguration) =>
  documents.map(({ key, value }) => ({ key, value }))

test.skipIf(!server || !hasTools)(
  `a restored backup is read as the database that it is of${server && hasTools ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const original = await serverDatabase(server ?? '')
    opened.push(original)
    const first = await start(original)
    const stored = await storeThings(first, 'AAPL')
    const before = await readThings(first, stored)
    await first.configure<unknown[]>('watchlist', (list) => list.slice(1))
    const exported = await exportOf(first)
    const counts = await rowCounts(original)
    await first.stop()
    systems.pop()

    const file = join(folder, 'backup.dump')
    execFileSync('pg_dump', ['--format=custom', `--file=${file}`, original.url])
    const restored = await serverDatabase(server ?? '', async () => {})
    opened.push(restored)
    execFileSync('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${restored.url}`, file])

    expect(counts['public.facts']).toBeGreaterThan(500)
    expect(await rowCounts(restored)).toEqual(counts)
    const second = await start(restored)
    expect(await readThings(second, stored)).toEqual(before)
    expect(valuesIn(await exportOf(second))).not.toEqual(valuesIn(exported))
    const imported = await second.post(
      '/api/config/import',
      { expected_config_version: 0, file: exported },
      ADMINISTRATOR,
    )
    expect(imported.status, JSON.stringify(imported.body)).toBe(200)
    expect(valuesIn(await exportOf(second))).toEqual(valuesIn(exported))
    // It takes in what comes next, too: no sequence or trigger was lost.
    await storeThings(second, 'NVDA')
  },
  TIMEOUT_MS,
)
