/**
 * What analysts say about a mainland company: the ratings of the last six months, and expected
 * earnings per share of the coming years.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare } from '#shared/units/scale.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { report } from './data-centre.ts'
import { optionalNumber, optionalText, readRows, textOf } from './fields.ts'

const NAME = 'RPT_WEB_RESPREDICT'
const RATINGS = [
  'RATING_BUY_NUM',
  'RATING_ADD_NUM',
  'RATING_NEUTRAL_NUM',
  'RATING_REDUCE_NUM',
  'RATING_SALE_NUM',
] as const
const YEARS = [1, 2, 3, 4] as const
const COLUMNS = [
  'SECUCODE',
  'SECURITY_CODE',
  'SECURITY_NAME_ABBR',
  'RATING_ORG_NUM',
  ...RATINGS,
  ...YEARS.flatMap((year) => [`YEAR${year}`, `YEAR_MARK${year}`, `EPS${year}`]),
]
const count = z.int().min(0).nullish()
const rowSchema = z.object({
  SECUCODE: z.string(),
  SECURITY_NAME_ABBR: optionalText,
  RATING_ORG_NUM: count,
  RATING_BUY_NUM: count,
  RATING_ADD_NUM: count,
  RATING_NEUTRAL_NUM: count,
  RATING_REDUCE_NUM: count,
  RATING_SALE_NUM: count,
  YEAR1: optionalNumber,
  YEAR2: optionalNumber,
  YEAR3: optionalNumber,
  YEAR4: optionalNumber,
  YEAR_MARK1: optionalText,
  YEAR_MARK2: optionalText,
  YEAR_MARK3: optionalText,
  YEAR_MARK4: optionalText,
  EPS1: optionalNumber,
  EPS2: optionalNumber,
  EPS3: optionalNumber,
  EPS4: optionalNumber,
})
type EastmoneyForecastRow = z.infer<typeof rowSchema>

/**
 * 买入, 增持, 中性, 减持, 卖出 are the five steps. A step that no analyst chose is null in the answer. Null
 * means zero only if the other steps add up to the number of ratings; the result is `malformed` if
 * they do not.
 */
const ratingOf = (
  row: EastmoneyForecastRow,
  as_of: string,
): ProviderResult<ItemOf<'estimates'>[]> => {
  const [strong_buy = 0, buy = 0, hold = 0, sell = 0, strong_sell = 0] = RATINGS.map(
    (column) => row[column] ?? 0,
  )
  const given = strong_buy + buy + hold + sell + strong_sell
  if (given === 0 && !row.RATING_ORG_NUM) return { ok: true, data: [] }
  if (given !== row.RATING_ORG_NUM) return malformed('eastmoney', `${NAME} RATING_ORG_NUM`)
  return { ok: true, data: [{ kind: 'rating', as_of, strong_buy, buy, hold, sell, strong_sell }] }
}

/**
 * Years marked `E` are estimates; years marked `A` are over. The answer gives only the lowest and
 * highest target price and not their mean, so there is no price target.
 */
const consensusIn = (row: EastmoneyForecastRow, as_of: string): ItemOf<'estimates'>[] =>
  YEARS.flatMap((at): ItemOf<'estimates'>[] => {
    const year = row[`YEAR${at}`]
    const eps = row[`EPS${at}`]
    if (row[`YEAR_MARK${at}`] !== 'E' || typeof year !== 'number' || typeof eps !== 'number')
      return []
    const { value, unit } = perShare(decimalOf(eps), 'CNY')
    const when = { period: `FY${year}`, period_end: `${year}-12-31`, as_of }
    return [
      {
        kind: 'consensus',
        concept: 'eps_diluted',
        ...when,
        unit,
        mean: value,
        high: null,
        low: null,
        analysts: null,
      },
    ]
  })

/** The answer has no date: it is valid at the time of the call. */
export const estimates = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const { market, symbol } = query
  const code = symbol.slice(0, 6)
  const answer = await report(
    { name: NAME, columns: COLUMNS, filter: `(SECURITY_CODE="${code}")`, rows: 1, source: 'WEB' },
    context,
  )
  if (!answer.ok) return answer
  const rows = readRows(NAME, symbol, rowSchema, answer.data.rows, (row) => row.SECUCODE)
  if (!rows.ok) return rows
  const row = rows.data[0]
  const known_at = context.now().toISOString()
  const as_of = marketDate(known_at, market)
  const rating = row ? ratingOf(row, as_of) : { ok: true as const, data: [] }
  if (!rating.ok) return rating
  const all = [...rating.data, ...(row ? consensusIn(row, as_of) : [])]
  const source_url = `https://data.eastmoney.com/report/singlestock.jshtml?stockcode=${code}`
  const items = all.map((item) => ({
    key: `${item.kind} ${item.kind === 'consensus' ? item.period : ''} ${as_of}`,
    item,
    known_at,
    source_url,
    source: 0,
  }))
  return {
    ok: true,
    data: {
      subject: { symbol, name: textOf(row?.SECURITY_NAME_ABBR), currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
