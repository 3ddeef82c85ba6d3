/**
 * A company derived on demand: as of a past day, over other years or in another currency. The same
 * code makes it as makes a book.
 */
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId } from '#shared/symbol.ts'
import { isCurrency } from '#shared/units/unit.ts'
import type { Recipe } from '../books/recipe.ts'
import { maker } from '../chain/company-store.ts'
import { itemsStore, statementsStore } from '../chain/dataset-stores.ts'
import { rateFor } from '../chain/exchange-rate.ts'
import { rateHistory, type RateHistoryRequest } from '../chain/rate-history.ts'
import { readThrough, type ReadThroughDeps } from '../chain/read-through.ts'
import { convertFinancials, otherCurrencies } from '../facts/convert.ts'
import { toFinancials } from '../facts/financials.ts'
import { catalogued } from '../instruments/catalogue.ts'
import { tradedShare } from '../instruments/traded-share.ts'
import { asOfInstant } from '../time/as-of.ts'

/** The number of providers that must have served when their agreement is asked for. */
export const CROSS_CHECKED = 2

const EVERYTHING = {
  from: new Date(0),
  to: new Date('2200-01-01T00:00:00.000Z'),
  limit: 1,
  isNow: true,
}

/** A company as it is asked for. */
export interface CompanyWish {
  market: Market
  symbol: string
  as_of?: string | undefined
  years: number
  currency?: string | undefined
  cross_check: boolean
}

export interface CompanyDeps {
  db: Database
  config: Pick<ConfigSnapshot, 'data_sources' | 'system'>
  recipe: Recipe
  deps: ReadThroughDeps
}

/** Fails for a currency that is none. */
export const knownCurrency = (currency: string | undefined): Result<null> =>
  currency === undefined || isCurrency(currency)
    ? { ok: true, data: null }
    : fail('invalid_request', `query.currency: ${currency} is no currency known here`, {
        errors: [{ path: 'query.currency', message: 'is no currency known here' }],
      })

/**
 * Reads the splits of a company outside the United States after its statements were served live.
 * Only EDGAR's statements report later splits; without the splits per-share figures stay as
 * disclosed. True when they were asked for, so that what was read before is to be read again.
 */
export const readSplitsOf = async (
  { market, symbol }: Pick<CompanyWish, 'market' | 'symbol'>,
  attempts: Financials['attempts'],
  { db, config, deps }: CompanyDeps,
): Promise<boolean> => {
  const isLive = attempts.some(
    ({ outcome, provider }) => outcome === 'served' && provider !== 'recorded',
  )
  if (market === 'US' || !isLive) return false
  const about = { db, market, symbol, asOf: deps.now, catalogued: () => catalogued(market, symbol) }
  const request = { market, symbol, sources: config.data_sources }
  await readThrough(request, itemsStore('actions', about, EVERYTHING), deps)
  return true
}

/** More currencies than one company has filed in. */
const MOST_CURRENCIES = 4

/**
 * The figures in another currency: those in the reporting currency at one rate, an older series in
 * another at the rates of its periods. Without those it stays as filed, and the answer says so.
 */
const inCurrency = async (
  financials: Financials,
  to: string,
  about: Pick<RateHistoryRequest, 'db' | 'market' | 'asOf' | 'sources'>,
  deps: ReadThroughDeps,
): Promise<Result<Financials>> => {
  const { reporting_currency: from, facts } = financials
  const others = otherCurrencies(financials, to).filter(isCurrency).slice(0, MOST_CURRENCIES)
  if (from === to && others.length === 0) return ok(financials)
  const rate = from === to ? null : await rateFor({ ...about, from, to }, deps)
  if (rate && !rate.ok) return rate
  const since = facts.map(({ start, end }) => start ?? end).sort()[0] ?? ''
  const histories = await Promise.all(
    others.map((other) => rateHistory({ ...about, from: other, to, since }, deps)),
  )
  const known = histories.flatMap((history) => (history.ok ? [history.data] : []))
  return convertFinancials(financials, to, rate === null ? null : rate.data, known)
}

export const derivedCompany = async (
  wish: CompanyWish,
  given: CompanyDeps,
): Promise<Result<Financials>> => {
  const { db, config, recipe, deps } = given
  const { market, symbol, years } = wish
  const sources = config.data_sources
  const asOfNow = () => asOfInstant(market, wish.as_of, deps.now())
  const store = statementsStore(
    {
      db,
      market,
      symbol,
      asOf: asOfNow,
      catalogued: () => catalogued(market, symbol),
      makes: maker({ instrument: instrumentId(market, symbol), market, recipe }, deps.now),
    },
    years,
    wish.cross_check ? CROSS_CHECKED : 1,
  )
  const request = { market, symbol, sources }
  let result = await readThrough(request, store, deps)
  if (!result.ok) return result
  const { attempts } = result.data
  if (await readSplitsOf(wish, attempts, given)) {
    result = await readThrough(request, store, deps)
    if (!result.ok) return result
    result.data.attempts = attempts
  }
  const asOf = asOfNow()
  const financials = toFinancials({
    ...result.data,
    asOf,
    years,
    assumptions: config.system.valuation,
    tolerance: sources.agreement_tolerance,
    traded: tradedShare(market, symbol, asOf),
  })
  const { currency } = wish
  if (!financials.ok || currency === undefined) return financials
  return inCurrency(financials.data, currency, { db, market, asOf, sources }, deps)
}
