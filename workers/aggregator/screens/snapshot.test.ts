import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { gunzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '#shared/contracts/screens.ts'
import { manifestSchema } from '#shared/contracts/screens.ts'
import { frameBatches, screenColumns, snapshotSlices } from '#shared/db/schema/index.ts'
import { decodeColumn, decodeCompanies } from '#shared/screen/column-bytes.ts'
import { CELL_REASONS, type Column, type Companies, IN_DOUBT } from '#shared/screen/table.ts'
import system from '../../../config/system.json' with { type: 'json' }
import { OPEN_TIMEOUT_MS, type TestDatabase, embeddedDatabase } from '../../e2e/fakes/database.ts'
import type { Recipe } from '../books/recipe.ts'
import { unpackFilings } from '../frames/pack-filings.ts'
import { endOfDay, MARKET_ZONES } from '../time/market-time.ts'
import handRead from './hand-read.fixture.json' with { type: 'json' }
import { companyOfSymbol } from './members.ts'
import { cellOriginOf } from './origin.ts'
import { loadShipped } from './shipped.ts'
import { snapshotOf } from './snapshot.ts'
import { dropOldColumns } from './upkeep.ts'

/** Snapshots of five hundred companies, beside other tests. */
const SLOW_MS = 240_000
const NOW = new Date('2026-11-30T12:00:00.000Z')

const RECIPE: Recipe = {
  version: 'test',
  version_at: '2026-11-30T00:00:00.000Z',
  config_version: 1,
  chain: ['sec'],
  askable: ['sec'],
  assumptions: system.valuation,
  tolerance: 0.02,
}

describe('snapshots of the shipped frames', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await embeddedDatabase()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  const answer = (day: string | undefined, until: number, recipe = RECIPE) =>
    snapshotOf(database.db, { market: 'US', day, recipe, now: () => NOW, until })
  const manifestOf = async (day?: string): Promise<Manifest> => {
    const made = await answer(day, Number.POSITIVE_INFINITY)
    if (!made.ok || !('manifest' in made.data)) throw new Error('no manifest was made')
    return made.data.manifest
  }
  const columnBytes = async (hash: string): Promise<Uint8Array> => {
    const [row] = await database.db
      .select({ bytes: screenColumns.bytes })
      .from(screenColumns)
      .where(eq(screenColumns.hash, hash))
    if (!row) throw new Error(`no column ${hash}`)
    return gunzipSync(row.bytes)
  }
  const companiesOf = async ({ companies }: Manifest): Promise<Companies> =>
    decodeCompanies(await columnBytes(companies.hash))
  const columnOf = async ({ columns }: Manifest, field: string, lag = 0): Promise<Column> => {
    const named = columns.find((one) => one.field === field && one.lag === lag)
    if (!named) throw new Error(`no column ${field}`)
    return decodeColumn(await columnBytes(named.hash))
  }

  it(
    'the default day is the last one that the filings support, and says that they are recorded',
    async () => {
      const manifest = await manifestOf()
      expect(manifestSchema.parse(manifest)).toEqual(manifest)
      expect(manifest.as_of).toBe('2010-06-30')
      expect(manifest.companies.rows).toBeGreaterThan(500)
      expect(manifest.sources).toContainEqual(
        expect.objectContaining({
          kind: 'filings',
          provider: 'sec',
          recorded: true,
          day: '2009-07-15 to 2010-06-30',
        }),
      )
    },
    SLOW_MS,
  )

  it(
    'figures of ten companies equal what was read by hand in the lines of their annual reports',
    async () => {
      const manifest = await manifestOf('2010-03-31')
      const companies = await companiesOf(manifest)
      for (const { company, name, figures } of handRead) {
        const row = companies.ids.findIndex((_id, at) => companies.names[at]?.en === name)
        expect(row, name).toBeGreaterThanOrEqual(0)
        for (const [field, value] of Object.entries(figures)) {
          const column = await columnOf(manifest, field)
          const found = Number.isNaN(column.values[row]) ? null : column.values[row]
          expect(found, `${name} ${field}`).toBe(value)
        }
        expect(company).toMatch(/^CIK\d{10}$/)
      }
    },
    SLOW_MS,
  )

  it(
    'as of days differ exactly by the filings that were accepted between them',
    async () => {
      const days = ['2010-02-01', '2010-03-01', '2010-06-30']
      const filings = (
        await database.db.select({ bytes: frameBatches.bytes }).from(frameBatches)
      ).flatMap(({ bytes }) => unpackFilings(bytes))
      const read = []
      for (const day of days) {
        const manifest = await manifestOf(day)
        const companies = await companiesOf(manifest)
        const cells = new Map<string, string>()
        for (const field of ['revenue', 'net_income', 'roe', 'total_assets_mrq', 'revenue_ttm']) {
          const column = await columnOf(manifest, field)
          companies.ids.forEach((id, row) => {
            cells.set(`${id} ${field}`, `${column.values[row]} ${column.reasons[row]}`)
          })
        }
        read.push({ day, cells, companies })
      }
      for (const [at, later] of read.entries()) {
        const earlier = read[at - 1]
        if (!earlier) continue
        const between = new Set(
          filings
            .filter(
              ({ known_at }) =>
                known_at > endOfDay(earlier.day, MARKET_ZONES.US) &&
                known_at <= endOfDay(later.day, MARKET_ZONES.US),
            )
            .map(({ company }) => company),
        )
        const changed = new Set(
          [...later.cells]
            .filter(([cell, value]) => earlier.cells.has(cell) && earlier.cells.get(cell) !== value)
            .map(([cell]) => cell.split(' ')[0] ?? ''),
        )
        expect(changed.size).toBeGreaterThan(later.day === '2010-03-01' ? 300 : 50)
        for (const id of changed)
          expect(between.has(companyOfSymbol('US', id.slice('US:'.length))), id).toBe(true)
      }
    },
    SLOW_MS,
  )

  it(
    'nothing in a snapshot became known after its day',
    async () => {
      const first = Date.parse('2009-08-01')
      const last = Date.parse('2010-06-30')
      const day = fc
        .integer({ min: 0, max: (last - first) / 86_400_000 })
        .map((days) => new Date(first + days * 86_400_000).toISOString().slice(0, 10))
      await fc.assert(
        fc.asyncProperty(day, async (asOf) => {
          const manifest = await manifestOf(asOf)
          const end = endOfDay(asOf, MARKET_ZONES.US)
          for (const { field, newest_known_at } of manifest.columns)
            expect((newest_known_at ?? '') <= end, `${field} on ${asOf}`).toBe(true)
          for (const known of (await companiesOf(manifest)).known_at)
            expect((known ?? '') <= end).toBe(true)
        }),
        { numRuns: 4 },
      )
    },
    SLOW_MS,
  )

  it(
    'a snapshot that is cut goes on where it was, and is the same in the end',
    async () => {
      const recipe = { ...RECIPE, version: 'cut' }
      const whole = await manifestOf('2010-03-01')
      const done: number[] = []
      for (;;) {
        const made = await answer('2010-03-01', 0, recipe)
        if (!made.ok) throw new Error(made.reason)
        if ('manifest' in made.data) {
          const { made_at: _one, ...again } = made.data.manifest
          const { made_at: _other, ...before } = whole
          expect(again).toEqual(before)
          break
        }
        done.push(made.data.progress.done)
      }
      expect(done).toEqual([...new Set(done)].sort((a, b) => a - b))
      expect(done.length).toBeGreaterThanOrEqual(1)
      expect(await database.db.select().from(snapshotSlices)).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'a cell leads to its formula, its inputs and their filings, with the value of the snapshot',
    async () => {
      const manifest = await manifestOf('2010-06-30')
      const companies = await companiesOf(manifest)
      for (const [field, lag] of [
        ['roe', 0],
        ['revenue', 1],
        ['f_score', 0],
        ['free_cash_flow_ttm', 0],
        ['current_assets_mrq', 0],
        ['pe', 0],
      ] as const) {
        const column = await columnOf(manifest, field, lag)
        for (const row of [3, 101, 250, 407]) {
          const instrument = companies.ids[row] ?? ''
          const found = await cellOriginOf(database.db, {
            market: 'US',
            instrument,
            field,
            lag,
            day: '2010-06-30',
            recipe: RECIPE,
            now: () => NOW,
          })
          if (!found.ok) throw new Error(found.reason)
          const { cell } = found.data
          const value = column.values[row] ?? Number.NaN
          expect(cell.value, `${instrument} ${field}`).toBe(Number.isNaN(value) ? null : value)
          expect(CELL_REASONS.indexOf(cell.reason)).toBe((column.reasons[row] ?? 0) & ~IN_DOUBT)
          if (cell.value === null) continue
          expect(cell.origin?.inputs.length).toBeGreaterThan(0)
          for (const input of cell.origin?.inputs ?? []) {
            expect(input.known_at <= '2010-07-01T04').toBe(true)
            expect(input.source_url).toContain(input.record)
          }
        }
      }
    },
    SLOW_MS,
  )

  it('an unknown figure, an unknown company and a day before all are refused', async () => {
    const ask = (change: object) =>
      cellOriginOf(database.db, {
        market: 'US',
        instrument: 'US:IBM',
        field: 'roe',
        lag: 0,
        day: '2010-06-30',
        recipe: RECIPE,
        now: () => NOW,
        ...change,
      })
    expect(await ask({ field: 'nothing' })).toMatchObject({ ok: false, reason: 'invalid_request' })
    expect(await ask({ lag: 10 })).toMatchObject({ ok: false, reason: 'invalid_request' })
    expect(await ask({ instrument: 'US:NOBODY' })).toMatchObject({ reason: 'unknown_symbol' })
    expect(await answer('2009-01-01', 0)).toMatchObject({ ok: false, reason: 'day_too_early' })
    expect(
      await snapshotOf(database.db, {
        market: 'JP',
        day: '2020-01-01',
        recipe: RECIPE,
        now: () => NOW,
        until: 0,
      }),
    ).toMatchObject({ ok: false, reason: 'day_too_early' })
  })

  it('what ships is loaded once', async () => {
    expect(await loadShipped(database.db, 'US', NOW)).toBe(0)
    expect(await loadShipped(database.db, 'CN', NOW)).toBeGreaterThan(0)
    expect(await loadShipped(database.db, 'CN', NOW)).toBe(0)
  })

  it('columns that no snapshot names go after a day, and others stay', async () => {
    const manifest = await manifestOf('2010-06-30')
    const orphan = { hash: 'f'.repeat(64), market: 'US', bytes: new Uint8Array([1]) }
    await database.db.insert(screenColumns).values({ ...orphan, madeAt: NOW })
    const later = new Date(NOW.getTime() + 25 * 3_600_000)
    await dropOldColumns(database.db, NOW)
    expect(
      await database.db.select().from(screenColumns).where(eq(screenColumns.hash, orphan.hash)),
    ).toHaveLength(1)
    expect((await dropOldColumns(database.db, later)).columns).toBeGreaterThan(0)
    expect(
      await database.db.select().from(screenColumns).where(eq(screenColumns.hash, orphan.hash)),
    ).toEqual([])
    await columnOf(manifest, 'roe')
  })
})
