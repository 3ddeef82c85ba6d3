/** The figures of a stretch of time from its counts. Pure. */
import type { LogMetric, LogMetricSlot, LogMetrics } from '#shared/contracts/logs.ts'
import { MAX_RECORDS } from '#shared/lengths.ts'
import { boundsOf, type LogSeriesKind } from '#shared/logs/kinds.ts'
import { quantileOf } from '#shared/logs/quantile.ts'
import type { SeriesCount } from '../batch/counts.ts'
import { divisionOf, type SlotCount } from '../store/read-counts.ts'

const [HALF, MOST] = [0.5, 0.95]
/** Ends of a question to a provider that are no failure of the provider. */
const SERVED: ReadonlySet<string> = new Set(['served', 'held', 'not_found', 'empty', 'no_data'])

export const isFailure = ({ kind, outcome }: Pick<SeriesCount, 'kind' | 'outcome'>): boolean =>
  kind === 'request'
    ? outcome === '5xx'
    : kind === 'provider'
      ? !SERVED.has(outcome)
      : outcome === 'failed'

const added = (of: readonly SeriesCount[]): Pick<SeriesCount, 'count' | 'total' | 'buckets'> => {
  const buckets: number[] = []
  let [count, total] = [0, 0]
  for (const one of of) {
    count += one.count
    total += one.total
    for (const [at, value] of one.buckets.entries()) buckets[at] = (buckets[at] ?? 0) + value
  }
  return { count, total, buckets }
}

const quantile = (kind: LogSeriesKind, of: readonly SeriesCount[], q: number): number | null =>
  quantileOf(boundsOf(kind), added(of).buckets, q)

const sum = (of: readonly SeriesCount[]): number =>
  of.reduce((before, { count }) => before + count, 0)

const isOf =
  (kind: LogSeriesKind) =>
  (one: SeriesCount): boolean =>
    one.kind === kind

const seriesOf = (counts: readonly SlotCount[]): LogMetric[] =>
  [
    ...Map.groupBy(counts, ({ kind, worker, name, outcome }) =>
      [kind, worker, name, outcome].join('\n'),
    ).values(),
  ]
    .flatMap((of): LogMetric[] => {
      const [first] = of
      if (!first) return []
      const { kind, worker, name, outcome } = first
      const { count, total } = added(of)
      const [p50, p95] = [quantile(kind, of, HALF), quantile(kind, of, MOST)]
      return [{ kind, worker, name, outcome, count, total, p50, p95 }]
    })
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_RECORDS)

const atGateway = (one: SeriesCount): boolean =>
  one.kind === 'request' && one.worker === 'api-gateway'

const spent = (counts: readonly SeriesCount[]): number => added(counts.filter(isOf('model'))).total

const slotOf = (at: Date, counts: readonly SlotCount[]): LogMetricSlot => {
  const requests = counts.filter(atGateway)
  const asked = counts.filter(isOf('provider'))
  return {
    at: at.toISOString(),
    requests: sum(requests),
    errors: sum(requests.filter(isFailure)),
    p95_ms: quantile('request', requests, MOST),
    provider_calls: sum(asked.filter(({ outcome }) => outcome !== 'held')),
    provider_failures: sum(asked.filter(isFailure)),
    model_usd: spent(counts),
  }
}

export const metricsOf = (counts: readonly SlotCount[], from: Date, to: Date): LogMetrics => {
  const bySlot = Map.groupBy(counts, ({ slot }) => slot)
  const { slots } = divisionOf(from, to)
  const width = (to.getTime() - from.getTime()) / slots
  const requests = counts.filter(atGateway)
  const quotes = counts.filter(isOf('quote'))
  const quotesThatAre = (outcome: string) => quotes.filter((one) => one.outcome === outcome)
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    series: seriesOf(counts),
    slots: Array.from({ length: slots }, (_, slot) =>
      slotOf(new Date(from.getTime() + slot * width), bySlot.get(slot) ?? []),
    ),
    gateway: {
      requests: sum(requests),
      errors: sum(requests.filter(isFailure)),
      p50_ms: quantile('request', requests, HALF),
      p95_ms: quantile('request', requests, MOST),
    },
    quotes: {
      fresh: sum(quotesThatAre('fresh')),
      expired: sum(quotesThatAre('expired')),
      missing: sum(quotesThatAre('missing')),
      p95_age_seconds: quantile('quote', quotesThatAre('fresh'), MOST),
    },
    model_usd: spent(counts),
  }
}
