/**
 * Who is listed in each market as the shipped lists say, and the one day of US prices that ships
 * with them. Each has its day: a screen of an earlier day does not see it.
 */
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId } from '#shared/symbol.ts'
import {
  type ShippedInstrument,
  type ShippedList,
  shippedList,
} from '../instruments/shipped-lists.ts'
import { unpackedDay } from '../instruments/list-format.ts'
import type { Listing, ListingKind } from '../universe/listing.ts'
import {
  type MarketDayAbout,
  type MarketPrice,
  newestMarketDay,
  storeMarketDay,
} from '../universe/market-days.ts'
import { storeUniverse, type UniverseAbout, universesOf } from '../universe/store.ts'
import { besideSchema, symbolsCheck, unpackBeside } from './beside-format.ts'
import cnJson from './lists/cn.json' with { type: 'json' }
import hkJson from './lists/hk.json' with { type: 'json' }
import jpJson from './lists/jp.json' with { type: 'json' }
import usJson from './lists/us.json' with { type: 'json' }

const BESIDE: Record<Market, unknown> = { CN: cnJson, HK: hkJson, US: usJson, JP: jpJson }
/** The language in which a market's list names its companies. */
const LANGUAGE: Record<Market, 'en' | 'zh' | 'ja'> = { CN: 'zh', HK: 'en', US: 'en', JP: 'ja' }
/** The batch of a list that ships. */
const SHIPPED = 'shipped'

/** Whether a stored list is the one that ships with the project. */
export const isShippedList = ({ batch }: Pick<UniverseAbout, 'batch'>): boolean => batch === SHIPPED

export interface ShippedUniverse {
  about: UniverseAbout
  listings: Listing[]
}

/**
 * A share, a trust's unit and a receipt stand for a company; funds, preferreds and notes do not.
 */
const COMPANIES: ReadonlySet<string> = new Set<ListingKind>(['share', 'reit', 'receipt'])

const EXCHANGES: Readonly<Record<string, string>> = { SH: 'SSE', SZ: 'SZSE', BJ: 'BSE' }
const exchangeOfSuffix = (symbol: string): string | null =>
  EXCHANGES[symbol.split('.')[1] ?? ''] ?? null

const besideOf = (market: Market, { symbols }: ShippedList) => {
  const beside = besideSchema.parse(BESIDE[market])
  if (beside.symbols !== symbolsCheck(symbols))
    throw new Error(`the list of ${market} and what stands beside it were not made together`)
  return { ...beside, cell: unpackBeside(beside) }
}

const aboutOf = (market: Market): Pick<UniverseAbout, 'source' | 'day'> => ({
  source: besideSchema.parse(BESIDE[market]).source,
  day: shippedList(market).about.as_of,
})

interface CompanyOfList {
  at: number
  row: ShippedInstrument
  /** As frames name it. */
  company: string
}

/**
 * The rows that stand for companies, each with its company. Classes of one company share its number
 * at EDGAR, or where the list has none its name.
 */
const companyRows = (market: Market, list: ShippedList): CompanyOfList[] => {
  const byName = new Map<string, string>()
  return list.symbols.flatMap((symbol, at) => {
    const row = list.row(at)
    if (!COMPANIES.has(row.kind) || row.isOlder) return []
    if (market !== 'US') return [{ at, row, company: symbol }]
    const company = row.cik === null ? (byName.get(row.name) ?? symbol) : `CIK${row.cik}`
    byName.set(row.name, company)
    return [{ at, row, company }]
  })
}

/** The shipped universe of a market. */
export const shippedUniverse = (market: Market): ShippedUniverse => {
  const list = shippedList(market)
  const { source, scheme, cell } = besideOf(market, list)
  const listings = companyRows(market, list).map(({ at, row, company }): Listing => {
    const industry = cell('industry', at) ?? row.industry
    const listed = cell('listed', at)
    return {
      company,
      symbol: row.symbol,
      kind: row.kind === 'reit' || row.kind === 'receipt' ? row.kind : 'share',
      names: { [LANGUAGE[market]]: row.name, ...(row.english !== '' && { en: row.english }) },
      exchange: cell('exchange', at) ?? exchangeOfSuffix(row.symbol),
      scheme: industry === null ? null : scheme,
      industry_code: null,
      industry,
      listed_on: listed === null ? null : unpackedDay(listed),
      delisted_on: row.delisted_on,
      former_name: null,
      fiscal_year_end: null,
      receipt_ratio: null,
      known_at: null,
    }
  })
  return { about: { market, source, batch: SHIPPED, day: list.about.as_of }, listings }
}

export interface ShippedMarketDay {
  about: MarketDayAbout
  prices: MarketPrice[]
}

/**
 * The shipped prices of a market; null where none ship. The market value that the list states is
 * that of the whole company and stands beside each of its classes: such rows are flagged, and the
 * value is never summed.
 */
export const shippedMarketDay = (market: Market): ShippedMarketDay | null => {
  const list = shippedList(market)
  const { source, prices, cell } = besideOf(market, list)
  if (prices === null) return null
  const rows = companyRows(market, list)
  const classes = new Map<string, number>()
  for (const { at, company } of rows)
    if (cell('value', at) !== null) classes.set(company, (classes.get(company) ?? 0) + 1)
  return {
    about: {
      market,
      provider: source,
      day: prices.day,
      retrievedAt: new Date(prices.retrieved_at),
    },
    prices: rows.flatMap(({ at, row, company }): MarketPrice[] => {
      const close = cell('price', at)
      if (close === null) return []
      const value = cell('value', at)
      const isShared = value !== null && (classes.get(company) ?? 0) > 1
      return [
        {
          instrument: instrumentId(market, row.symbol),
          close,
          currency: prices.currency,
          shares: null,
          market_cap: value,
          checks: {},
          flags: isShared ? ['cap_of_company'] : [],
          cap_factor: null,
        },
      ]
    }),
  }
}

/** Whether a stored day of prices is the one that ships with the project. */
export const isShippedDay = (
  stored: Pick<MarketDayAbout, 'market' | 'provider' | 'day'>,
): boolean => {
  const { source, prices } = besideSchema.parse(BESIDE[stored.market])
  return stored.provider === source && stored.day === prices?.day
}

/**
 * Stores what ships of a market where it is not there yet: the list, and its day of prices. Returns
 * what was stored; a second time nothing is. What was brought in here stays.
 */
export const loadShippedUniverse = async (
  db: Pick<Database, 'select' | 'insert'>,
  market: Market,
): Promise<('universe' | 'market_day')[]> => {
  const loaded: ('universe' | 'market_day')[] = []
  const { source, day } = aboutOf(market)
  const stored = await universesOf(db, market)
  if (!stored.some((one) => one.source === source && one.day === day)) {
    const { about, listings } = shippedUniverse(market)
    await storeUniverse(db, about, listings)
    loaded.push('universe')
  }
  const { prices } = besideSchema.parse(BESIDE[market])
  if (prices === null) return loaded
  const newest = await newestMarketDay(db, market, prices.day)
  if (newest?.day === prices.day) return loaded
  const shipped = shippedMarketDay(market)
  if (!shipped) return loaded
  await storeMarketDay(db, shipped.about, shipped.prices)
  loaded.push('market_day')
  return loaded
}
