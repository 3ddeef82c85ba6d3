/**
 * `insider-trading/search`: rows of Forms 3, 4 and 5. `transactionType` is the form's code with a
 * word (`S-Sale`); `acquisitionOrDisposition` gives the side; a price of 0 means no price. The
 * security's name tells whether a row belongs to the derivative table.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import { actionOf, isOpenMarket } from '../insider-codes.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { fmpSymbol, rowsOf, subjectSymbol } from './client.ts'
import { dateOf } from './dates.ts'
import { accessionIn } from './filings.ts'

const tradeSchema = z.object({
  symbol: z.string().min(1),
  filingDate: dateOf,
  transactionDate: dateOf,
  transactionType: z.string(),
  reportingName: z.string().trim().min(1),
  typeOfOwner: z.string().trim().nullish(),
  acquisitionOrDisposition: z.enum(['A', 'D']),
  securitiesTransacted: z.number().min(0),
  securitiesOwned: z.number().nullish(),
  price: z.number().nullish(),
  securityName: z.string(),
  url: z.string().nullish(),
})
/** Form 3 rows are holdings, not transactions: they have no side and often no date. */
const rowSchema = z.looseObject({
  symbol: z.string().min(1),
  acquisitionOrDisposition: z.string().nullish(),
})
type FmpTradeRow = z.infer<typeof tradeSchema>

const DERIVATIVE =
  /option|warrant|restricted stock unit|(performance|deferred|phantom) (stock|share)|\b[rp]sus?\b|right to|convertible|swap/i

const insiderOf = (row: FmpTradeRow): ItemOf<'insiders'> => {
  const code = /^[A-Z](?=-|$)/.exec(row.transactionType)?.[0] ?? null
  const derivative = DERIVATIVE.test(row.securityName)
  const gone = row.acquisitionOrDisposition === 'D'
  return {
    person: row.reportingName,
    role: row.typeOfOwner || null,
    traded_on: row.transactionDate,
    filed_at: row.filingDate,
    action: actionOf(code),
    code,
    open_market: isOpenMarket(code, derivative),
    derivative,
    shares: shares(gone ? -row.securitiesTransacted : row.securitiesTransacted, '股').value,
    price: row.price ? perShare(row.price, 'USD').value : null,
    price_unit: row.price ? 'USD/share' : null,
    shares_after:
      row.securitiesOwned === null || row.securitiesOwned === undefined
        ? null
        : shares(row.securitiesOwned, '股').value,
    document_id: row.url ? accessionIn(row.url) : null,
  }
}

/** Rows may repeat exactly (lots of one sale at the same price), so repetitions are numbered. */
const keyed = (
  rows: readonly FmpTradeRow[],
  pageOf: (row: FmpTradeRow) => string,
): NewItem<'insiders'>[] => {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const item = insiderOf(row)
    const name = [
      item.document_id,
      item.person,
      item.traded_on,
      item.code,
      item.shares,
      item.price,
      item.shares_after,
    ].join(' ')
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return {
      key: count > 1 ? `${name} #${count}` : name,
      item,
      known_at: endOfDay(row.filingDate, MARKET_ZONES.US),
      source_url: pageOf(row),
      source: 0,
    }
  })
}

const MOST = 100

export const insiders = async (
  { symbol, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const parameters = { symbol: fmpSymbol(symbol), page: 0, limit: Math.min(limit, MOST) }
  const answer = await rowsOf(context, 'insider-trading/search', parameters, z.array(rowSchema))
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  const traded = z.array(tradeSchema).safeParse(rows.filter((row) => row.acquisitionOrDisposition))
  if (!traded.success)
    return malformed('fmp', `insider-trading/search ${traded.error.issues[0]?.path.join('.')}`)
  const page = `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${fmpSymbol(symbol)}&type=4&owner=only`
  const items = keyed(traded.data, (row) => row.url || page)
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources: [raw],
    },
  }
}
