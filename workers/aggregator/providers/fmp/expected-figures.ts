/**
 * What analysts expect of the company's figures: `earnings`, by the day of the announcement, with
 * the reported figures, and `analyst-estimates`, by fiscal year end. Both are read in dollars.
 */
import { z } from 'zod'
import type { Quantity } from '#shared/units/quantity.ts'
import { money, perShare } from '#shared/units/scale.ts'
import { labelYear } from '../../time/periods.ts'
import { dateOf, dateOrNone, knownBy } from './dates.ts'
import {
  type AnalystContext,
  count,
  type EstimateRows,
  figure,
  made,
  symbolOf,
} from './estimate-rows.ts'

export const earningsSchema = z.object({
  ...symbolOf,
  date: dateOf,
  epsActual: figure,
  epsEstimated: figure,
  revenueActual: figure,
  revenueEstimated: figure,
  lastUpdated: dateOrNone,
})
export const consensusSchema = z.looseObject({
  ...symbolOf,
  date: dateOf,
  numAnalystsRevenue: count.nullish(),
  numAnalystsEps: count.nullish(),
})

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
export const surprises = (
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

const WANTED = ['revenue', 'ebitda', 'netIncome', 'eps'] as const
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
export const consensus = (
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
