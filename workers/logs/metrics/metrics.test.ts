import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DURATION_BOUNDS, type Grain, SERIES_KINDS } from '#shared/logs/kinds.ts'
import { quantileOf } from '#shared/logs/quantile.ts'
import { logLine } from '../log-lines.fixture.ts'
import { LogCounts } from '../batch/counts.ts'
import { exposition } from './exposition.ts'
import { metricsOf } from './metrics-of.ts'

const FROM = new Date('2026-12-01T12:00:00Z')
const TO = new Date('2026-12-01T13:00:00Z')

const countsOf = (lines: ReturnType<typeof logLine>[], of: Grain = 'ever') => {
  const counts = new LogCounts()
  counts.addLines(lines)
  return counts.all.filter(({ grain }) => grain === of)
}
const slotted = (lines: ReturnType<typeof logLine>[]) =>
  countsOf(lines, 'minute').map((count) => ({
    ...count,
    slot: Math.floor((Date.parse(count.since) - FROM.getTime()) / 60_000),
  }))

const price = { route: '/api/financials/{market}/{symbol}/realtime' }
const LINES = [
  logLine({ duration_ms: 4 }),
  logLine({ duration_ms: 800, at: '2026-12-01T12:30:00.000Z', status: 503, level: 'warn' }),
  logLine({ worker: 'data-aggregator', status: 500 }),
  logLine({ ...price, fields: { age_seconds: 3 } }),
  logLine({ ...price, status: 404, reason: 'quote_expired' }),
  logLine({ ...price, status: 404, reason: 'quote_missing' }),
  logLine({ event: 'provider.asked', provider: 'sec', outcome: 'served', duration_ms: 20 }),
  logLine({ event: 'provider.asked', provider: 'fmp', outcome: 'failed', reason: 'timeout' }),
  logLine({ event: 'provider.asked', provider: 'fmp', outcome: 'held', reason: 'timeout' }),
  logLine({ event: 'provider.asked', provider: 'fmp', outcome: 'not_found', reason: 'not_found' }),
  logLine({ event: 'model.called', outcome: 'ok', fields: { model: 'gemini', cost_usd: 0.25 } }),
  logLine({
    event: 'model.called',
    outcome: 'failed',
    reason: 'model_auth',
    fields: { model: 'gemini' },
  }),
  logLine({ event: 'object.called', outcome: 'ok', fields: { object: 'QuoteCell' } }),
]

describe('the figures of the last hours', () => {
  const metrics = metricsOf(slotted(LINES), FROM, TO)

  it('are of the gateway where they tell of requests, each counted once', () => {
    expect(metrics.gateway).toMatchObject({ requests: 5, errors: 1 })
    expect(metrics.quotes).toEqual({ fresh: 1, expired: 1, missing: 1, p95_age_seconds: 4.85 })
    expect(metrics.model_usd).toBe(0.25)
  })

  it('have the course of the hour in equal parts', () => {
    expect(metrics.slots).toHaveLength(60)
    expect(metrics.slots[0]).toMatchObject({
      at: FROM.toISOString(),
      requests: 4,
      errors: 0,
      // What a gate held back was no call.
      provider_calls: 3,
      provider_failures: 1,
      model_usd: 0.25,
    })
    expect(metrics.slots[30]).toMatchObject({ requests: 1, errors: 1 })
  })

  it('name each series with its outcome', () => {
    const named = metrics.series.map(({ kind, name, outcome }) => `${kind} ${name} ${outcome}`)
    expect(named).toEqual(
      expect.arrayContaining([
        'provider fmp timeout',
        'provider fmp held',
        'provider fmp not_found',
        'model gemini model_auth',
        'object QuoteCell ok',
      ]),
    )
  })
})

describe('a quantile', () => {
  it.each([
    [[0, 0, 0], null],
    [[10, 0, 0], 5],
    [[0, 10, 0], 15],
    [[0, 0, 4], 20],
  ])('of %j is %s', (buckets, expected) => {
    expect(quantileOf([10, 20], buckets, 0.5)).toBe(expected)
  })

  it('lies within the bucket of the exact one', () => {
    const values = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.95), (durations, q) => {
        const [counts] = countsOf(durations.map((duration_ms) => logLine({ duration_ms }))).filter(
          ({ kind }) => kind === 'request',
        )
        const exact = durations.toSorted((a, b) => a - b)[Math.ceil(q * durations.length) - 1] ?? 0
        const most = DURATION_BOUNDS.find((bound) => exact <= bound) ?? 0
        const least = DURATION_BOUNDS[DURATION_BOUNDS.findIndex((bound) => bound >= most) - 1] ?? 0
        const told = quantileOf(DURATION_BOUNDS, counts?.buckets ?? [], q) ?? Number.NaN
        expect(told).toBeGreaterThanOrEqual(least)
        expect(told).toBeLessThanOrEqual(most)
      }),
    )
  })
})

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"'
const HELP = new RegExp(`^# HELP (${NAME}) (?:[^\\\\\\n]|\\\\[\\\\n])+$`)
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|histogram)$`)
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (\\+Inf|[0-9.e+-]+)$`)

/** Reads the format by its rules, and fails where a line breaks one. */
const readExposition = (text: string) => {
  expect(text.endsWith('\n')).toBe(true)
  const families = new Map<string, { type: string; samples: [string, string, number][] }>()
  let open = ''
  for (const line of text.slice(0, -1).split('\n')) {
    const help = HELP.exec(line)
    const type = TYPE.exec(line)
    if (help) {
      open = help[1] ?? ''
      expect(families.has(open), `${open} is told once`).toBe(false)
    } else if (type) {
      expect(type[1]).toBe(open)
      families.set(open, { type: type[2] ?? '', samples: [] })
    } else {
      const sample = SAMPLE.exec(line)
      expect(sample, line).not.toBeNull()
      const family = families.get(open)
      const name = sample?.[1] ?? ''
      expect(
        family?.type === 'histogram'
          ? ['_bucket', '_sum', '_count'].map((end) => `${open}${end}`)
          : [open],
      ).toContain(name)
      family?.samples.push([name, sample?.[2] ?? '', Number(sample?.[3])])
    }
  }
  return families
}

describe('the text for Prometheus', () => {
  it('keeps the rules of its format', () => {
    const families = readExposition(exposition(countsOf(LINES)))
    for (const [name, { type, samples }] of families) {
      expect(name.endsWith('_total'), name).toBe(type === 'counter')
      const labelled = samples.map(([sample, labels]) => `${sample} ${labels}`)
      expect(new Set(labelled).size, `${name}: each series once`).toBe(labelled.length)
    }
    const durations = families.get('http_request_duration_seconds')?.samples ?? []
    const ofGateway = durations.filter(([, labels]) =>
      labels.includes('worker="api-gateway",route="/api/reports"'),
    )
    const buckets = ofGateway.filter(([name]) => name.endsWith('_bucket')).map(([, , n]) => n)
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b))
    expect(buckets).toHaveLength(DURATION_BOUNDS.length + 1)
    expect(ofGateway.at(-1)).toEqual([expect.stringMatching(/_count$/), expect.any(String), 2])
    expect(ofGateway.at(-2)?.[2]).toBeCloseTo(0.804)
    expect(buckets.at(-1)).toBe(2)
  })

  it('escapes what names say', () => {
    const families = readExposition(
      exposition(countsOf([logLine({ route: 'a"b\\c\nd' }), logLine({ route: '文字{}=,' })])),
    )
    const labels = families.get('http_requests_total')?.samples.map(([, told]) => told)
    expect(labels).toContain('worker="api-gateway",route="a\\"b\\\\c\\nd",code="2xx"')
  })

  it('is whole without a count, and says something of every kind', () => {
    expect(readExposition(exposition([])).size).toBe(13)
    expect(SERIES_KINDS).toHaveLength(8)
  })
})
