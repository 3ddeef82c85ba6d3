import { describe, expect, it } from 'vitest'
import type { ProviderContext } from '../provider.ts'
import { sec } from './index.ts'
import { companyFacts, filing } from './sec-fixture.ts'

const k24 = filing('0000950170-25-025210', '10-K', '2025-02-24', 2024, 'FY')
const tickers = {
  '0': { cik_str: 789019, ticker: 'MSFT', title: 'MICROSOFT CORP' },
  '1': { cik_str: 1067983, ticker: 'BRK-B', title: 'BERKSHIRE HATHAWAY INC' },
}
const submissions = {
  cik: '0001067983',
  name: 'BERKSHIRE HATHAWAY INC',
  tickers: ['BRK-B', 'BRK-A'],
  exchanges: ['NYSE', 'NYSE'],
  sic: '6331',
  sicDescription: 'Fire, Marine & Casualty Insurance',
  fiscalYearEnd: '1231',
  filings: { recent: { accessionNumber: ['0000950170-25-025210'], form: ['10-K'], primaryDocument: ['brka-20241231.htm'] } },
}
const facts = companyFacts({ 'us-gaap:Revenues': { USD: [k24.over('2024-01-01', '2024-12-31', 371_433_000_000)] } }, 1067983)

const TICKERS = 'https://www.sec.gov/files/company_tickers.json'
const SUBMISSIONS = 'https://data.sec.gov/submissions/CIK0001067983.json'
const FACTS = 'https://data.sec.gov/api/xbrl/companyfacts/CIK0001067983.json'
const json = (value: unknown) => () => new Response(JSON.stringify(value))
const good: Record<string, () => Response | Promise<Response>> = { [TICKERS]: json(tickers), [SUBMISSIONS]: json(submissions), [FACTS]: json(facts) }

const asked: string[] = []
const context = (answers: Record<string, () => Response | Promise<Response>>): ProviderContext => ({
  requestId: 'test-request',
  now: () => new Date('2026-11-22T12:00:00Z'),
  fetch: async (input, init) => {
    const request = new Request(input, init)
    asked.push(`${request.url} ${request.headers.get('user-agent')}`)
    const answer = answers[request.url]
    if (!answer) throw new Error(`unexpected call: ${request.url}`)
    return await answer()
  },
})
const provider = sec({ userAgent: 'Test test@example.com', timeoutMs: 50 })
const read = (change: Record<string, () => Response | Promise<Response>> = {}, symbol = 'BRK.B') =>
  provider.statements('US', symbol, context({ ...good, ...change }))

describe('sec', () => {
  it('reads a company in three calls that carry the User-Agent', async () => {
    asked.length = 0
    const answer = await read()
    expect(asked.sort()).toEqual([FACTS, SUBMISSIONS, TICKERS].map((url) => `${url} Test test@example.com`).sort())
    expect(answer).toMatchObject({
      ok: true,
      data: {
        instrument: {
          id: 'US:BRK.B',
          name: 'BERKSHIRE HATHAWAY INC',
          exchange: 'NYSE',
          industry: 'Fire, Marine & Casualty Insurance',
          fiscal_year_end: '12-31',
          identifiers: { cik: '0001067983', sic: '6331' },
        },
        facts: [
          { concept: 'revenue', value: '371433000000', source: 0, source_url: expect.stringMatching(/1067983\/000095017025025210\/brka-20241231\.htm$/) },
        ],
        sources: [{ url: FACTS }, { url: SUBMISSIONS }],
        recorded: null,
      },
    })
  })

  it('lists tickers under canonical symbols', async () => {
    expect(await provider.tickers(context(good))).toMatchObject({
      ok: true,
      data: [{ symbol: 'MSFT' }, { market: 'US', symbol: 'BRK.B', identifiers: { cik: '0001067983' } }],
    })
  })

  it('does not know a ticker that EDGAR does not list, and asks no further', async () => {
    asked.length = 0
    expect(await read({}, 'NOPE')).toEqual({ ok: false, reason: 'not_found', detail: "sec: NOPE is not in EDGAR's list of tickers" })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['facts of another CIK', { [FACTS]: json({ ...facts, cik: 320193 }) }, 'CIK 320193'],
    ['submissions of another CIK', { [SUBMISSIONS]: json({ ...submissions, cik: '320193' }) }, 'CIK 320193'],
    ['submissions that do not name the ticker', { [SUBMISSIONS]: json({ ...submissions, tickers: ['AAPL'] }) }, 'BRK.B'],
  ])('%s are the wrong instrument', async (_, change, named) => {
    const answer = await read(change)
    expect(answer).toMatchObject({ ok: false, reason: 'wrong_instrument', detail: expect.stringMatching(/^sec: /) })
    expect(answer.ok ? '' : answer.detail).toContain(named)
  })

  it.each([
    ['ticker', { [TICKERS]: json({ '0': { cik_str: 1, ticker: 5, title: 'X' } }) }, 'company_tickers.json does not have the expected form at 0.ticker'],
    ['name', { [SUBMISSIONS]: json({ ...submissions, name: 7 }) }, 'submissions does not have the expected form at name'],
    ['facts', { [FACTS]: json({ cik: 1067983, entityName: 'X', facts: [] }) }, 'companyfacts does not have the expected form at facts'],
    [
      'value',
      { [FACTS]: json({ ...facts, facts: { 'us-gaap': { Assets: { units: { USD: [{ ...k24.at('2024-12-31', 1), val: null }] } } } } }) },
      'facts.us-gaap.Assets.units.USD[0].val',
    ],
  ])('a %s of a wrong type is malformed and named', async (_, change, named) => {
    const answer = await read(change)
    expect(answer).toMatchObject({ ok: false, reason: 'malformed' })
    expect(answer.ok ? '' : answer.detail).toContain(named)
  })

  it.each([
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'malformed'],
    ['half a document', () => new Response('{"cik":1067983,"fac'), 'malformed'],
    ['403, its rate limit', () => new Response('<html>', { status: 403 }), 'rate_limit'],
    ['404', () => new Response('<Error/>', { status: 404 }), 'not_found'],
    ['500', () => new Response('', { status: 500 }), 'transient'],
    ['nothing', () => new Promise<Response>(() => {}), 'timeout'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ])('%s for companyfacts is a failure with the host named', async (_, answer, reason) => {
    expect(await read({ [FACTS]: answer })).toMatchObject({ ok: false, reason, detail: expect.stringMatching(/^sec: data\.sec\.gov /) })
  })

  it('429 says when to come back', async () => {
    const limited = () => new Response('', { status: 429, headers: { 'retry-after': '600' } })
    expect(await read({ [TICKERS]: limited })).toMatchObject({
      ok: false,
      reason: 'rate_limit',
      retry_after_seconds: 600,
      detail: 'sec: www.sec.gov answered HTTP 429',
    })
  })

  it('a company without periodic reports in XBRL is empty', async () => {
    expect(await read({ [FACTS]: json(companyFacts({}, 1067983)) })).toMatchObject({ ok: false, reason: 'empty' })
  })
})
