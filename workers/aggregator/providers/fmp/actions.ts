/**
 * `dividends` (money per share as paid, and `adjDividend`, which is adjusted for later splits;
 * `yield` is in percent and is not read) and `splits` (`numerator` new shares for `denominator` old
 * ones). Neither names a currency; US listings are in dollars.
 */
import { z } from 'zod'
import { perShare } from '#shared/units/scale.ts'
import { quantity, ratioOf } from '#shared/units/quantity.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { fmpSymbol, rowsOf, subjectSymbol } from './client.ts'
import { dateOf, dateOrNone, knownBy } from './dates.ts'

const dividendSchema = z.object({
  symbol: z.string().min(1),
  date: dateOf,
  recordDate: dateOrNone,
  paymentDate: dateOrNone,
  declarationDate: dateOrNone,
  dividend: z.number(),
  frequency: z.string().trim().nullish(),
})
type FmpDividend = z.infer<typeof dividendSchema>

const splitSchema = z.object({
  symbol: z.string().min(1),
  date: dateOf,
  numerator: z.number().positive(),
  denominator: z.number().positive(),
  splitType: z.string().trim().nullish(),
})
type FmpSplit = z.infer<typeof splitSchema>

const page = (kind: string, symbol: string): string =>
  `https://financialmodelingprep.com/${kind}/${fmpSymbol(symbol)}`

/**
 * A dividend counts as known from the day of its declaration, or from its ex date when no
 * declaration is given.
 */
const dividendOf = (row: FmpDividend, symbol: string, now: Date): NewItem<'actions'> => ({
  key: `dividend ${row.date}`,
  item: {
    kind: 'dividend',
    ex_date: row.date,
    amount: perShare(row.dividend, 'USD').value,
    unit: 'USD/share',
    split_adjusted: false,
    announced_on: row.declarationDate ?? null,
    record_date: row.recordDate ?? null,
    pay_date: row.paymentDate ?? null,
    plan: row.frequency || null,
  },
  known_at: knownBy(row.declarationDate ?? row.date, now),
  source_url: page('dividends-calendar', symbol),
  source: 0,
})

const splitOf = (row: FmpSplit, symbol: string, now: Date): NewItem<'actions'> | null => {
  const ratio = ratioOf(quantity(row.numerator, 'x'), quantity(row.denominator, 'x'))
  if (!ratio.ok) return null
  return {
    key: `split ${row.date}`,
    item: {
      kind: 'split',
      ex_date: row.date,
      ratio: ratio.data.value,
      announced_on: null,
      plan: `${row.numerator}:${row.denominator}${row.splitType ? ` ${row.splitType}` : ''}`,
    },
    known_at: knownBy(row.date, now),
    source_url: page('stock-splits-calendar', symbol),
    source: 1,
  }
}

/**
 * Makes two calls. Both are empty for a company without dividends and splits, and also for a
 * company that FMP does not know.
 */
export const actions = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'actions'>>> => {
  const parameters = { symbol: fmpSymbol(symbol) }
  const [dividends, splits] = await Promise.all([
    rowsOf(context, 'dividends', parameters, z.array(dividendSchema)),
    rowsOf(context, 'splits', parameters, z.array(splitSchema)),
  ])
  if (!dividends.ok) return dividends
  if (!splits.ok) return splits
  const now = context.now()
  const items = dividends.data.rows.map((row) => dividendOf(row, symbol, now))
  for (const row of splits.data.rows) {
    const item = splitOf(row, symbol, now)
    if (!item) return malformed('fmp', `splits ${row.date} denominator`)
    items.push(item)
  }
  const subject = {
    symbol: subjectSymbol([...dividends.data.rows, ...splits.data.rows], symbol),
    name: null,
    currency: null,
  }
  return { ok: true, data: { subject, items, sources: [dividends.data.raw, splits.data.raw] } }
}
