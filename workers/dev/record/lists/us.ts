/**
 * The listings of the US: Nasdaq's list of all exchanges, which is new, and EDGAR's list of
 * tickers, which is older and also has companies that are traded off the exchanges.
 */
import { symbolOf } from '../../../aggregator/identity/edgar-ticker.ts'
import { nameFits } from '../../../aggregator/identity/name-fit.ts'
import {
  companyName,
  nasdaqSymbol,
  securityKind,
  sharesFor,
} from '../../../aggregator/identity/us-security.ts'
import {
  KINDS,
  type ShippedListRow,
  packedNumber,
} from '../../../aggregator/instruments/list-format.ts'
import { tickerRows } from '../../../aggregator/providers/sec/raw.ts'
import { csvRows, listRow } from '../shared-lists.ts'
import { jsonOf } from '../shared-data.ts'

export const US_AS_OF = '2026-02-13'
/** Month of the recorded list of EDGAR. */
export const EDGAR_AS_OF = '2024-05'
export const US_FILE = 'nasdaq-screener-2026-02-13.csv'
/** A mark in the column `older`. */
const OLDER = '1'

/** EDGAR's endings of preferred shares, warrants, units and rights. */
const NO_SHARE = /\.(P[A-Z]?|WT[A-Z]?|WS[A-Z]?|UN?|R[IT]?)$/

/**
 * Two steps for each doubling from a million dollars on: close enough to order companies by. The
 * screener states the whole company's value beside each of its classes.
 */
const sizeOf = (marketCap = ''): string =>
  Number(marketCap) > 1e6 ? String(Math.round(2 * Math.log2(Number(marketCap) / 1e6))) : ''

const nasdaqRows = (): ShippedListRow[] =>
  csvRows(US_FILE).map((row) => {
    const { Symbol: written = '', Name = '', Industry = '' } = row
    const kind = KINDS[securityKind(written.trim(), Name.trim(), Industry)]
    const symbol = nasdaqSymbol(written)
    return kind === KINDS.other
      ? listRow({ symbol, kind })
      : listRow({
          symbol,
          name: companyName(Name),
          kind,
          size: sizeOf(row['Market Cap']),
          shares_for: sharesFor(Name)?.replace(/\/1$/, '') ?? '',
        })
  })

interface EdgarRow {
  symbol: string
  cik: string
  title: string
}
const edgarRows = (): EdgarRow[] => {
  const rows = tickerRows(jsonOf('sec/company_tickers.json'))
  if (!rows.ok) throw new Error(`company_tickers.json: ${rows.field}`)
  return rows.data.map(({ ticker, cik, title }) => ({
    symbol: symbolOf(ticker),
    cik: packedNumber(cik),
    title: title.normalize('NFKC').replace(/\s+/g, ' ').trim(),
  }))
}

/**
 * Nasdaq's rows, then what only EDGAR has. A row gets EDGAR's number of its ticker when the names
 * fit: a ticker may belong to another company by now.
 * What only EDGAR has is a company when no company of Nasdaq's list has its number; otherwise it is
 * another security of that company.
 */
export const usRows = (): ShippedListRow[] => {
  const nasdaq = nasdaqRows()
  const edgar = edgarRows()
  const bySymbol = new Map(edgar.map((row) => [row.symbol, row]))
  for (const row of nasdaq) {
    const known = bySymbol.get(row.symbol)
    if (known && row.kind !== KINDS.other && nameFits([row.name], known.title)) row.cik = known.cik
  }
  const onNasdaq = new Set(nasdaq.map(({ symbol }) => symbol))
  const numbers = new Set(nasdaq.map(({ cik }) => cik))
  const older = edgar
    .filter(({ symbol }) => !onNasdaq.has(symbol))
    .map(({ symbol, cik, title }) => {
      const isOther = numbers.has(cik) || NO_SHARE.test(symbol)
      return listRow({
        symbol,
        name: isOther ? '' : title,
        kind: isOther ? KINDS.other : /\b(etf|fund)\b/i.test(title) ? KINDS.fund : KINDS.share,
        cik: isOther ? '' : cik,
        older: OLDER,
      })
    })
  return [...nasdaq, ...older]
}
