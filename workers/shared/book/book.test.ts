/** A book says what was packed into it, and its index says what the plainest index says. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertFinancials } from '../../aggregator/facts/convert.ts'
import { filedYears, soundWith } from '../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../e2e/fakes/read-path.ts'
import { recordedFinancials } from '../../e2e/fakes/recorded-report.ts'
import { packedBookSchema } from '../contracts/packed-book.ts'
import type { Financials } from '../contracts/facts.ts'
import type { Market } from '../names.ts'
import { encodeBook, readBook } from './bytes.ts'
import { BookIndex } from './figure-index.ts'
import { bookOf } from './of-content.ts'
import type { BookContent } from './packed.ts'
import { differences, openedBook } from './same-answers.fixture.ts'

const SHIPPED = join(import.meta.dirname, '../../aggregator/providers/shipped/data')
/** `us-aapl.json` and `cn-600519-sh.json` hold US:AAPL and CN:600519.SH. */
const RECORDED = readdirSync(SHIPPED).map((file): [Market, string] => {
  const [market = '', ...symbol] = file.replace('.json', '').toUpperCase().split('-')
  return [market as Market, symbol.join('.')]
})

/** What a book keeps of an answer: all but when and by whom it was read. */
const contentOf = ({
  as_of: _,
  served_by: __,
  attempts: ___,
  ...content
}: Financials): BookContent => content

const opened = openedBook

const sameIndex = (content: BookContent): void => {
  const found = differences(opened(content), content)
  expect(found.differ).toEqual([])
  expect(found.compared).toBeGreaterThan(content.facts.length)
  const index = new BookIndex(opened(content))
  for (const none of ['revenue@FY1800', 'no_such_name@FY2025', 'revenue']) {
    expect(index.get(none)).toBeUndefined()
    expect(index.has(none)).toBe(false)
  }
  expect(index.byId('no such id')).toBeUndefined()
}

const RATE = {
  from: 'USD',
  to: 'CNY',
  rate: '7.1',
  at: '2026-11-20T00:00:00.000Z',
  provider: 'test',
  source_url: 'https://rates.example/usd-cny',
  retrieved_at: '2026-11-21T00:00:00.000Z',
}

describe('of recorded companies', () => {
  test.each(RECORDED)('%s %s: the same content and the same index', async (market, symbol) => {
    const content = contentOf(await recordedFinancials(market, symbol))
    expect(opened(content).content()).toEqual(content)
    expect(bookOf(content).content()).toEqual(content)
    sameIndex(content)
  })

  test('converted to another currency', async () => {
    const financials = await recordedFinancials('US', 'AAPL')
    const converted = convertFinancials(financials, RATE.to, RATE)
    if (!converted.ok) throw new Error(converted.detail)
    const content = contentOf(converted.data)
    expect(content.conversion).toBeDefined()
    const book = opened(content)
    expect(book.content()).toEqual(content)
    sameIndex(content)
    // No id follows from a converted value, so none had to be written down.
    expect(book.packed.facts.extra.filter(([, { id }]) => id !== undefined)).toEqual([])
  })

  test('a book has the form that the interface describes', async () => {
    for (const [market, symbol] of RECORDED) {
      const { packed } = opened(contentOf(await recordedFinancials(market, symbol)))
      expect(packedBookSchema.parse(packed)).toEqual(packed)
    }
  })

  test('its text is ASCII, whatever names it has', async () => {
    const content = contentOf(await recordedFinancials('CN', '600519.SH'))
    const text = gunzipSync(encodeBook(content).bytes).toString('utf8')
    expect(text).toMatch(/^[\x20-\x7e]*$/)
    const read = readBook(text)
    expect(read.is === 'read' && read.packed.instrument).toEqual(content.instrument)
    expect(content.instrument.name).toMatch(/[^\x20-\x7e]/)
  })

  test('AAPL is 60 KB or less, with every figure', async () => {
    const { bytes } = encodeBook(contentOf(await recordedFinancials('US', 'AAPL')))
    expect(bytes.length).toBeLessThan(60_000)
  })
})

const yearly = fc.array(
  fc.option(fc.integer({ min: -900_000_000, max: 3_000_000_000 }), { nil: null }),
  { minLength: 5, maxLength: 5 },
)

test('of generated companies', () => {
  fc.assert(
    fc.property(yearly, yearly, fc.nat(4), (revenue, profit, odd) => {
      // A value of another scale fails checks, so doubts and mended figures are among them.
      const scaled = revenue.map((value, i) =>
        i === odd && value !== null ? value / 1_000 : value,
      )
      const filed = soundWith({
        flows: { 'us-gaap:Revenues': scaled, 'us-gaap:NetIncomeLoss': profit },
      })
      const content = contentOf(financialsOfFilings(filedYears(filed)))
      expect(opened(content).content()).toEqual(content)
      sameIndex(content)
    }),
    { numRuns: 40 },
  )
})
