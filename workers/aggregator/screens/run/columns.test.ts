/**
 * Columns on a real database: read once, kept, and refused when they are not those of their hash.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOfBytes } from '#shared/book/bytes.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import { screenColumns } from '#shared/db/schema/screens.ts'
import { packColumn, type PackedColumn, packCompanies } from '#shared/screen/packed-column.ts'
import { NO_RATES } from '#shared/screen/tables.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../../e2e/fakes/database.ts'
import { columnBytes, keptColumnBytes, openColumns } from './columns.ts'
import { loadTable } from './load-table.ts'
import { testColumns } from './table.fixture.ts'

const databases = testDatabases().map(([name, open], at) => [name, open, at] as const)
describe.each(databases)('on %s', (_, open, at) => {
  /** An isolate keeps what it has read, so each database has values of its own. */
  const own = (value: number): number => value + at / 1_000
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database?.close())

  const stored = async (packed: PackedColumn): Promise<string> => {
    await database.db
      .insert(screenColumns)
      .values({ ...packed, market: 'US', madeAt: new Date() })
      .onConflictDoNothing()
    return packed.hash
  }

  /** A market of its own for each test. */
  const market = async (roe: number, market: 'US' | 'HK' = 'US') => {
    const { companies, columns } = testColumns([
      { id: `${market}:A`, market, roe: own(roe) },
      { id: `${market}:B`, market, roe: 'refused' },
    ])
    const column = columns.get('roe@0')
    if (!column) throw new Error('the fixture has no such column')
    const hash = await stored(packColumn(column))
    const manifest: Manifest = {
      market,
      as_of: '2010-06-30',
      made_at: '2010-07-01T00:00:00.000Z',
      sources: [],
      companies: { hash: await stored(packCompanies(companies)), rows: 2 },
      columns: [
        { field: 'roe', lag: 0, hash, known: 1, newest_known_at: null },
        { field: 'roa', lag: 0, hash: 'f'.repeat(64), known: 0, newest_known_at: null },
      ],
    }
    return { manifest, hash }
  }

  test('a table has the columns that were asked for, and reads no others', async () => {
    const { manifest } = await market(0.21)
    const loaded = await loadTable(database.db, [manifest], [{ field: 'roe', lag: 0 }])
    if (!loaded.ok) throw new Error(loaded.detail)
    const table = loaded.data(NO_RATES)
    expect(table.companies.ids).toEqual(['US:A', 'US:B'])
    expect(table.column('roe', 0)?.values[0]).toBe(own(0.21))
    expect(table.column('roe', 1)).toBeNull()
    expect(table.column('roa', 0)).toBeNull()
  })

  test('what was read is not read again; everything else comes in one statement', async () => {
    const [us, hk] = [await market(0.31), await market(0.32, 'HK')]
    const both = [us.manifest, hk.manifest]
    const needed = [{ field: 'roe', lag: 0 }]
    database.statements()
    await loadTable(database.db, [us.manifest], needed)
    expect(database.statements()).toHaveLength(1)
    await loadTable(database.db, both, needed)
    expect(database.statements()).toHaveLength(1)
    const again = await loadTable(database.db, both, needed)
    expect(database.statements()).toHaveLength(0)
    if (!again.ok) throw new Error(again.detail)
    expect(again.data(NO_RATES).companies.markets).toEqual(['US', 'US', 'HK', 'HK'])
  })

  test('bytes are those that are stored, and kept', async () => {
    const { hash } = await market(0.41)
    expect(keptColumnBytes(hash)).toBeUndefined()
    const read = await columnBytes(database.db, hash)
    if (!read.ok) throw new Error(read.detail)
    expect(hashOfBytes(read.data)).toBe(hash)
    expect(keptColumnBytes(hash)).toEqual(read.data)
  })

  test('an unknown hash is unknown, and says to ask again', async () => {
    const unknown = { ok: false, reason: 'column_not_found' }
    expect(await columnBytes(database.db, 'e'.repeat(64))).toMatchObject(unknown)
    const { manifest } = await market(0.51)
    expect(await loadTable(database.db, [manifest], [{ field: 'roa', lag: 0 }])).toMatchObject(
      unknown,
    )
  })

  test('bytes that are not those of their hash, and a column in place of companies, are refused', async () => {
    const { hash, manifest } = await market(0.61)
    await database.db.execute(
      sql`update screen_columns set bytes = set_byte(bytes, 20, 255 - get_byte(bytes, 20)) where hash = ${hash}`,
    )
    const damaged = { ok: false, reason: 'column_damaged' }
    expect(await columnBytes(database.db, hash)).toMatchObject(damaged)
    expect(await loadTable(database.db, [manifest], [{ field: 'roe', lag: 0 }])).toMatchObject(
      damaged,
    )
    const other = await market(0.62)
    expect(await openColumns(database.db, { columns: [], companies: [other.hash] })).toMatchObject(
      damaged,
    )
  })
})
