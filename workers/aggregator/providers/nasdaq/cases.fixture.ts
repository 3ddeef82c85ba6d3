/**
 * An answer of Nasdaq's screener in its documented form, with its traps; companies are invented.
 */
import { editJson } from '../test/case.ts'
import type { BulkCase } from '../test/bulk-case.ts'

type Row = Record<string, unknown>
const row = (symbol: string, name: string, more: Row = {}): Row => ({
  symbol,
  name,
  lastsale: '$10.00',
  netchange: '0.10',
  pctchange: '1.00%',
  volume: '1000',
  marketCap: '1000000000.00',
  country: 'United States',
  ipoyear: '',
  industry: 'Computer Software',
  sector: 'Technology',
  url: '/market-activity/stocks/x',
  ...more,
})

export const ROWS: readonly Row[] = [
  row('EXA', 'Example Inc. Common Stock', { lastsale: '$1,234.50' }),
  row('EXB/A', 'Example Holding Inc.', {
    lastsale: '$751424.989999999991',
    marketCap: '1084000000000.00',
  }),
  row('EXB/B', 'Example Holding Inc.', { lastsale: '$500.10', marketCap: '1084000000000.00' }),
  row('EXF^A', 'Example Financial Depositary Shares', { marketCap: '44000000000.00' }),
  row('EXW', 'Example Inc. Warrants', { marketCap: '' }),
  row('EXP', 'Example 6.375% Mandatory Convertible Preferred Stock', {
    marketCap: '44000000000.00',
  }),
  row('EXN', 'Example New Inc. Common Stock', { industry: '', sector: '', marketCap: '0.00' }),
  row('EXS', 'Example Suspended Inc. Common Stock', { lastsale: '' }),
]

const answer = (rows: readonly Row[]): string =>
  JSON.stringify({
    data: { asOf: null, headers: { symbol: 'Symbol' }, rows },
    message: null,
    status: { rCode: 200 },
  })

const spoilt: BulkCase['spoilt'] = {
  null_field: editJson((json: { data: { rows: Row[] } }) => {
    json.data.rows[0] = { ...json.data.rows[0], symbol: null }
  }),
  wrong_type: editJson((json: { data: { rows: Row[] } }) => {
    json.data.rows[0] = { ...json.data.rows[0], lastsale: {} }
  }),
  empty: () => answer([]),
}
const common = {
  provider: 'nasdaq',
  market: 'US',
  target: '2026-11-20',
  evidence: 'reference of whole-market sources, SEC: prices, market cap, sector in one call',
  answers: [{ match: 'api.nasdaq.com/api/screener/stocks', body: () => answer(ROWS) }],
  spoilt,
} as const

export const nasdaqBulk: readonly BulkCase[] = [
  { ...common, kind: 'universe' },
  { ...common, kind: 'market_day' },
]
