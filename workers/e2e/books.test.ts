/**
 * A company through the running Workers as it is read by a page: its answer, the bytes of its book,
 * a few figures of it, and the reports that refer to it.
 */
import { get as httpGet, type IncomingHttpHeaders } from 'node:http'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Book } from '#shared/book/book.ts'
import { hashOfBytes, readBook } from '#shared/book/bytes.ts'
import { shownFactId } from '#shared/book/fact-id.ts'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import type { SentFinancials } from '#shared/contracts/facts.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import type { Report } from '#shared/contracts/orchestrator.ts'
import { startSystem, type System } from './harness.ts'

const RECORDED = ['US/AAPL', 'CN/600519.SH', 'HK/00700', 'JP/7203'] as const

let system: System
let database: pg.Client
beforeAll(async () => {
  system = await startSystem()
  database = new pg.Client({ connectionString: system.database.url })
  await database.connect()
})
afterAll(async () => {
  await database?.end()
  await system?.stop()
})

const company = async (path: string): Promise<CompanyAnswer> => {
  const { status, body } = await system.get(`/api/companies/${path}`)
  expect({ path, status }).toEqual({ path, status: 200 })
  return body as CompanyAnswer
}
/** The bytes as they are sent, which `fetch` would unpack. */
const onTheWire = (hash: string) =>
  new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const headers = { ...system.headers(), 'accept-encoding': 'gzip' }
    httpGet(`${system.url}/api/books/${hash}`, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(parts) }))
    }).on('error', reject)
  })
const raw = (hash: string, headers: Record<string, string> = {}) =>
  fetch(`${system.url}/api/books/${hash}`, { headers: { ...system.headers(), ...headers } })
const contentOf = async (hash: string) => {
  const book = readBook(await (await raw(hash)).text())
  if (book.is !== 'read') throw new Error(book.is)
  return new Book(book.packed, shownFactId).content()
}

describe.each(RECORDED)('%s', (path) => {
  test('the book says what the whole answer says', async () => {
    const { book, served_by, instrument } = await company(path)
    const whole = withOrigins((await system.get(`/api/financials/${path}`)).body as SentFinancials)
    const { as_of: _, served_by: by, attempts: __, ...content } = whole
    expect(await contentOf(book)).toEqual(content)
    expect(served_by).toEqual(by)
    expect(instrument).toEqual(whole.instrument)
  })

  test('of past days too, and in another currency where there is a rate', async () => {
    for (const day of ['2020-03-01', '2023-11-15', '2025-05-05']) {
      const answer = await system.get(`/api/companies/${path}?as_of=${day}`)
      const whole = await system.get(`/api/financials/${path}?as_of=${day}`)
      expect(answer.status).toBe(whole.status)
      if (answer.status !== 200) continue
      const {
        as_of,
        served_by: _,
        attempts: __,
        ...content
      } = withOrigins(whole.body as SentFinancials)
      const { book, as_of: at } = answer.body as CompanyAnswer
      expect(at).toBe(as_of)
      expect(await contentOf(book)).toEqual(content)
    }
  })
})

describe('the bytes of a book', () => {
  test('are those that are stored, and may be kept for ever', async () => {
    const { book } = await company('US/AAPL')
    const { headers, bytes } = await onTheWire(book)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers.etag).toBe(`"${book}"`)
    expect(headers['content-encoding']).toBe('gzip')
    expect(hashOfBytes(bytes)).toBe(book)
    const { rows } = await database.query('select bytes from books where hash = $1', [book])
    expect(bytes.equals(rows[0].bytes)).toBe(true)
    expect(gunzipSync(bytes).toString('utf8')).toBe(await (await raw(book)).text())
    expect(bytes.length).toBeLessThan(60_000)
  })

  test('are unpacked for a reader who does not take gzip', async () => {
    const { book } = await company('US/AAPL')
    const packed = await (await raw(book, { 'accept-encoding': 'gzip' })).text()
    for (const accepted of ['identity', 'gzip;q=0', 'br']) {
      const answer = await raw(book, { 'accept-encoding': accepted })
      expect(answer.headers.get('content-encoding')).not.toBe('gzip')
      expect(await answer.text()).toBe(packed)
    }
  })

  test('are not sent again to who has them', async () => {
    const { book } = await company('US/AAPL')
    const answer = await raw(book, { 'if-none-match': `W/"${book}", "other"` })
    expect(answer.status).toBe(304)
    expect(await answer.text()).toBe('')
    expect((await raw(book, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('an unknown hash and a text that is none are told apart', async () => {
    const unknown = await system.get(`/api/books/${'0'.repeat(64)}`)
    expect(unknown.status).toBe(404)
    expect(unknown.body).toMatchObject({ reason: 'book_not_found' })
    expect((await system.get('/api/books/x')).status).toBe(422)
    expect(unknown.headers.get('cache-control') ?? '').not.toContain('immutable')
  })
})

describe('a few figures', () => {
  test('come with their origin, and what is missing with its reason', async () => {
    const whole = withOrigins((await system.get('/api/financials/US/AAPL')).body as SentFinancials)
    const { status, body } = await system.get(
      '/api/figures/US/AAPL?names=revenue,roe,premiums_earned&periods=FY2025,FY2024',
    )
    expect(status).toBe(200)
    const answer = body as {
      book: string
      figures: { token: string; fact?: { id: string }; derived?: { id: string } }[]
      absences: unknown[]
    }
    expect(answer.figures.map(({ token }) => token)).toEqual([
      'revenue@FY2025',
      'revenue@FY2024',
      'roe@FY2025',
      'roe@FY2024',
    ])
    const [revenue, , roe] = answer.figures
    expect(revenue?.fact).toEqual(whole.facts.find(({ id }) => id === revenue?.fact?.id))
    expect(roe?.derived).toEqual(whole.derived.find(({ id }) => id === 'roe@FY2025'))
    expect(answer.book).toBe((await company('US/AAPL')).book)
    expect(answer.absences).toEqual(
      whole.absences.filter(
        ({ name, period }) => name === 'premiums_earned' && /^FY202[45]$/.test(period),
      ),
    )
  })

  test('as of a past day are those of that day', async () => {
    const at = async (query: string) =>
      (await system.get(`/api/figures/US/AAPL?names=revenue&periods=FY2025${query}`)).body as {
        figures: unknown[]
      }
    expect((await at('')).figures).toHaveLength(1)
    expect((await at('&as_of=2025-09-30')).figures).toHaveLength(0)
  })

  test.each([
    'names=revenue',
    'periods=FY2025',
    'names=&periods=FY2025',
    `names=${'x,'.repeat(1)}&periods=FY2025`,
    `names=${Array.from({ length: 101 }, (_, i) => `n${i}`).join()}&periods=FY2025`,
    `names=${'x'.repeat(101)}&periods=FY2025`,
    'names=revenue&periods=FY2025&other=1',
  ])('a question that is none is refused: %s', async (query) => {
    const { status, body } = await system.get(`/api/figures/US/AAPL?${query}`)
    expect(status).toBe(422)
    expect(body).toMatchObject({ reason: 'invalid_request' })
  })
})

test('a report refers to its book, which stays when a newer one comes', async () => {
  const { book } = await company('US/AAPL')
  const started = await system.post('/api/reports', {
    market: 'US',
    symbol: 'AAPL',
    model: 'builtin',
  })
  const { id } = started.body as Report
  const report = await vi.waitFor(
    async () => {
      const { body } = await system.get(`/api/reports/${id}`)
      expect(body).toMatchObject({ status: 'complete' })
      return body as Report
    },
    { timeout: 30_000, interval: 200 },
  )
  expect(report).toMatchObject({ book, reading: { attempts: expect.any(Array) } })
  const { rows } = await database.query('select inputs, book from reports where id = $1', [id])
  expect(rows).toEqual([{ inputs: null, book }])
  const {
    as_of: _,
    served_by: __,
    attempts: ___,
    ...content
  } = withOrigins((await system.get(`/api/reports/${id}/inputs`)).body as SentFinancials)
  await system.configure<{ valuation: { discount_rate: number } }>('system', (value) => ({
    ...value,
    valuation: { ...value.valuation, discount_rate: 0.095 },
  }))
  expect((await company('US/AAPL')).book).not.toBe(book)
  expect(await contentOf(book)).toEqual(content)
  expect(((await system.get(`/api/reports/${id}/export`)).body as string).length).toBeGreaterThan(
    1_000,
  )
  await expect(database.query('delete from books where hash = $1', [book])).rejects.toThrow()
})
