/**
 * `company_tickers_exchange.json`: every code that the SEC knows, with the company's number and the
 * exchange. It has no industry.
 */
import { paddedCik, symbolOf } from '../../../identity/edgar-ticker.ts'
import type { BulkCapability, UniverseMember } from '../../../model/bulk.ts'
import { wholeCrawl } from '../../crawl.ts'
import { failed, malformed, secDocument } from '../client.ts'

const URL = 'https://www.sec.gov/files/company_tickers_exchange.json'
const NAME = 'company_tickers_exchange.json'
const COLUMNS = ['cik', 'name', 'ticker', 'exchange'] as const
/** Endings of preferred shares, warrants, units and rights. */
const NO_SHARE = /\.(P[A-Z]?|WT[A-Z]?|WS[A-Z]?|UN?|R[IT]?)$/
const LONGEST = 300

type ExchangeRow = readonly [cik: number, name: string, ticker: string, exchange: string | null]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST

/** The row in the order of `COLUMNS`, or the name of the column that is wrong. */
const rowOf = (row: unknown, places: readonly number[]): ExchangeRow | string => {
  if (!Array.isArray(row)) return 'row'
  const [cik, name, ticker, exchange] = places.map((place): unknown => row[place])
  if (typeof cik !== 'number' || !Number.isInteger(cik) || cik <= 0) return 'cik'
  if (!isText(name)) return 'name'
  if (!isText(ticker)) return 'ticker'
  if (exchange !== null && exchange !== '' && !isText(exchange)) return 'exchange'
  return [cik, name, ticker, exchange || null]
}

const isRow = (row: unknown): row is ExchangeRow =>
  Array.isArray(row) && row.length === COLUMNS.length

export const universe: BulkCapability<UniverseMember> = {
  markets: ['US'],
  // Some 10,000 codes.
  least: { US: 5_000 },
  parts: () => [NAME],
  async fetch(_, __, context) {
    const answer = await secDocument(URL, context)
    if (!answer.ok) return answer
    const { json } = answer.data
    if (!isObject(json) || !Array.isArray(json.fields)) return malformed(NAME, 'fields')
    const { fields, data } = json
    if (!Array.isArray(data)) return malformed(NAME, 'data')
    const places = COLUMNS.map((name) => (fields as unknown[]).indexOf(name))
    const lacking = COLUMNS.find((_name, at) => (places[at] ?? -1) < 0)
    if (lacking) return malformed(NAME, `fields.${lacking}`)
    if (data.length === 0) return failed('empty', `${NAME} lists nothing`)
    const rows: ExchangeRow[] = []
    for (const [at, raw] of data.entries()) {
      const row = rowOf(raw, places)
      if (typeof row === 'string') return malformed(NAME, `data.${at}.${row}`)
      rows.push(row)
    }
    return { ok: true, data: { rows, count: null, next: [] } }
  },
  async toRows(_, taken) {
    const crawl = await wholeCrawl(
      `sec ${NAME}`,
      taken,
      (row) => row,
      (row) => JSON.stringify(row),
    )
    if (!crawl.ok) return crawl
    const rows = crawl.rows.filter(isRow).map(([cik, name, ticker, exchange]): UniverseMember => {
      const symbol = symbolOf(ticker)
      return {
        instrument: `US:${symbol}`,
        names: { en: name.normalize('NFKC').replace(/\s+/g, ' ').trim() },
        exchange,
        industry: null,
        kind: NO_SHARE.test(symbol) ? 'other' : 'share',
        listed_on: null,
        delisted_on: null,
        identifiers: { cik: paddedCik(cik) },
      }
    })
    return { ok: true, rows, unread: [] }
  },
}
