/**
 * Estimates: `price-target-consensus` (dollars), `grades-historical` (ratings by month), `earnings`
 * (expected and reported figures, by the day of the announcement) and `analyst-estimates` (by
 * fiscal year end). The last two are in the currency of the reports, but none of them names it, so
 * they are read only for companies that report in dollars according to `income-statement`.
 */
import { z } from 'zod'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, ifInPlan, type FmpRows, rowsOf, subjectSymbol } from './client.ts'
import { symbolOf } from './estimate-rows.ts'
import { consensus, consensusSchema, earningsSchema, surprises } from './expected-figures.ts'
import { gradesSchema, ratings, targets, targetSchema } from './opinions.ts'

const currencySchema = z.object({ ...symbolOf, reportedCurrency: z.string() })

const FREE_ROWS = 5

/**
 * Makes five calls. Without the price target there is no answer; the others are left out when the
 * plan does not have them.
 */
export const estimates = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const given = { symbol: fmpSymbol(symbol) }
  const yearly = { ...given, period: 'annual', page: 0 }
  const [target, grades, earnings, expected, currency] = await Promise.all([
    rowsOf(context, 'price-target-consensus', given, z.array(targetSchema)),
    rowsOf(
      context,
      'grades-historical',
      { ...given, limit: FREE_ROWS },
      z.array(gradesSchema),
    ).then(ifInPlan),
    rowsOf(context, 'earnings', { ...given, limit: FREE_ROWS }, z.array(earningsSchema)).then(
      ifInPlan,
    ),
    rowsOf(
      context,
      'analyst-estimates',
      { ...yearly, limit: FREE_ROWS },
      z.array(consensusSchema),
    ).then(ifInPlan),
    rowsOf(
      context,
      'income-statement',
      { ...given, period: 'annual', limit: 1 },
      z.array(currencySchema),
    ).then(ifInPlan),
  ])
  if (!target.ok) return target
  if (!grades.ok) return grades
  if (!earnings.ok) return earnings
  if (!expected.ok) return expected
  if (!currency.ok) return currency
  const now = context.now()
  const page = `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`
  const reading = { now, today: marketDate(now.toISOString(), 'US'), page }
  const inDollars = currency.data?.rows[0]?.reportedCurrency === 'USD'
  const read: (FmpRows<{ symbol: string }> | null)[] = [
    target.data,
    grades.data,
    earnings.data,
    expected.data,
    currency.data,
  ]
  const sources = read.flatMap((answer) => (answer ? [answer.raw] : []))
  const sourceOf = (answer: FmpRows<unknown> | null): number =>
    answer ? sources.indexOf(answer.raw) : 0
  const items = [
    ...targets(target.data.rows, reading),
    ...ratings(grades.data?.rows ?? [], sourceOf(grades.data), reading),
    ...(inDollars ? surprises(earnings.data?.rows ?? [], sourceOf(earnings.data), reading) : []),
    ...(inDollars ? consensus(expected.data?.rows ?? [], sourceOf(expected.data), reading) : []),
  ]
  const rows = read.flatMap((answer) => answer?.rows ?? [])
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources,
    },
  }
}
