/**
 * report_rc: what each broker's report expects for each fiscal year, with its rating and target
 * price. A consensus uses the latest report of every broker. Amounts are in ten thousand yuan,
 * earnings per share in yuan. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { money, perShare } from '#shared/units/scale.ts'
import { latestOf } from '#shared/calendar.ts'
import { knownOn } from '../mainland.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { TushareItem } from './answers.ts'
import { pageOf } from './places.ts'
import { dateCell, optionalNumber, optionalText, readRows, type TushareRow } from './table.ts'

export const REPORT_FIELDS = [
  'ts_code',
  'name',
  'report_date',
  'org_name',
  'quarter',
  'op_rt',
  'op_pr',
  'tp',
  'np',
  'eps',
  'rating',
  'max_price',
  'min_price',
] as const
/** Reports older than this many days are left out. */
export const REPORT_DAYS = 180
/** Significant digits of a mean. */
const MEAN_DIGITS = 20

const reportSchema = z.object({
  report_date: dateCell,
  org_name: z.string().trim().min(1),
  quarter: optionalText,
  op_rt: optionalNumber,
  op_pr: optionalNumber,
  tp: optionalNumber,
  np: optionalNumber,
  eps: optionalNumber,
  rating: optionalText,
  max_price: optionalNumber,
  min_price: optionalNumber,
})
type BrokerReport = z.infer<typeof reportSchema>

const amount = (value: number): Quantity => money(value, '万元', 'CNY')
const CONCEPTS: readonly (readonly [
  concept: string,
  column: 'op_rt' | 'op_pr' | 'tp' | 'np' | 'eps',
  read: (value: number) => Quantity,
])[] = [
  ['revenue', 'op_rt', amount],
  ['operating_income', 'op_pr', amount],
  ['pretax_income', 'tp', amount],
  ['net_income', 'np', amount],
  ['eps_diluted', 'eps', (value) => perShare(value, 'CNY')],
]
const RATINGS: readonly (readonly [
  RegExp,
  'strong_buy' | 'buy' | 'hold' | 'sell' | 'strong_sell',
])[] = [
  [/^(买入|强烈推荐|强推)/, 'strong_buy'],
  [/^(增持|推荐|优于大市|跑赢行业|跑赢大市)/, 'buy'],
  [/^(中性|持有|同步大市)/, 'hold'],
  [/^(减持|弱于大市|跑输行业)/, 'sell'],
  [/^(卖出|回避)/, 'strong_sell'],
]

/** The latest report of every broker among those that give what `pick` selects. */
const lastWords = <T>(
  rows: readonly BrokerReport[],
  pick: (row: BrokerReport) => T | null,
): { as_of: string; values: T[] } => {
  const latest = new Map<string, { date: string; value: T }>()
  for (const row of rows) {
    const value = pick(row)
    const known = latest.get(row.org_name)
    if (value !== null && (!known || row.report_date > known.date))
      latest.set(row.org_name, { date: row.report_date, value })
  }
  const words = [...latest.values()]
  return { as_of: latestOf(words.map(({ date }) => date)), values: words.map(({ value }) => value) }
}

const spread = (
  values: readonly string[],
): { mean: string; high: string; low: string; analysts: number } => ({
  mean: Decimal.sum(...values)
    .div(values.length)
    .toSignificantDigits(MEAN_DIGITS)
    .toFixed(),
  high: Decimal.max(...values).toFixed(),
  low: Decimal.min(...values).toFixed(),
  analysts: values.length,
})

const ratingOf = (rows: readonly BrokerReport[]): ItemOf<'estimates'>[] => {
  const { as_of, values } = lastWords(
    rows,
    ({ rating }) => RATINGS.find(([words]) => rating && words.test(rating))?.[1] ?? null,
  )
  const counts = { strong_buy: 0, buy: 0, hold: 0, sell: 0, strong_sell: 0 }
  for (const value of values) counts[value] += 1
  return values.length > 0 ? [{ kind: 'rating', as_of, ...counts }] : []
}

/** The middle of a broker's range of target prices; when only one end is given, that end. */
const targetOf = ({ min_price: low, max_price: high }: BrokerReport): string | null => {
  const ends = [low, high].flatMap((price) =>
    price !== null && price > 0 ? [new Decimal(price)] : [],
  )
  return ends.length > 0
    ? Decimal.sum(...ends)
        .div(ends.length)
        .toFixed()
    : null
}

const priceTargetOf = (rows: readonly BrokerReport[]): ItemOf<'estimates'>[] => {
  const { as_of, values } = lastWords(rows, targetOf)
  return values.length > 0
    ? [{ kind: 'price_target', as_of, unit: 'CNY/share', median: null, ...spread(values) }]
    : []
}

/**
 * Only whole years: `2024Q4` is the year that ends with its fourth quarter. Forecasts for a part of
 * a year are rare and are left out.
 */
const consensusOf = (rows: readonly BrokerReport[]): ItemOf<'estimates'>[] => {
  const years = [
    ...new Set(rows.flatMap(({ quarter }) => /^(\d{4})Q4$/.exec(quarter ?? '')?.[1] ?? [])),
  ].sort()
  return years.flatMap((year) =>
    CONCEPTS.flatMap(([concept, column, read]): ItemOf<'estimates'>[] => {
      const ofYear = rows.filter(({ quarter }) => quarter === `${year}Q4`)
      const { as_of, values } = lastWords(ofYear, (row) =>
        row[column] === null ? null : read(row[column]),
      )
      const [first] = values
      if (!first) return []
      return [
        {
          kind: 'consensus',
          concept,
          period: `FY${year}`,
          period_end: `${year}-12-31`,
          as_of,
          unit: first.unit,
          ...spread(values.map(({ value }) => value)),
        },
      ]
    }),
  )
}

const keyOf = (item: ItemOf<'estimates'>): string =>
  ['report_rc', item.kind, ...(item.kind === 'consensus' ? [item.concept, item.period] : [])].join(
    ' ',
  )

export const readReports = (
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'estimates'>[]> => {
  const parsed = readRows('report_rc', rows, reportSchema)
  if (!parsed.ok) return parsed
  const items = [
    ...consensusOf(parsed.data),
    ...ratingOf(parsed.data),
    ...priceTargetOf(parsed.data),
  ]
  return {
    ok: true,
    data: items.map((item) => ({
      key: `${keyOf(item)} ${item.as_of}`,
      item,
      known_at: knownOn(item.as_of),
      source_url: pageOf('report_rc'),
      table: 2,
    })),
  }
}
