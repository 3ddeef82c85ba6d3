/**
 * The count of shares that a provider states beside the statements, for companies that file none:
 * those of the mainland, Hong Kong and Japan. It is taken only where it fits the average that the
 * statements say or imply. Pure.
 */
import type { ItemOf } from '../datasets/registry.ts'
import { dayOf } from '../days.ts'
import type { CompanyFigures, Input } from '../valuation/company-figures.ts'
import { type OrRefused, refused } from '../valuation/refusals.ts'
import { type KnownFact, type KnownFigures, STALE_DAYS } from './known.ts'
import type { Rows } from '../valuation/rows.ts'
import type { SplitBook } from './splits.ts'

/** A record of what a provider says of the number of a company's shares. */
export interface CountRecord {
  item: ItemOf<'shares'>
  known_at: string
  provider: string
  retrieved_at: string
  source_url: string | null
}

/**
 * A stated count may be off the average of the statements by this factor. A count of one class, of
 * depositary shares, or in another unit is off by more.
 */
const FIT_FACTOR = 1.3

interface CountOfDay extends CountRecord {
  date: string
  value: string
  field: string
}

const countsOf = (stated: readonly CountRecord[]): CountOfDay[] =>
  stated.flatMap((record) => {
    const { date, figures } = record.item
    const found = figures.find(({ concept }) => concept === 'shares_outstanding')
    return found?.unit === 'shares' && Number(found.value) > 0
      ? [{ ...record, date, value: found.value, field: found.provider_field }]
      : []
  })

/** The average of the newest period known on a day, as filed, else as income and EPS imply it. */
export const averageOn = (known: KnownFigures, day: string) =>
  known.average('shares_diluted', day) ??
  known.average('shares_basic', day) ??
  known.impliedAverage(day)

export interface CountBasis {
  known: KnownFigures
  splits: SplitBook
}

const fits = (count: CountOfDay, { known, splits }: CountBasis): boolean | null => {
  const day = count.known_at.slice(0, 10)
  const average = averageOn(known, day)
  if (!average || !(average.value > 0)) return null
  const apart = Number(count.value) / (average.value * splits.countFactor(average.known_at, day))
  return apart <= FIT_FACTOR && apart >= 1 / FIT_FACTOR
}

/** Stated counts as figures of past days, where they fit; none where the company files its own. */
export const statedFacts = (counts: readonly CountRecord[], basis: CountBasis): KnownFact[] =>
  basis.known.has('shares_outstanding')
    ? []
    : countsOf(counts)
        .filter((count) => fits(count, basis))
        .map(({ date, known_at, value }) => ({
          concept: 'shares_outstanding',
          start: null,
          end: date,
          value,
          unit: 'shares',
          known_at,
        }))

/** Shares of `day` for one share of the count. */
const factorTo = ({ date, known_at }: CountOfDay, day: string, { splits }: CountBasis): number =>
  date > day ? 1 / splits.countFactor(day, date) : splits.countFactor(known_at, day)

/**
 * The newest stated count, in shares of the day, as a figure; null where the company files its own,
 * or nobody states one.
 */
export const statedCount = (
  counts: readonly CountRecord[],
  basis: CountBasis,
  { rows, day }: { rows: Rows; day: string },
): OrRefused<{ input: Input }> | null => {
  if (basis.known.has('shares_outstanding')) return null
  const newest = countsOf(counts)
    .filter(({ date }) => dayOf(day) - dayOf(date) <= STALE_DAYS)
    .toSorted((a, b) => b.date.localeCompare(a.date))[0]
  if (!newest) return null
  const isFit = fits(newest, basis)
  if (isFit === null) return refused('count_unchecked')
  if (!isFit) return refused('count_doubtful')
  const { date, value, field, known_at: at, provider, retrieved_at, source_url } = newest
  const stated = { name: 'shares_stated', period: date, end: date, value, unit: 'shares' }
  const token = rows.stated(stated, { provider, field, at, retrieved_at, source_url })
  const factor = factorTo(newest, day, basis)
  const ofDay = { name: 'shares_of_day', period: day, end: day, unit: 'shares' }
  const count = Number(value) * factor
  const input: Input =
    factor === 1
      ? { ...stated, token, value: count, doubted: false }
      : {
          ...ofDay,
          token: rows.computed({ ...ofDay, value: count }, [token, `actions@${day}`]),
          value: count,
          doubted: false,
        }
  return { ok: true, input }
}

/** The figures of a company with a stated count in place of the one that it does not file. */
export const withStatedCount = (figures: CompanyFigures, input: Input): CompanyFigures => ({
  ...figures,
  newest: (name) => figures.newest(name) ?? (name === 'shares_outstanding' ? input : null),
})
