/**
 * A market made up for measuring: companies with columns of figures and one screen over them, the
 * same for the engine and for the databases. Numbers come from a fixed seed.
 */
import type { Field } from '../../../shared/screen/fields.ts'
import type { Companies, Column } from '../../../shared/screen/table.ts'

export const COMPANIES = 15_000
export const METRICS = 150
const INDUSTRIES = 120
const KINDS = ['general', 'general', 'general', 'bank', 'utility'] as const
/** Of the cells of a column. */
const MISSING = 0.08
const DOUBTED = 0.01
const SEED = 20_261_130

/** Marsaglia's xorshift of 32 bits. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

export const metricName = (number: number): string => `m${String(number).padStart(3, '0')}`

export const FIELDS: readonly Field[] = Array.from({ length: METRICS }, (_, number) => ({
  id: metricName(number),
  en: `Metric ${number}`,
  zh: `指标 ${number}`,
  aliases: [],
  unit: 'ratio',
  scope: 'newest',
  group: 'bench',
  definition: { en: 'Made up', zh: '虚构' },
  years: 1,
}))

export const makeCompanies = (): Companies => {
  const random = randomFrom(SEED)
  const all = <Value>(value: Value): Value[] => Array.from({ length: COMPANIES }, () => value)
  const industries = all(0).map(() => Math.floor(random() ** 2 * INDUSTRIES))
  return {
    ids: all('').map((_, row) => `US:C${String(row).padStart(6, '0')}`),
    names: all('').map((_, row) => ({ en: `Company ${row}` })),
    markets: all('US'),
    exchanges: all('NYSE'),
    industries: industries.map((number) => `Industry ${number}`),
    kinds: industries.map((number) => KINDS[number % KINDS.length] ?? null),
    currencies: all('USD'),
    year_ends: all('2025-12-31'),
    known_times: all([]),
    known_at: all(null),
  }
}

/** Near the normal distribution with a mean of 10% and a deviation of 10%. */
export const makeColumn = (number: number): Column => {
  const random = randomFrom(SEED + 7_919 * (number + 1))
  const values = new Float64Array(COMPANIES)
  const reasons = new Uint8Array(COMPANIES)
  for (let row = 0; row < COMPANIES; row++) {
    const sum = random() + random() + random() + random()
    const fate = random()
    if (fate < MISSING) {
      values[row] = Number.NaN
      reasons[row] = 1
    } else {
      values[row] = 0.1 + (sum - 2) * 0.173
      if (fate > 1 - DOUBTED) reasons[row] = 0x80
    }
  }
  return { values, reasons }
}

/** Ten conditions, two of them percentiles by industry, and a sort. */
const CONDITIONS = [
  'm000 >= 2%',
  'm001 >= 1%',
  'm002 < 25%',
  'm003 > -5%',
  'm004 <= 30%',
  'm005 > 0%',
  'm006 < m007 + 20%',
  '(m008 > 5% or m009 > 5%)',
  'percentile(m010, industry) >= 30',
  'percentile(m011, industry) >= 30',
]
export const TEXT = `${CONDITIONS.join(' and ')} order by m012 desc`

/** The metrics that the screen reads. */
export const READ = Array.from({ length: 13 }, (_, number) => metricName(number))

/**
 * The same question over a table with a column a metric: all ranked among the companies of their
 * industry with a value; all industries here have more than ten. A missing value never passes.
 */
export const sqlOver = (from: string): string => {
  const percentile = (metric: string): string =>
    `case when ${metric} is not null then 100.0 * (` +
    `(count(${metric}) over (partition by industry)) - ` +
    `(rank() over (partition by industry order by ${metric} desc nulls last)) - ` +
    `((count(*) over (partition by industry, ${metric})) - 1) / 2.0) / ` +
    `((count(${metric}) over (partition by industry)) - 1) end`
  return `
    with ranked as (
      select id, ${READ.join(', ')}, ${percentile('m010')} as p010, ${percentile('m011')} as p011
      from ${from}
    )
    select id from ranked
    where m000 >= 0.02 and m001 >= 0.01 and m002 < 0.25 and m003 > -0.05 and m004 <= 0.3
      and m005 > 0 and m006 < m007 + 0.2 and (m008 > 0.05 or m009 > 0.05)
      and p010 >= 30 and p011 >= 30
    order by m012 desc nulls last, id`
}

/** The same over a row a figure. */
export const SQL_OVER_FIGURES = sqlOver(`(
      select c.id, c.industry, ${READ.map(
        (metric) => `max(f.value) filter (where f.metric = '${metric}') as ${metric}`,
      ).join(', ')}
      from companies c join figures f on f.company = c.id
      where f.metric in (${READ.map((metric) => `'${metric}'`).join(', ')})
      group by c.id, c.industry
    ) as wide`)
