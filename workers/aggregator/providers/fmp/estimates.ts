/**
 * Estimates: `price-target-consensus` (dollars), `grades-historical` (ratings by month), `earnings`
 * (expected and reported figures, by the day of the announcement) and `analyst-estimates` (by
 * fiscal year end). The last two are in the currency of the reports, but none of them names it, so
 * they are read only for companies that report in dollars according to `income-statement`.
 */
import { z } from 'zod'
import { money, perShare } from '#shared/units/scale.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { labelYear } from '../../time/periods.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, ifInPlan, type Rows, rowsOf, subjectSymbol } from './client.ts'
import { dateOf, dateOrNone, knownBy } from './dates.ts'

const figure = z.number().nullish()
const symbolOf = { symbol: z.string().min(1) }
const targetSchema = z.object({
  ...symbolOf,
  targetHigh: figure,
  targetLow: figure,
  targetConsensus: z.number().positive(),
  targetMedian: figure,
})
const count = z.int().min(0)
const gradesSchema = z.object({
  ...symbolOf,
  date: dateOf,
  analystRatingsStrongBuy: count,
  analystRatingsBuy: count,
  analystRatingsHold: count,
  analystRatingsSell: count,
  analystRatingsStrongSell: count,
})
const earningsSchema = z.object({
  ...symbolOf,
  date: dateOf,
  epsActual: figure,
  epsEstimated: figure,
  revenueActual: figure,
  revenueEstimated: figure,
  lastUpdated: dateOrNone,
})
const WANTED = ['revenue', 'ebitda', 'netIncome', 'eps'] as const
const consensusSchema = z.looseObject({
  ...symbolOf,
  date: dateOf,
  numAnalystsRevenue: count.nullish(),
  numAnalystsEps: count.nullish(),
})
const currencySchema = z.object({ ...symbolOf, reportedCurrency: z.string() })

type EstimateRows = NewItem<'estimates'>[]

interface AnalystContext {
  today: string
  now: Date
  page: string
}

const made = (
  key: string,
  item: ItemOf<'estimates'>,
  source: number,
  { now, page }: AnalystContext,
  known?: string,
): NewItem<'estimates'> => ({
  key,
  item,
  known_at: known ?? now.toISOString(),
  source_url: page,
  source,
})

const dollarsOrNull = (value: number | null | undefined): string | null =>
  value ? perShare(value, 'USD').value : null

const targets = (
  rows: readonly z.infer<typeof targetSchema>[],
  reading: AnalystContext,
): EstimateRows =>
  rows.map((row) => {
    const figures = {
      mean: perShare(row.targetConsensus, 'USD').value,
      median: dollarsOrNull(row.targetMedian),
    }
    const range = { high: dollarsOrNull(row.targetHigh), low: dollarsOrNull(row.targetLow) }
    return made(
      'price target',
      {
        kind: 'price_target',
        as_of: reading.today,
        unit: 'USD/share',
        ...figures,
        ...range,
        analysts: null,
      },
      0,
      reading,
    )
  })

const ratings = (
  rows: readonly z.infer<typeof gradesSchema>[],
  source: number,
  reading: AnalystContext,
): EstimateRows =>
  rows.map((row) =>
    made(
      `rating ${row.date}`,
      {
        kind: 'rating',
        as_of: row.date,
        strong_buy: row.analystRatingsStrongBuy,
        buy: row.analystRatingsBuy,
        hold: row.analystRatingsHold,
        sell: row.analystRatingsSell,
        strong_sell: row.analystRatingsStrongSell,
      },
      source,
      reading,
    ),
  )

const PAIRS = [
  {
    concept: 'eps_diluted',
    actual: 'epsActual',
    estimated: 'epsEstimated',
    read: (value: number): Quantity => perShare(value, 'USD'),
  },
  {
    concept: 'revenue',
    actual: 'revenueActual',
    estimated: 'revenueEstimated',
    read: (value: number): Quantity => money(value, 'ones', 'USD'),
  },
] as const

/** The answer gives the day of the announcement, not the quarter that it is about. */
const surprises = (
  rows: readonly z.infer<typeof earningsSchema>[],
  source: number,
  reading: AnalystContext,
): EstimateRows =>
  rows.flatMap((row) =>
    PAIRS.flatMap(({ concept, actual, estimated, read }): EstimateRows => {
      const [came, expected] = [row[actual] ?? null, row[estimated] ?? null]
      const key = `${concept} announced ${row.date}`
      const about = { concept, period: `announced ${row.date}`, period_end: null }
      if (came !== null) {
        const { value, unit } = read(came)
        const item = {
          kind: 'surprise' as const,
          ...about,
          as_of: row.date,
          unit,
          actual: value,
          estimate: expected === null ? null : read(expected).value,
        }
        return [made(key, item, source, reading, knownBy(row.date, reading.now))]
      }
      if (expected === null || row.date < reading.today) return []
      const { value, unit } = read(expected)
      return [
        made(
          key,
          {
            kind: 'consensus',
            ...about,
            as_of: reading.today,
            unit,
            mean: value,
            high: null,
            low: null,
            analysts: null,
          },
          source,
          reading,
        ),
      ]
    }),
  )

const CONCEPTS = {
  revenue: 'revenue',
  ebitda: 'ebitda',
  netIncome: 'net_income',
  eps: 'eps_diluted',
} as const

/**
 * Only years that are not over yet: the answer does not say when the estimates for past years were
 * made.
 */
const consensus = (
  rows: readonly z.infer<typeof consensusSchema>[],
  source: number,
  reading: AnalystContext,
): EstimateRows =>
  rows
    .filter((row) => row.date >= reading.today)
    .flatMap((row) =>
      WANTED.flatMap((name): EstimateRows => {
        const read = (end: string): Quantity | null => {
          const value = row[`${name}${end}`]
          if (typeof value !== 'number' || value === 0) return null
          return name === 'eps' ? perShare(value, 'USD') : money(value, 'ones', 'USD')
        }
        const mean = read('Avg')
        if (!mean) return []
        const period = `FY${labelYear(row.date)}`
        const analysts =
          (name === 'eps'
            ? row.numAnalystsEps
            : name === 'revenue'
              ? row.numAnalystsRevenue
              : null) ?? null
        const range = {
          high: read('High')?.value ?? null,
          low: read('Low')?.value ?? null,
          analysts,
        }
        const about = {
          concept: CONCEPTS[name],
          period,
          period_end: row.date,
          as_of: reading.today,
        }
        return [
          made(
            `${CONCEPTS[name]} ${period}`,
            { kind: 'consensus', ...about, unit: mean.unit, mean: mean.value, ...range },
            source,
            reading,
          ),
        ]
      }),
    )

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
  const read: (Rows<{ symbol: string }> | null)[] = [
    target.data,
    grades.data,
    earnings.data,
    expected.data,
    currency.data,
  ]
  const sources = read.flatMap((answer) => (answer ? [answer.raw] : []))
  const sourceOf = (answer: Rows<unknown> | null): number =>
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
