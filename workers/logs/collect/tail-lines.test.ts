import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logger } from '#shared/log.ts'
import { withLogContext } from '#shared/logs/context.ts'
import { logLineSchema } from '#shared/contracts/logs.ts'
import { linesOf, type Tailed } from './tail-lines.ts'

const invocation = (change: Partial<Tailed> = {}): Tailed => ({
  scriptName: 'data-aggregator',
  eventTimestamp: Date.UTC(2026, 11, 1, 12),
  event: null,
  outcome: 'ok',
  logs: [],
  exceptions: [],
  ...change,
})

/** What the logger hands to the console. */
const written = (work: () => void): string[] => {
  const lines: string[] = []
  const before = { info: console.info, warn: console.warn, error: console.error }
  const take = (line: string) => void lines.push(line)
  Object.assign(console, { info: take, warn: take, error: take })
  try {
    work()
  } finally {
    Object.assign(console, before)
  }
  return lines
}

const told = {
  id: '0123456789abcdef-0000001',
  at: '2026-12-01T12:00:00.123Z',
  level: 'info',
  worker: 'data-aggregator',
  event: 'provider.asked',
  request_id: 'request-1234',
  span: '0123456789abcdef-0000000',
  provider: 'sec',
  dataset: 'statements',
  instrument: 'US:AAPL',
  outcome: 'served',
  reason: null,
  duration_ms: 17,
}
const one = (message: unknown, change: Partial<Tailed> = {}) =>
  linesOf(invocation({ logs: [{ message }], ...change }))

describe('a line of the logger', () => {
  it.each([
    ['as the platform hands it over', [JSON.stringify(told)], 'data-aggregator'],
    ['as a text alone', JSON.stringify(told), 'data-aggregator'],
    ['with the prefix of a local run', ['[data-aggregator]', JSON.stringify(told)], null],
  ])('is read %s', (_, message, scriptName) => {
    expect(one(message, { scriptName })).toEqual([
      {
        at: told.at,
        id: told.id,
        level: 'info',
        worker: 'data-aggregator',
        event: 'provider.asked',
        request_id: 'request-1234',
        report_id: null,
        span: told.span,
        parent: null,
        instrument: 'US:AAPL',
        provider: 'sec',
        route: null,
        status: null,
        duration_ms: 17,
        outcome: 'served',
        reason: null,
        text: 'provider.asked sec statements US:AAPL',
        fields: { dataset: 'statements' },
      },
    ])
  })

  it.each([
    ['the name of the script', 'config-service', JSON.stringify({ ...told, worker: undefined })],
    ['the prefix', null, ['[config-service]', JSON.stringify({ ...told, worker: undefined })]],
  ])('that names no Worker is of the one that %s tells', (_, scriptName, message) => {
    expect(one(message, { scriptName })[0]?.worker).toBe('config-service')
  })

  it('is what `logger` writes, with what is under way', () => {
    const context = {
      worker: 'report-orchestrator',
      request_id: 'request-1234',
      report_id: 'rep_1',
      span: 'a-1',
    } as const
    const [message] = written(() =>
      withLogContext(context, () => logger(null).warn('report.step', { step: 'finish', run: 1 })),
    )
    expect(one([message])).toMatchObject([
      {
        level: 'warn',
        worker: 'report-orchestrator',
        request_id: 'request-1234',
        report_id: 'rep_1',
        parent: 'a-1',
        fields: { step: 'finish', run: 1 },
      },
    ])
  })

  it.each([
    ['words', ['some words']],
    ['an object of another form', [JSON.stringify({ hello: 1 })]],
    ['JSON that is cut', [JSON.stringify(told).slice(0, -4)]],
    ['a list', ['[1]']],
    ['an id that is none', [JSON.stringify({ ...told, id: 'x y' })]],
    ['a time that is none', [JSON.stringify({ ...told, at: '2026-13-01T12:00:00.000Z' })]],
    ['an unknown level', [JSON.stringify({ ...told, level: 'debug' })]],
    ['an event that is none', [JSON.stringify({ ...told, event: 'GET /?key=1' })]],
    ['a line that is too long', [JSON.stringify({ ...told, more: 'x'.repeat(20_000) })]],
    ['nothing', []],
    ['null', null],
  ])('but not %s', (_, message) => {
    expect(one(message)).toEqual([])
  })

  it('keeps scalars of other fields, each bounded, and no more than thirty', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`f${at}`, at]))
    const [line] = one(JSON.stringify({ ...told, list: [1], object: { a: 1 }, ...many }))
    expect(Object.keys(line?.fields ?? {})).toHaveLength(30)
    const [long] = one(
      JSON.stringify({ ...told, note: 'n'.repeat(5_000), reason: 'r'.repeat(500) }),
    )
    expect([long?.fields.note, long?.reason].map((text) => String(text).length)).toEqual([200, 100])
  })
})

describe('an invocation that failed', () => {
  const failed = invocation({
    outcome: 'exception',
    entrypoint: 'QuoteCell',
    event: {
      request: {
        url: 'https://x/?key=canary',
        headers: { 'x-request-id': 'request-1234', authorization: 'Bearer canary' },
      },
    },
    exceptions: [{ timestamp: Date.UTC(2026, 11, 1, 12, 0, 1), name: 'TypeError' }],
  })

  it('is a line with the name of the error, the same one when it comes again', () => {
    expect(linesOf(failed)).toMatchObject([
      {
        at: '2026-12-01T12:00:01.000Z',
        level: 'error',
        event: 'invocation.failed',
        worker: 'data-aggregator',
        request_id: 'request-1234',
        reason: 'TypeError',
        outcome: 'exception',
      },
    ])
    expect(linesOf(failed)).toEqual(linesOf(failed))
    expect(logLineSchema.safeParse(linesOf(failed)[0]).success).toBe(true)
  })

  it('tells its outcome where there is no error', () => {
    expect(linesOf(invocation({ outcome: 'exceededCpu' }))).toMatchObject([
      { event: 'invocation.failed', reason: 'exceededCpu' },
    ])
    for (const outcome of ['ok', 'canceled', 'responseStreamDisconnected'])
      expect(linesOf(invocation({ outcome }))).toEqual([])
  })

  it('and one whose lines were cut says so', () => {
    expect(linesOf(invocation({ truncated: true }))).toMatchObject([
      { event: 'invocation.log_cut', level: 'warn' },
    ])
  })
})

/** Stands where keys and queries stand. Nothing of it may arrive. */
const CANARY = 'canary7f3a'

describe('whatever is handed over', () => {
  const around = fc.string({ unit: 'binary', maxLength: 30 })
  const scalars = fc.dictionary(
    fc.string({ maxLength: 12 }),
    fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null)),
  )

  it('no query string, header, message or foreign line arrives', () => {
    fc.assert(
      fc.property(around, around, scalars, (before, after, more) => {
        const address = `/api/${before.replaceAll(/[\\"]/g, '')}?${CANARY}=${after}`
        const lines = linesOf(
          invocation({
            outcome: 'exception',
            event: {
              request: {
                url: `https://host${address}`,
                headers: { authorization: CANARY, cookie: CANARY, 'x-key': CANARY },
              },
              rpcMethod: CANARY,
            },
            logs: [
              { message: [`words ${CANARY}`] },
              { message: [{ deep: CANARY }] },
              { message: [`{"${CANARY}": "${CANARY}"}`] },
              {
                message: [
                  JSON.stringify({
                    ...more,
                    ...told,
                    event: 'http.request',
                    method: 'GET',
                    path: address,
                    route: address,
                    address: `https://host${address}`,
                    encoded: address.replace('?', '%3F'),
                    nested: { key: CANARY },
                  }),
                ],
              },
            ],
            exceptions: [
              Object.assign({ timestamp: 1, name: 'Error' }, { message: CANARY, stack: CANARY }),
            ],
          }),
        )
        expect(lines).toHaveLength(2)
        expect(JSON.stringify(lines)).not.toContain(CANARY)
      }),
    )
  })

  it('fits the contract, and is text that a database takes', () => {
    fc.assert(
      fc.property(scalars, (more) => {
        for (const line of linesOf(
          invocation({ logs: [{ message: [JSON.stringify({ ...more, ...told, ...more })] }] }),
        )) {
          expect(logLineSchema.safeParse(line).error).toBeUndefined()
          expect(JSON.stringify(line)).not.toMatch(/\\u0000/)
        }
      }),
    )
  })
})
