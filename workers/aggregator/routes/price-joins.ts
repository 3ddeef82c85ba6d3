/**
 * Takes out of a provider's market figures what would join a price with shares or statements that
 * it does not fit, and says so.
 */
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Database } from '#shared/db/client.ts'
import { depositaryReason } from '#shared/depositary.ts'
import type { Market } from '#shared/names.ts'
import { withoutJoins } from '#shared/price-joins.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { companySymbol, instrumentId } from '#shared/symbol.ts'
import { BOOK_YEARS } from '../books/recipe.ts'
import { statementsStore } from '../chain/dataset-stores.ts'
import { readThrough, type ReadThroughDeps } from '../chain/read-through.ts'
import { type Reports, readReports } from '../facts/reports.ts'
import { catalogued } from '../instruments/catalogue.ts'
import { shippedList } from '../instruments/shipped-lists.ts'
import { tradedShare } from '../instruments/traded-share.ts'
import type { StoredItem } from '../items/read.ts'

export interface Priced {
  db: Database
  market: Market
  symbol: string
  asOf: Date
  isNow: boolean
  sources: ConfigSnapshot['data_sources']
  deps: ReadThroughDeps
}

/** Only in the US are there companies that file 20-F or 40-F, and funds file neither. */
const mayBeForeign = (market: Market, symbol: string): boolean => {
  if (market !== 'US') return false
  const kind = shippedList(market).at(symbol)?.kind
  return kind === undefined || kind === 'share' || kind === 'reit'
}

/**
 * What is stored of how the company reports. Where nothing is, and the form matters, its statements
 * are read; null when that gives nothing. That no provider has any is remembered for as long as
 * statements are fresh, so that market figures do not ask for them at each look.
 */
const reportsOf = async (given: Priced): Promise<Reports | null> => {
  const { db, market, asOf, isNow, sources, deps } = given
  const symbol = companySymbol(market, given.symbol)
  const id = instrumentId(market, symbol)
  const known = await readReports(db, id, asOf)
  if (known || !isNow || !mayBeForeign(market, symbol)) return known
  const about = { db, market, symbol, asOf: deps.now, catalogued: () => catalogued(market, symbol) }
  const read = await readThrough(
    { market, symbol, sources, absenceStands: true },
    statementsStore(about, BOOK_YEARS, 1),
    deps,
  )
  return read.ok ? readReports(db, id, deps.now()) : null
}

export const refuseJoins = async (
  items: readonly StoredItem<'multiples'>[],
  given: Priced,
): Promise<StoredItem<'multiples'>[]> => {
  const { market, symbol, asOf } = given
  const reports = await reportsOf(given)
  // Where the ratio is public, a provider's figures of the receipt are in terms of the receipt.
  const isKnown = tradedShare(market, symbol, asOf) !== null
  const depositary = isKnown ? null : depositaryReason(reports?.form ?? null, null)
  const [quoted = null] = quoteCurrencies(market, symbol)
  // Companies of the mainland report in yuan, also those of B shares.
  const reporting = reports?.currency ?? (market === 'CN' ? 'CNY' : null)
  return items.map((row) => {
    const priced = { market, provider: row.provider, quoted, reporting, depositary }
    const { figures, refused } = withoutJoins(row.item.figures, priced)
    return refused.length === 0 ? row : { ...row, item: { ...row.item, figures, refused } }
  })
}
