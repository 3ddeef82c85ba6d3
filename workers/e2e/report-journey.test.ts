/**
 * The main task on a machine without network and without keys: the recorded filings of a company
 * become a report.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { splitProse } from '#shared/figure-token.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { Fact, Financials, ReportInputs, SentFinancials } from '#shared/contracts/facts.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import type { Report, ReportPrompts, ReportSummary } from '#shared/contracts/orchestrator.ts'
import type { ReportComparison } from '#shared/contracts/report-comparison.ts'
import { apiClient } from '../dev/api-client.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system?.stop())

const financials = async (path: string): Promise<Financials> => {
  const { status, body } = await system.get(`/api/financials/${path}`)
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200)
  return withOrigins(body as SentFinancials)
}
const fact = (from: Financials, concept: string, period: string): Fact | undefined =>
  from.facts.find((f) => f.concept === concept && f.period === period)

const finished = async (id: string): Promise<Report> => {
  const events = []
  for await (const event of apiClient(system).events(id)) events.push(event)
  expect(events.at(-1)).toMatchObject({ type: 'report' })
  return (await system.get(`/api/reports/${id}`)).body as Report
}

test("AAPL's FY2025 revenue and diluted EPS lead to the filing on sec.gov", async () => {
  const apple = await financials('US/AAPL')
  for (const [concept, value, unit] of [
    ['revenue', '416161000000', 'USD'],
    ['eps_diluted', '7.46', 'USD/share'],
  ] as const) {
    const found = fact(apple, concept, 'FY2025')
    expect(found).toMatchObject({
      value,
      unit,
      provider: 'sec',
      provider_record: '0000320193-25-000079',
      filed_at: '2025-10-31',
    })
    expect(found?.source_url).toMatch(
      /^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\/320193\/000032019325000079\//,
    )
  }
  expect(apple.fiscal_years).toHaveLength(10)
  expect(apple.served_by.recorded).toMatchObject({
    original_provider: 'sec',
    recorded_at: '2026-03-25',
  })
  // Those without a key are passed over; each of the others is asked before the recording stands
  // in.
  expect(
    apple.attempts.filter((a) => a.outcome === 'skipped').every((a) => a.reason === 'no_key'),
  ).toBe(true)
  expect(
    apple.attempts.filter((a) => a.outcome !== 'skipped').map((a) => [a.provider, a.outcome]),
  ).toEqual([
    ['sec', 'failed'],
    ['yahoo', 'failed'],
    ['eastmoney', 'failed'],
    ['recorded', 'served'],
  ])
})

test('NVDA FY2024 diluted EPS is 1.19 today and 11.93 as of a day before the split', async () => {
  expect(fact(await financials('US/NVDA'), 'eps_diluted', 'FY2024')?.value).toBe('1.19')
  const before = await financials('US/NVDA?as_of=2024-06-01')
  expect(fact(before, 'eps_diluted', 'FY2024')?.value).toBe('11.93')
  expect(before.facts.every((f) => f.known_at <= '2024-06-02T03:59:59.999Z')).toBe(true)
})

test("NVDA's revenue runs to its newest filing although the tag was changed", async () => {
  const nvidia = await financials('US/NVDA')
  const newest = (concept: string) =>
    nvidia.facts
      .filter((f) => f.concept === concept && f.start !== null)
      .map((f) => f.end)
      .sort()
      .at(-1) ?? ''
  expect(newest('revenue')).toBe(newest('net_income'))
  expect(newest('revenue') > '2026-01-01').toBe(true)
})

test('the fourth quarter is the year less nine months; its EPS only where the share count held', async () => {
  const apple = await financials('US/AAPL')
  const q4 = apple.derived.find((d) => d.id === 'revenue@2025Q4')
  expect(q4).toMatchObject({
    value: '102466000000',
    unit: 'USD',
    formula: 'quarter_by_subtraction',
  })
  expect(q4?.inputs).toEqual(
    expect.arrayContaining([
      fact(apple, 'revenue', 'FY2025')?.id,
      fact(apple, 'revenue', '2025-9M')?.id,
    ]),
  )
  const nvidia = await financials('US/NVDA')
  for (const d of nvidia.derived.filter((one) =>
    /^eps_(basic|diluted)@20(21|24|25)Q4$/.test(one.id),
  ))
    expect(Number(d.value)).toBeGreaterThan(0)
  expect(nvidia.derived.find((d) => d.id === 'eps_diluted@2022Q4')).toBeUndefined()
})

test('a report by the builtin analyst completes, every figure in it resolves, and it is sealed', async () => {
  const created = await system.post('/api/reports', {
    market: 'US',
    symbol: 'AAPL',
    model: 'builtin',
    language: 'en',
  })
  expect(created.status).toBe(202)
  const report = await finished((created.body as ReportSummary).id)
  expect(report).toMatchObject({
    status: 'complete',
    seal: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  // The rating was computed once, is an exhibit under the seal, and rests on figures of the report.
  expect(report.exhibits?.map(({ kind }) => kind)).toContain('rating')
  const rating = report.rating
  if (!rating) throw new Error('no rating')
  expect(rating.fundamentals).toMatchObject({ grade: 'strong', missing: [], dangers: [] })
  expect(rating.price).toEqual({ grade: 'not_rated', score: null, missing: ['no_price'] })
  expect(rating.pillars.length).toBeGreaterThanOrEqual(3)
  expect(report.sections.map((s) => [s.module, s.status])).toEqual([
    ['profile', 'complete'],
    ['fundamental_analysis', 'complete'],
    ['valuation', 'complete'],
    // Without a network these have nothing to read.
    ['market', 'skipped'],
    ['peers', 'skipped'],
    ['news', 'skipped'],
    ['ownership', 'skipped'],
    ['risks', 'complete'],
    ['bull_case', 'complete'],
    ['bear_case', 'complete'],
    ['conclusion', 'complete'],
  ])
  const inputs = (await system.get(`/api/reports/${report.id}/inputs`)).body as ReportInputs
  const { exhibits } = (await system.get(`/api/reports/${report.id}/exhibits`)).body as {
    exhibits: Exhibit[]
  }
  const { book, reading } = figuresOf(withOrigins(inputs))
  const figures = new ReportFigureIndex(book, reading, exhibits)
  const cited = report.sections.flatMap((s) =>
    splitProse(s.text ?? '').filter((p) => p.kind !== 'text'),
  )
  const rests = [...rating.tests, ...rating.risks, ...rating.pillars].flatMap((one) => one.tokens)
  expect(rests.length).toBeGreaterThan(30)
  for (const token of rests) expect(figures.has(token), token).toBe(true)
  expect(exhibits.find(({ kind }) => kind === 'rating')).toEqual(rating)
  expect(cited.length).toBeGreaterThan(30)
  for (const part of cited)
    expect(part.kind === 'figure' && figures.has(part.token), JSON.stringify(part)).toBe(true)
  expect(report.sections.flatMap((s) => s.unverified)).toEqual([])
  const markdown = (await system.get(`/api/reports/${report.id}/export`)).body as string
  expect(markdown).toContain('](https://www.sec.gov/Archives/edgar/data/320193/')
  expect(markdown).not.toContain('{{')
  expect(markdown).toContain('**Fundamentals: strong**')
})

test.each(['CN:600519.SH', 'CN:000002.SZ', 'HK:00700', 'JP:7203'])(
  '%s gets a true report in Chinese from what was recorded',
  async (id) => {
    const [market, symbol] = id.split(':')
    const created = await system.post('/api/reports', {
      market,
      symbol,
      model: 'builtin',
      language: 'zh',
    })
    const report = await finished((created.body as ReportSummary).id)
    expect(report.status).toBe('complete')
    expect(
      report.sections
        .filter(({ reason }) => reason !== 'exhibits_absent')
        .every((s) => s.status === 'complete' && /[\u4e00-\u9fff]/.test(s.text ?? '')),
    ).toBe(true)
    expect(report.sections.filter(({ status }) => status === 'complete')).toHaveLength(7)
  },
)

test('a report is run again on its stored inputs, and the two are compared', async () => {
  const created = await system.post('/api/reports', {
    market: 'US',
    symbol: 'MRVL',
    model: 'builtin',
    language: 'en',
  })
  const first = await finished((created.body as ReportSummary).id)
  const key = { 'idempotency-key': 'again' }
  const started = await system.post(`/api/reports/${first.id}/again`, {}, key)
  expect(started.status, JSON.stringify(started.body)).toBe(202)
  const again = await finished((started.body as ReportSummary).id)
  expect(await system.post(`/api/reports/${first.id}/again`, {}, key)).toMatchObject({
    status: 200,
    body: { id: again.id },
  })
  expect(again).toMatchObject({
    status: 'complete',
    inputs_of: first.id,
    model: 'builtin',
    language: 'en',
    book: first.book,
    reading: first.reading,
    exhibits: first.exhibits,
  })
  expect(again.sections.every(({ reused }) => reused === null)).toBe(true)
  expect(again.sections.map(({ text }) => text)).toEqual(first.sections.map(({ text }) => text))
  const same = await system.get(`/api/reports/${again.id}/compare/${first.id}`)
  expect(same).toMatchObject({
    status: 200,
    body: {
      before: first.id,
      after: again.id,
      same: { inputs: true, language: true },
      figures: { changed: 0, added: 0, removed: 0 },
      exhibits: [],
      rating: { tests: [], pillars: [], risks: [] },
    },
  })
  const { sections } = same.body as ReportComparison
  expect(
    sections.every(
      ({ sentences, same: kept, after }) =>
        sentences.length === 0 && (kept > 0 || after?.status !== 'complete'),
    ),
  ).toBe(true)

  const zh = await system.post(`/api/reports/${first.id}/again`, { language: 'zh' })
  expect(await finished((zh.body as ReportSummary).id)).toMatchObject({
    status: 'complete',
    language: 'zh',
  })
  const listed = (await system.get('/api/reports?instrument=US:MRVL')).body as {
    reports: ReportSummary[]
  }
  expect(listed.reports.map(({ inputs_of }) => inputs_of)).toEqual([first.id, first.id, null])

  const early = await system.post('/api/reports', {
    market: 'US',
    symbol: 'MRVL',
    model: 'builtin',
    language: 'en',
    as_of: '2024-01-31',
  })
  const then = await finished((early.body as ReportSummary).id)
  const changes = (await system.get(`/api/reports/${first.id}/compare/${then.id}`))
    .body as ReportComparison
  expect(changes.same.inputs).toBe(false)
  expect(changes.figures.added).toBeGreaterThan(50)
  expect(changes.rating.tests.length).toBeGreaterThan(3)
  expect(changes.sections.some(({ refigured }) => refigured > 0)).toBe(true)

  const missing = await system.post('/api/reports/rep_00000000000000/again', {})
  expect(missing).toMatchObject({ status: 404, body: { reason: 'report_not_found' } })
  const other = await system.post('/api/reports', {
    market: 'US',
    symbol: 'AAPL',
    model: 'builtin',
    language: 'en',
  })
  const apple = await finished((other.body as ReportSummary).id)
  expect(await system.get(`/api/reports/${first.id}/compare/${apple.id}`)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'params.other' }] },
  })
})

test('the same idempotency key makes one report; with another request it is refused', async () => {
  const key = { 'idempotency-key': 'one-and-the-same' }
  const body = { market: 'US', symbol: 'MRVL', model: 'builtin' }
  const [a, b] = await Promise.all([
    system.post('/api/reports', body, key),
    system.post('/api/reports', body, key),
  ])
  expect((a.body as ReportSummary).id).toBe((b.body as ReportSummary).id)
  const other = await system.post('/api/reports', { ...body, symbol: 'AAPL' }, key)
  expect(other).toMatchObject({ status: 409, body: { reason: 'idempotency_conflict' } })
})

test('a second read of stored facts asks no provider again within the rules', async () => {
  const again = await financials('US/AAPL')
  expect(again.attempts.every((a) => a.outcome === 'stored' || a.outcome === 'skipped')).toBe(true)
})

test('exhibits that nobody has are absent with their reason, and a module of them alone is skipped', async () => {
  type Configured = { version: number; value: Record<string, unknown>[] }
  const { version, value } = (await system.get('/api/config/analysis-modules')).body as Configured
  const put = (expected_version: number, modules: Record<string, unknown>[]) =>
    system.put(
      '/api/config/analysis-modules',
      { expected_version, value: modules },
      { authorization: `Bearer ${ADMIN_TOKEN}` },
    )
  const voices = {
    id: 'voices',
    names: { en: 'Voices', zh: '消息' },
    needs: [],
    facts: [],
    reads: [
      { exhibit: 'news', days: 90, limit: 30 },
      { exhibit: 'filings' },
      { exhibit: 'holders' },
    ],
    prompt: 'profile',
    model: 'default',
    max_output_tokens: 4096,
  }
  const wrong = { ...voices, reads: [{ exhibit: 'market', days: 3 }, { exhibit: 'rumours' }] }
  expect((await put(version, [...value, wrong])).body).toMatchObject({
    errors: [
      {
        path: expect.stringMatching(`${value.length}\\.reads\\.0\\.days$`),
        reason: 'setting_unused',
      },
      {
        path: expect.stringMatching(`${value.length}\\.reads\\.1\\.exhibit$`),
        reason: 'exhibit_unknown',
      },
    ],
  })
  const saved = await put(version, [...value, voices])
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const created = await system.post('/api/reports', {
    market: 'US',
    symbol: 'AAPL',
    model: 'builtin',
    language: 'en',
  })
  const report = await finished((created.body as ReportSummary).id)
  expect(report.status).toBe('complete')
  const told = (report.exhibits ?? []).filter(({ kind }) => /news|filings|holders/.test(kind))
  expect(told.map(({ kind, hash }) => [kind, hash])).toEqual([
    ['holders', null],
    ['news', null],
    ['filings', null],
  ])
  expect(told.every(({ absent, silence }) => absent && silence)).toBe(true)
  const section = report.sections.find(({ module }) => module === 'voices')
  expect(section).toMatchObject({ status: 'skipped', reason: 'exhibits_absent', text: null })
  expect(section?.detail).toMatch(/^news: \w+; filings: \w+; holders: \w+$/)
  const markdown = (await system.get(`/api/reports/${report.id}/export`)).body as string
  expect(markdown).toContain('### News\n\n> Could not be had')
  expect(
    (
      await system.post('/api/analyze', {
        market: 'US',
        symbol: 'AAPL',
        model: 'builtin',
        module: 'voices',
      })
    ).body,
  ).toMatchObject({ reason: 'no_data' })
})

test('a report keeps the prompts it was written with, whatever is written or taken back after', async () => {
  const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
  const path = '/api/config/prompts/profile'
  const promptsOf = async () => {
    const created = await system.post('/api/reports', {
      market: 'US',
      symbol: 'AAPL',
      model: 'builtin',
      language: 'en',
    })
    const { id } = await finished((created.body as ReportSummary).id)
    return {
      id,
      profile: async () => {
        const { body } = await system.get(`/api/reports/${id}/prompts`)
        const { config_version, modules } = body as ReportPrompts
        return {
          version: config_version,
          text: modules.find(({ module }) => module === 'profile')?.text,
        }
      },
    }
  }
  const shipped = (await system.get(path)).body as { value: string }
  const first = await promptsOf()
  const value = `Be brief about {company}.\n\n{figures}`
  const saved = await system.put(path, { value }, { ...admin, 'if-match': '"0"' })
  const { config_version: version } = saved.body as { config_version: number }
  const second = await promptsOf()
  const back = await system.post(
    '/api/config/history/prompts%2Fprofile/0/rollback',
    {},
    { ...admin, 'if-match': String(saved.headers.get('etag')) },
  )
  expect(back).toMatchObject({ status: 200, body: { version: 2, value: shipped.value } })
  const third = await promptsOf()
  expect(await first.profile()).toEqual({ version: version - 1, text: shipped.value })
  expect(await second.profile()).toEqual({ version, text: value })
  expect(await third.profile()).toEqual({ version: version + 1, text: shipped.value })
  const history = await system.get('/api/config/history/prompts%2Fprofile', admin)
  expect(history.body).toMatchObject({
    versions: [
      { author: 'administrator', origin: 'rollback', rolled_back_to: 0 },
      { author: 'administrator', origin: 'write' },
    ],
  })
})
