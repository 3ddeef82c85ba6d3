/**
 * A figure of a screen is that of the company's page: value, period, day and filed inputs. Two
 * companies of the shipped filings of 2010 are read once more from their own documents; all shipped
 * companies are put into frames and compared with their books.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact, Financials } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Market } from '#shared/names.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, embeddedDatabase } from '../../e2e/fakes/database.ts'
import { financialsFrom } from '../../e2e/fakes/read-path.ts'
import system from '../../../config/system.json' with { type: 'json' }
import type { Recipe } from '../books/recipe.ts'
import { makeBook } from '../books/make.ts'
import { storeAnswer } from '../facts/store.ts'
import { storePart } from '../frames/store.ts'
import type { NewFact } from '../model/provider.ts'
import { companyFactsSchema } from '../providers/sec/raw.ts'
import { toFacts } from '../providers/sec/to-facts.ts'
import { FILES } from '../providers/shipped/files.ts'
import { decode } from '../providers/shipped/format.ts'
import { addDays } from '#shared/calendar.ts'
import { type CatalogueEntry, catalogueOf } from './catalogue.ts'
import filed from './filed-companies.fixture.json' with { type: 'json' }
import { companyOfSymbol } from './members.ts'
import { type OriginCell, rowOriginsOf } from './origin.ts'

const SLOW_MS = 120_000
const NOW = new Date('2026-11-30T12:00:00.000Z')

const recipeOf = (providers: readonly string[]): Recipe => ({
  version: 'test',
  version_at: null,
  config_version: 1,
  chain: [...providers],
  askable: [...providers],
  assumptions: system.valuation,
  tolerance: 0.005,
})
/**
 * Figures that are compared of each company and day at least: NVIDIA has one quarter on the first.
 */
const LEAST_FIGURES = 30
/**
 * What the two sources themselves say differently of NVIDIA: the data sets have no number of shares
 * of a cover page of that time, so the average of the quarter is used, and two days of one balance
 * of January 2008 (25th and 27th) are one rounded day in them.
 */
const OTHERWISE: ReadonlySet<string> = new Set([
  'NVDA 2010-02-01 book_value_per_share_ttm',
  'NVDA 2010-06-30 book_value_per_share_ttm',
  'NVDA 2010-06-30 cash',
  'NVDA 2010-06-30 end_cash',
  'NVDA 2010-06-30 cash_per_share',
])
const ENTRIES = catalogueOf(system.valuation).filter(({ at }) => at !== 'market')
const CELLS = ENTRIES.flatMap((entry) =>
  Array.from({ length: entry.field.years }, (_, lag) => ({ entry, field: entry.field.id, lag })),
)

interface Filed {
  instrument: Instrument
  facts: readonly NewFact[]
}

/** The facts that were filed until 2010, from the company's own document of all of its filings. */
const filedUntil2010 = ({
  symbol,
  cik,
  name,
  sic,
  fiscal_year_end,
  filings,
  values,
}: (typeof filed)[number]): Filed => {
  const facts: Record<string, Record<string, { units: Record<string, object[]> }>> = {}
  for (const [key, rows] of Object.entries(values)) {
    const [, taxonomy = '', tag = '', unit = ''] = /^([^:]+):(\S+) (.+)$/.exec(key) ?? []
    const tags = facts[taxonomy] ?? {}
    facts[taxonomy] = tags
    const { units } = tags[tag] ?? { units: {} }
    tags[tag] = { units }
    units[unit] = (rows as [number, string | null, string, number][]).map(
      ([filing, start, end, val]) => {
        const [accn, form, day, fy, fp] = filings[filing] ?? []
        return { ...(start !== null && { start }), end, val, accn, fy, fp, form, filed: day }
      },
    )
  }
  const companyFacts = companyFactsSchema.parse({ cik, entityName: name, facts })
  const mapped = toFacts({ companyFacts, documents: new Map(), fiscalYearEnd: fiscal_year_end })
  if (!mapped.ok) throw new Error(mapped.field)
  return {
    instrument: {
      id: `US:${symbol}`,
      market: 'US',
      symbol,
      name,
      names: { en: name },
      exchange: null,
      industry: null,
      fiscal_year_end,
      identifiers: { sic, cik: String(cik).padStart(10, '0') },
    },
    facts: mapped.data,
  }
}

interface ComparedFigure {
  value: string
  unit: string
  /** The newest moment at which one of its facts became known. */
  known_at: string
  /** What it was filed in. */
  records: string[]
}

/** The figures of a page, by name and period. */
const figuresOf = ({ facts, derived }: Financials, named = (period: string) => period) => {
  const factsById = new Map(facts.map((fact) => [fact.id, fact]))
  const derivedById = new Map(derived.map((one) => [one.id, one]))
  const leavesOf = (id: string): Fact[] => {
    const fact = factsById.get(id)
    return fact ? [fact] : (derivedById.get(id)?.inputs ?? []).flatMap(leavesOf)
  }
  const figureOf = ({
    id,
    value,
    unit,
  }: {
    id: string
    value: string
    unit: string
  }): ComparedFigure => {
    const leaves = leavesOf(id)
    return {
      value,
      unit,
      known_at:
        leaves
          .map(({ known_at }) => known_at)
          .toSorted()
          .at(-1) ?? '',
      records: [...new Set(leaves.map(({ provider_record }) => provider_record))].sort(),
    }
  }
  const found = new Map<string, ComparedFigure>()
  for (const fact of facts) {
    const name = `${fact.concept} ${named(fact.period)}`
    // Days that are rounded put a count of the cover page on the day of the balance.
    if (!found.has(name) || !fact.provider_field.startsWith('dei:')) found.set(name, figureOf(fact))
  }
  for (const one of derived) found.set(`${one.name} ${named(one.period)}`, figureOf(one))
  return found
}

/** The data sets round a day to the end of a month: of both the month of the middle before it. */
const monthOf = (period: string): string =>
  period.replace(/\d{4}-\d\d-\d\d$/, (day) => addDays(day, -15).slice(0, 7))

/** A filing is accepted on its day of filing, or in the evening before. */
const isSoonBefore = (accepted: string | null, filedBy: string): boolean => {
  const hours = (Date.parse(filedBy) - Date.parse(accepted ?? '')) / 3_600_000
  return hours >= 0 && hours < 36
}

const nameOf = ({ name, field }: CatalogueEntry): string => name ?? field.id

interface Compared {
  equal: number
  missing: number
  differ: string[]
}

/** Holds each cell against the page's figure of the same name and period. */
const compare = (
  cells: readonly OriginCell[],
  page: ReadonlyMap<string, ComparedFigure>,
  /** Of two sources of one filing: its days are rounded, and its moment is within its day. */
  rounded = false,
): Compared => {
  const named = rounded ? monthOf : (period: string) => period
  const result: Compared = { equal: 0, missing: 0, differ: [] }
  for (const [at, { entry, field, lag }] of CELLS.entries()) {
    const cell = cells[at]
    if (!cell) throw new Error(`no cell ${field}`)
    const of = `${field} back ${lag} (${cell.period})`
    const figure = page.get(`${nameOf(entry)} ${named(cell.period ?? '')}`)
    if (cell.value === null) {
      if (figure && cell.period !== null)
        result.differ.push(`${of}: ${cell.reason}, page ${figure.value}`)
      else result.missing += 1
      continue
    }
    const { known_at, origin, unit } = cell
    const records = [...new Set((origin?.inputs ?? []).map(({ record }) => record))].sort()
    const same =
      figure !== undefined &&
      Number(figure.value) === cell.value &&
      figure.unit === unit &&
      (rounded ? isSoonBefore(known_at, figure.known_at) : known_at === figure.known_at) &&
      records.join() === figure.records.join()
    if (same) result.equal += 1
    else
      result.differ.push(
        `${of}: ${cell.value} ${unit} ${known_at} ${records.join()}, page ${figure && JSON.stringify(figure)}`,
      )
  }
  return result
}

describe('a figure of a screen is that of the page', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await embeddedDatabase()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  let total = 0

  const cellsOf = async (
    market: Market,
    instrument: string,
    day: string | undefined,
    recipe: Recipe,
  ): Promise<readonly OriginCell[] | null> => {
    const row = await rowOriginsOf(database.db, {
      market,
      instrument,
      cells: CELLS.map(({ field, lag }) => ({ field, lag })),
      ...(day !== undefined && { day }),
      recipe,
      now: () => NOW,
    })
    if (!row.ok && row.reason === 'unknown_symbol') return null
    if (!row.ok) throw new Error(`${instrument}: ${row.reason}`)
    return row.data.cells
  }

  it.each(
    filed.flatMap((one) =>
      ['2010-02-01', '2010-06-30'].map((day) => [one.symbol, day, one] as const),
    ),
  )(
    '%s on %s, of the shipped filings and of its own document',
    async (symbol, day, one) => {
      const company = filedUntil2010(one)
      const page = figuresOf(financialsFrom({ ...company, asOf: day }), monthOf)
      const cells = await cellsOf('US', `US:${symbol}`, day, recipeOf(['sec']))
      if (!cells) throw new Error(`${symbol} is not among the shipped companies`)
      const { equal, differ } = compare(cells, page, true)
      const unlike = differ.filter((one) => !OTHERWISE.has(`${symbol} ${day} ${one.split(' ')[0]}`))
      expect(unlike).toEqual([])
      expect(equal).toBeGreaterThan(LEAST_FIGURES)
    },
    SLOW_MS,
  )

  it.each(Object.entries(FILES))(
    '%s as shipped: read by itself, and out of frames where a list has it',
    async (id, load) => {
      const { instrument, facts } = decode((await load()).default)
      const { market, symbol } = instrument
      const providers = [...new Set(facts.map(({ provider }) => provider))]
      const [provider = ''] = providers
      const newest =
        facts
          .map(({ known_at }) => known_at)
          .toSorted()
          .at(-1) ?? ''
      const day = addDays(newest.slice(0, 10), 2)
      const recipe = recipeOf(providers)
      const page = figuresOf(financialsFrom({ instrument, facts, chain: providers, asOf: day }))
      const about = { market, provider, batch: `test ${id}`, part: 0, parts: 1 }
      const company = companyOfSymbol(market, symbol)
      await storePart(
        database.db,
        { ...about, source: 'test', recorded: null, newestOnly: false },
        facts.map((fact) => ({ company, fact })),
        NOW,
      )
      const framed = await cellsOf(market, id, day, recipe)
      if (framed) expect(compare(framed, page).differ).toEqual([])
      const read = {
        provider,
        outcome: 'served',
        reason: null,
        detail: null,
        askedAt: NOW,
      } as const
      await storeAnswer(
        database.db,
        {
          instrument,
          facts: facts.map((fact) => ({ ...fact, source: null })),
          sources: [],
          recorded: null,
        },
        [{ ...read, retryAt: null, recorded: null }],
        NOW,
        NOW,
        (tx) => makeBook(tx, { instrument: id, market, recipe }, NOW),
      )
      const cells = await cellsOf(market, id, day, recipe)
      if (!cells) throw new Error(`${id} is no company of the market`)
      const { equal, differ } = compare(cells, page)
      expect(differ).toEqual([])
      total += equal
    },
    SLOW_MS,
  )

  it('thousands of figures were compared', () => {
    expect(total).toBeGreaterThan(3_000)
  })
})
