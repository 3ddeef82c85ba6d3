/**
 * Collects the exhibit `estimates`: the consensus by period and its revision, ratings and price
 * targets, results against what was expected, and the company's own guidance.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { ok } from '#shared/contracts/problem.ts'
import { dayOf } from '#shared/days.ts'
import { ESTIMATED } from '#shared/exhibits/terms/estimates.ts'
import { Rows } from '#shared/valuation/rows.ts'
import type { ExhibitCollector } from './collector.ts'
import { originOf, questionOf, type StoredRecord } from './records.ts'

type StoredEstimate = ItemOf<'estimates'>
type EstimateRecord = StoredRecord<'estimates'>
type Of<K extends StoredEstimate['kind']> = EstimateRecord & {
  item: Extract<StoredEstimate, { kind: K }>
}

/** Periods that a token can have; other words of providers are not cited. */
const PERIOD = /^(?:FY\d{4}|\d{4}Q[1-4]|\d{4}H[12]|\d{4}-9M)$/
/** Days after its end for which a period without a report is still one that is expected. */
const UNREPORTED_DAYS = 150
/** Days between two readings of a consensus that are a revision and no noise. */
const REVISION_DAYS = 25
/** Most periods of each concept, and most results. */
const MOST_PERIODS = 8

const ofKind = <K extends StoredEstimate['kind']>(records: readonly EstimateRecord[], kind: K) =>
  records
    .filter((record): record is Of<K> => record.item.kind === kind)
    .toSorted((a, b) => b.item.as_of.localeCompare(a.item.as_of))

const keyOf = ({ item }: { item: { concept: string; period: string } }): string =>
  `${item.concept} ${item.period}`

/** The newest of each concept and period that a token can have. */
const newestOf = <R extends { item: { concept: string; period: string } }>(
  records: readonly R[],
): R[] => [
  ...new Map(
    records
      .filter(({ item }) => item.concept in ESTIMATED && PERIOD.test(item.period))
      .toReversed()
      .map((record) => [keyOf(record), record]),
  ).values(),
]

const stemOf = (concept: string): string => ESTIMATED[concept]?.stem ?? concept

/** The newest first, at most so many of each concept. */
const fewOf = <R extends { item: { concept: string; period: string } }>(records: R[]): R[] => {
  const seen = new Map<string, number>()
  return records
    .toSorted((a, b) => b.item.period.localeCompare(a.item.period))
    .filter(({ item }) => {
      const count = (seen.get(item.concept) ?? 0) + 1
      seen.set(item.concept, count)
      return count <= MOST_PERIODS
    })
}

const addConsensus = (table: Rows, all: readonly Of<'consensus'>[], today: string): void => {
  const expected = newestOf(all).filter(
    ({ item }) =>
      item.period_end === null || dayOf(item.period_end) + UNREPORTED_DAYS >= dayOf(today),
  )
  for (const record of fewOf(expected)) {
    const { item } = record
    const { period, unit, as_of } = item
    const stem = stemOf(item.concept)
    const origin = (field: string) => originOf(record, `${item.concept} ${field}`, as_of)
    const row = (suffix: string, value: string, of = unit) => ({
      name: `${stem}_${suffix}`,
      period,
      end: as_of,
      value,
      unit: of,
    })
    const mean = table.stated(row('consensus', item.mean), origin('mean'))
    if (item.high !== null) table.stated(row('consensus_high', item.high), origin('high'))
    if (item.low !== null) table.stated(row('consensus_low', item.low), origin('low'))
    if (item.analysts !== null)
      table.stated(row('consensus_analysts', String(item.analysts), 'count'), origin('analysts'))
    const before = all.find(
      (other) =>
        keyOf(other) === keyOf(record) &&
        other.provider === record.provider &&
        other.item.unit === unit &&
        dayOf(other.item.as_of) + REVISION_DAYS <= dayOf(as_of),
    )
    if (!before) continue
    const former = table.stated(
      { ...row('consensus_before', before.item.mean), end: before.item.as_of },
      originOf(before, `${item.concept} mean`, before.item.as_of),
    )
    const [now, then] = [Number(item.mean), Number(before.item.mean)]
    if (then > 0)
      table.computed({ ...row('consensus_revision', ''), unit: 'ratio', value: now / then - 1 }, [
        mean,
        former,
      ])
    else table.miss(`${stem}_consensus_revision`, period, 'losses')
  }
}

const addResults = (table: Rows, all: readonly Of<'surprise'>[]): void => {
  for (const record of fewOf(newestOf(all))) {
    const { item } = record
    const stem = stemOf(item.concept)
    const about = { period: item.period, end: item.period_end ?? item.as_of, unit: item.unit }
    const reported = table.stated(
      { ...about, name: `${stem}_reported`, value: item.actual },
      originOf(record, `${item.concept} actual`, item.as_of),
    )
    if (item.estimate === null) continue
    const expected = table.stated(
      { ...about, name: `${stem}_expected`, value: item.estimate },
      originOf(record, `${item.concept} estimate`, item.as_of),
    )
    const value = Number(item.actual) / Number(item.estimate) - 1
    if (Number(item.estimate) > 0)
      table.computed({ ...about, name: `${stem}_surprise`, unit: 'ratio', value }, [
        reported,
        expected,
      ])
    else table.miss(`${stem}_surprise`, item.period, 'losses')
  }
}

const addGuidance = (table: Rows, all: readonly Of<'guidance'>[], today: string): void => {
  const open = newestOf(all).filter(({ item }) => item.period_end >= today)
  for (const record of fewOf(open)) {
    const { item } = record
    for (const end of ['low', 'high'] as const) {
      const value = item[end]
      if (value === null) continue
      table.stated(
        {
          name: `${stemOf(item.concept)}_guidance_${end}`,
          period: item.period,
          end: item.as_of,
          value,
          unit: item.unit,
        },
        originOf(record, `${item.concept} guidance ${end}`, item.as_of),
      )
    }
  }
}

const addOpinions = (table: Rows, records: readonly EstimateRecord[]): void => {
  const [rating] = ofKind(records, 'rating')
  if (rating) {
    const { item } = rating
    const add = (name: string, field: string, value: number) =>
      table.stated(
        { name, period: item.as_of, end: item.as_of, value: String(value), unit: 'count' },
        originOf(rating, field, item.as_of),
      )
    add('ratings_buy', 'strong_buy + buy', item.strong_buy + item.buy)
    add('ratings_hold', 'hold', item.hold)
    add('ratings_sell', 'sell + strong_sell', item.sell + item.strong_sell)
  }
  const [target] = ofKind(records, 'price_target')
  if (!target) return
  const { item } = target
  const { as_of, unit } = item
  const prices = [
    ['target_price', 'mean', item.mean],
    ['target_price_median', 'median', item.median],
    ['target_price_high', 'high', item.high],
    ['target_price_low', 'low', item.low],
  ] as const
  for (const [name, field, value] of prices)
    if (value !== null)
      table.stated(
        { name, period: as_of, end: as_of, value, unit },
        originOf(target, `price target ${field}`, as_of),
      )
}

/** The exhibit from the records that are known, of any kind. */
export const estimatesExhibit = (
  instrument: string,
  as_of: string,
  records: readonly EstimateRecord[],
): ExhibitOf<'estimates'> => {
  const table = new Rows()
  const today = as_of.slice(0, 10)
  addConsensus(table, ofKind(records, 'consensus'), today)
  addResults(table, ofKind(records, 'surprise'))
  addGuidance(table, ofKind(records, 'guidance'), today)
  addOpinions(table, records)
  return { kind: 'estimates', instrument, as_of, rows: table.rows, absences: table.absences }
}

export const estimates: ExhibitCollector<'estimates'> = {
  step: 'estimates',
  async collect({ subject, aggregator }) {
    const answer = await aggregator.call('getEstimates', questionOf(subject))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    return ok(estimatesExhibit(instrument.id, subject.read_at, items))
  },
}
