/**
 * Counts lines by minute, by hour and in all: what the figures of the last hours and of Prometheus
 * are made of. Pure.
 */
import type { LogLine } from '#shared/contracts/logs.ts'
import { boundsOf, type Grain, GRAINS, type LogSeriesKind } from '#shared/logs/kinds.ts'

export interface SeriesCount {
  kind: LogSeriesKind
  worker: string
  name: string
  outcome: string
  count: number
  total: number
  buckets: number[]
}

export interface LogCount extends SeriesCount {
  grain: Grain
  /** RFC 3339: the beginning of the minute or hour, or of 1970. */
  since: string
}

interface CountIncrement {
  kind: LogSeriesKind
  name: string
  outcome: string
  value?: number | undefined
}

const HUNDRED = 100

const request = (line: LogLine): CountIncrement[] => {
  const { age_seconds } = line.fields
  const counted: CountIncrement[] = [
    {
      kind: 'request',
      name: line.route ?? 'none',
      outcome: `${Math.floor((line.status ?? 0) / HUNDRED)}xx`,
      value: line.duration_ms ?? undefined,
    },
  ]
  // The gateway alone: the aggregator would tell of the same read again.
  if (line.worker !== 'api-gateway') return counted
  if (typeof age_seconds === 'number')
    counted.push({ kind: 'quote', name: 'price', outcome: 'fresh', value: age_seconds })
  if (line.reason === 'quote_expired' || line.reason === 'quote_missing')
    counted.push({ kind: 'quote', name: 'price', outcome: line.reason.slice('quote_'.length) })
  return counted
}

const countedIn = (line: LogLine): CountIncrement[] => {
  const { fields, outcome, reason } = line
  const value = line.duration_ms ?? undefined
  const ended = reason ?? outcome ?? 'unknown'
  switch (line.event) {
    case 'http.request':
      return request(line)
    case 'provider.asked':
      return [
        {
          kind: 'provider',
          name: line.provider ?? 'unknown',
          outcome: outcome === 'held' || outcome === 'served' ? outcome : ended,
          value,
        },
      ]
    case 'object.called':
      return [{ kind: 'object', name: String(fields.object), outcome: outcome ?? 'unknown', value }]
    case 'model.called':
      return [
        {
          kind: 'model',
          name: String(fields.model),
          outcome: outcome === 'ok' ? outcome : ended,
          value: typeof fields.cost_usd === 'number' ? fields.cost_usd : undefined,
        },
      ]
    default:
      return []
  }
}

const HOUR = 'YYYY-MM-DDTHH'.length
const MINUTE = 'YYYY-MM-DDTHH:MM'.length

const sinceOf = (grain: Grain, at: string): string => {
  switch (grain) {
    case 'minute':
      return `${at.slice(0, MINUTE)}:00.000Z`
    case 'hour':
      return `${at.slice(0, HOUR)}:00:00.000Z`
    case 'ever':
      return new Date(0).toISOString()
  }
}

/** Adds up counts of the same time and series. */
export class LogCounts {
  readonly #by = new Map<string, LogCount>()

  add(at: string, worker: string, counted: CountIncrement, count = 1): void {
    for (const grain of GRAINS) this.#add(grain, sinceOf(grain, at), worker, counted, count)
  }

  #add(
    grain: Grain,
    since: string,
    worker: string,
    { kind, name, outcome, value }: CountIncrement,
    count: number,
  ): void {
    const key = [grain, since, kind, worker, name, outcome].join('\n')
    let sum = this.#by.get(key)
    if (!sum) {
      const bounds = boundsOf(kind)
      const buckets = bounds.length > 0 ? Array<number>(bounds.length + 1).fill(0) : []
      sum = { grain, since, kind, worker, name, outcome, count: 0, total: 0, buckets }
      this.#by.set(key, sum)
    }
    sum.count += count
    if (value === undefined) return
    sum.total += value
    const at_most = boundsOf(kind).findIndex((bound) => value <= bound)
    const bucket = at_most < 0 ? sum.buckets.length - 1 : at_most
    if (bucket >= 0) sum.buckets[bucket] = (sum.buckets[bucket] ?? 0) + 1
  }

  addLines(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.add(line.at, line.worker, { kind: 'line', name: line.level, outcome: '' })
      for (const counted of countedIn(line)) this.add(line.at, line.worker, counted)
    }
  }

  /** In one order for all writers, so that two of them never wait for each other. */
  get all(): LogCount[] {
    return [...this.#by].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
  }
}
