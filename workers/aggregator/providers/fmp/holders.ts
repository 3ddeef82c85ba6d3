/**
 * `institutional-ownership/extract-analytics/holder`: the largest holders in a quarter's 13F
 * filings. `ownership` is in percent of the company's shares, values are in dollars.
 */
import { z } from 'zod'
import { money, percent, shares } from '#shared/units/scale.ts'
import { addDays } from '#shared/calendar.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, rowsOf, subjectSymbol } from './client.ts'
import { dateOf } from './dates.ts'

const figure = z.number().nullish()
const rowSchema = z.object({
  date: dateOf,
  filingDate: dateOf,
  investorName: z.string().trim().min(1),
  symbol: z.string().min(1),
  putCallShare: z.string().nullish(),
  marketValue: figure,
  sharesNumber: z.number(),
  changeInSharesNumber: figure,
  ownership: figure,
})
type FmpHolderRow = z.infer<typeof rowSchema>

/**
 * 13F filings are due 45 days after the quarter's end. A newer quarter would list only those who
 * file early.
 */
const DUE_DAYS = 46

/** The newest quarter for which all filings are due. */
export const filedQuarter = (today: string): { year: number; quarter: number } => {
  const last = addDays(today, -DUE_DAYS)
  const ended = Number(last.slice(0, 4)) * 4 + Math.ceil(Number(last.slice(5, 7)) / 3) - 2
  return { year: Math.floor(ended / 4), quarter: (ended % 4) + 1 }
}

const holderOf = (row: FmpHolderRow, rank: number, source_url: string): NewItem<'holders'> => ({
  key: `${row.date} ${row.investorName}`,
  item: {
    kind: 'holder',
    as_of: row.date,
    scope: 'institutions',
    holder: row.investorName,
    holder_kind: null,
    rank,
    shares: shares(row.sharesNumber, '股').value,
    fraction: row.ownership ? percent(row.ownership).value : null,
    change:
      row.changeInSharesNumber === null || row.changeInSharesNumber === undefined
        ? null
        : shares(row.changeInSharesNumber, '股').value,
    value: row.marketValue ? money(row.marketValue, 'ones', 'USD').value : null,
    value_unit: row.marketValue ? 'USD' : null,
  },
  known_at: endOfDay(row.filingDate, MARKET_ZONES.US),
  source_url,
  source: 0,
})

/** Options on the share (`Put`, `Call`) are not holdings of the share. */
export const holders = async (
  { symbol, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'holders'>>> => {
  const { year, quarter } = filedQuarter(context.now().toISOString().slice(0, 10))
  const parameters = {
    symbol: fmpSymbol(symbol),
    year,
    quarter,
    page: 0,
    limit: Math.min(limit, 100),
  }
  const answer = await rowsOf(
    context,
    'institutional-ownership/extract-analytics/holder',
    parameters,
    z.array(rowSchema),
  )
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  const held = rows
    .filter((row) => !row.putCallShare || row.putCallShare === 'Share')
    .sort((a, b) => b.sharesNumber - a.sharesNumber)
  const page = `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`
  const items = held.map((row, at) => holderOf(row, at + 1, page))
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources: [raw],
    },
  }
}
