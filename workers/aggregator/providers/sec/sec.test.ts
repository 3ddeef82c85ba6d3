import { describe, expect, it } from 'vitest'
import { caseContext, caseQuery } from '../test/case.ts'
import type { CompanyQuery } from '../../model/provider.ts'
import { sec } from './index.ts'
import { companyFacts, filing } from './companyfacts.fixture.ts'

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
  filings: {
    recent: {
      accessionNumber: ['0000950170-25-025210'],
      form: ['10-K'],
      primaryDocument: ['brka-20241231.htm'],
    },
  },
}
const facts = companyFacts(
  { 'us-gaap:Revenues': { USD: [k24.over('2024-01-01', '2024-12-31', 371_433_000_000)] } },
  1067983,
)

const TICKERS = 'https://www.sec.gov/files/company_tickers.json'
const SUBMISSIONS = 'https://data.sec.gov/submissions/CIK0001067983.json'
const FACTS = 'https://data.sec.gov/api/xbrl/companyfacts/CIK0001067983.json'
const json = (value: unknown) => () => new Response(JSON.stringify(value))
const good: Record<string, () => Response | Promise<Response>> = {
  [TICKERS]: json(tickers),
  [SUBMISSIONS]: json(submissions),
  [FACTS]: json(facts),
}

const provider = sec.datasets.statements
/** Reads BRK.B, or another, with some answers replaced; gives what was asked, too. */
const read = async (
  change: Record<string, () => Response | Promise<Response>> = {},
  query: Partial<CompanyQuery> = {},
  memory: Record<string, string> = {},
) => {
  const asked: string[] = []
  const answers = { ...good, ...change }
  const { context } = caseContext({ answers: [] }, { key: null, timeoutMs: 50 })
  const answer = await provider?.fetch(caseQuery({ market: 'US', symbol: 'BRK.B', query }), {
    ...context,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push(`${request.url} ${request.headers.get('user-agent')}`)
      const respond = answers[request.url]
      if (!respond) throw new Error(`unexpected call: ${request.url}`)
      return await respond()
    },
    memory: {
      get: async (name) => memory[name] ?? null,
      put: async (name, value) => {
        memory[name] = value
      },
    },
  })
  if (!answer) throw new Error('no statements are declared')
  return {
    answer,
    asked: asked.map((line) => line.split(' ')[0]),
    agents: new Set(asked.map((line) => line.slice(line.indexOf(' ') + 1))),
    memory,
  }
}
const known = (cik: string): CompanyQuery['known'] => ({
  id: 'US:BRK.B',
  market: 'US',
  symbol: 'BRK.B',
  name: 'BERKSHIRE HATHAWAY INC',
  names: {},
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: { cik },
})

describe('sec', () => {
  it('reads a company in three calls that carry the User-Agent', async () => {
    const { answer, asked, agents } = await read()
    expect(asked.sort()).toEqual([FACTS, SUBMISSIONS, TICKERS].sort())
    expect([...agents]).toEqual(['Test test@example.com'])
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
          {
            concept: 'revenue',
            value: '371433000000',
            source: 0,
            source_url: expect.stringMatching(/1067983\/000095017025025210\/brka-20241231\.htm$/),
          },
        ],
        sources: [{ url: FACTS }, { url: SUBMISSIONS }],
        recorded: null,
      },
    })
  })

  it('a refresh costs two calls: the CIK is remembered for a day, or known', async () => {
    const { memory } = await read()
    expect(memory).toEqual({ 'cik:BRK.B': '1067983' })
    expect((await read({}, {}, memory)).asked).toEqual([SUBMISSIONS, FACTS])
    const again = await read({}, { known: known('0001067983') })
    expect([again.answer.ok, again.asked]).toEqual([true, [SUBMISSIONS, FACTS]])
  })

  it.each([
    ['has lost the ticker', json({ ...submissions, cik: '11', tickers: [] })],
    ['is not there', () => new Response('<Error/>', { status: 404 })],
  ])('a known CIK that %s is looked up anew', async (_, respond) => {
    const old = {
      'https://data.sec.gov/submissions/CIK0000000011.json': respond,
      'https://data.sec.gov/api/xbrl/companyfacts/CIK0000000011.json': json(facts),
    }
    const { answer, asked, memory } = await read(old, { known: known('0000000011') })
    expect(answer).toMatchObject({
      ok: true,
      data: { instrument: { identifiers: { cik: '0001067983' } } },
    })
    expect(asked).toHaveLength(5)
    expect(memory).toEqual({ 'cik:BRK.B': '1067983' })
  })

  it('does not know a ticker that EDGAR does not list, and asks no further', async () => {
    const { answer, asked } = await read({}, { symbol: 'NOPE' })
    expect(answer).toEqual({
      ok: false,
      reason: 'not_found',
      detail: "sec: NOPE is not in EDGAR's list of tickers",
    })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['facts of another CIK', { [FACTS]: json({ ...facts, cik: 320193 }) }, 'CIK 320193'],
    [
      'submissions of another CIK',
      { [SUBMISSIONS]: json({ ...submissions, cik: '320193' }) },
      'CIK 320193',
    ],
    [
      'submissions that do not name the ticker',
      { [SUBMISSIONS]: json({ ...submissions, tickers: ['AAPL'] }) },
      'BRK.B',
    ],
  ])('%s are the wrong instrument', async (_, change, named) => {
    const { answer } = await read(change)
    expect(answer).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
      detail: expect.stringMatching(/^sec: /),
    })
    expect(answer.ok ? '' : answer.detail).toContain(named)
  })

  it.each([
    [
      'ticker',
      { [TICKERS]: json({ '0': { cik_str: 1, ticker: 5, title: 'X' } }) },
      'company_tickers.json does not have the expected form at 0.ticker',
    ],
    [
      'name',
      { [SUBMISSIONS]: json({ ...submissions, name: 7 }) },
      'submissions does not have the expected form at name',
    ],
    [
      'facts',
      { [FACTS]: json({ cik: 1067983, entityName: 'X', facts: [] }) },
      'companyfacts does not have the expected form at facts',
    ],
    [
      'value',
      {
        [FACTS]: json({
          ...facts,
          facts: {
            'us-gaap': { Assets: { units: { USD: [{ ...k24.at('2024-12-31', 1), val: null }] } } },
          },
        }),
      },
      'facts.us-gaap.Assets.units.USD[0].val',
    ],
  ])('a %s of a wrong type is malformed and named', async (_, change, named) => {
    const { answer } = await read(change)
    expect(answer).toMatchObject({ ok: false, reason: 'malformed' })
    expect(answer.ok ? '' : answer.detail).toContain(named)
  })

  it.each([
    [
      'a page',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'transient',
    ],
    ['half a document', () => new Response('{"cik":1067983,"fac'), 'malformed'],
    ['403, its rate limit', () => new Response('<html>', { status: 403 }), 'rate_limit'],
    ['500', () => new Response('', { status: 500 }), 'transient'],
    ['nothing', () => new Promise<Response>(() => {}), 'timeout'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ])('%s for companyfacts is a failure with the host named', async (_, answer, reason) => {
    expect((await read({ [FACTS]: answer })).answer).toMatchObject({
      ok: false,
      reason,
      detail: expect.stringMatching(/^sec: data\.sec\.gov /),
    })
  })

  it('429 says when to come back', async () => {
    const limited = () => new Response('', { status: 429, headers: { 'retry-after': '600' } })
    expect((await read({ [TICKERS]: limited })).answer).toMatchObject({
      ok: false,
      reason: 'rate_limit',
      retry_after_seconds: 600,
      detail: 'sec: www.sec.gov answered HTTP 429',
    })
  })

  it('a company without periodic reports in XBRL is empty, and so is one without companyfacts: its submissions are there', async () => {
    expect(
      (await read({ [FACTS]: () => new Response('<Error/>', { status: 404 }) })).answer,
    ).toMatchObject({ ok: false, reason: 'empty' })
    expect((await read({ [FACTS]: json(companyFacts({}, 1067983)) })).answer).toMatchObject({
      ok: false,
      reason: 'empty',
    })
  })
})
