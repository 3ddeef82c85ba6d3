/**
 * Reports that the real Gemini client writes, with a local server that speaks the protocol of
 * Gemini.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import type { ReportCost } from '#shared/contracts/model-ledger.ts'
import type {
  AgainRequest,
  Report,
  ReportEstimate,
  ReportSummary,
} from '#shared/contracts/orchestrator.ts'
import { type Draft, withPiece } from '#shared/drafts.ts'
import { apiClient } from '../dev/api-client.ts'
import { CHROMIUM, expectNoFaults, hasChromium, openBrowser } from './browser.ts'
import { type FakeGemini, type GeminiAnswer, startFakeGemini } from './fakes/gemini.ts'
import { startSystem, type System } from './harness.ts'

const KEY = 'canary-key-7f3a'
let gemini: FakeGemini
let system: System
beforeAll(async () => {
  gemini = await startFakeGemini()
  system = await startSystem({
    secrets: { analysis: { GEMINI_API_KEY: KEY, GEMINI_BASE_URL: gemini.url } },
  })
})
afterAll(async () => {
  await system?.stop()
  await gemini?.close()
})

const begin = async (...answers: GeminiAnswer[]): Promise<string> => {
  gemini.requests.length = 0
  gemini.script(...answers)
  const created = await system.post('/api/reports', {
    market: 'US',
    symbol: 'AAPL',
    model: 'gemini',
    fresh: true,
  })
  return (created.body as ReportSummary).id
}

const write = async (...answers: GeminiAnswer[]): Promise<Report> => {
  const id = await begin(...answers)
  for await (const event of apiClient(system).events(id))
    if (event.type === 'report' && event.status !== 'queued' && event.status !== 'running') break
  return (await system.get(`/api/reports/${id}`)).body as Report
}
const fine = (text: string): GeminiAnswer => ({
  kind: 'text',
  text,
  thoughts: 'thinking aloud',
  usage: { input: 1000, output: 200, thoughts: 50 },
})

/** Without a network there is nothing for these modules to read; all others are written. */
const UNREAD = ['market', 'peers', 'news', 'ownership']
const WRITTEN = 7
const writtenOf = ({ sections }: Report) =>
  sections.filter(({ module }) => !UNREAD.includes(module))

test('streamed text becomes sections, thoughts stay out, tokens and money are counted', async () => {
  const report = await write(fine('Revenue was {{revenue@FY2025}}.'))
  expect(report).toMatchObject({ status: 'complete' })
  for (const unread of UNREAD)
    expect(report.sections.find(({ module }) => module === unread)).toMatchObject({
      status: 'skipped',
      reason: 'exhibits_absent',
      detail: expect.stringMatching(unread === 'market' ? /^market: empty$/ : /^\w+: \w+/),
    })
  expect(writtenOf(report)).toHaveLength(WRITTEN)
  for (const section of writtenOf(report)) {
    expect(section).toMatchObject({
      status: 'complete',
      text: 'Revenue was {{revenue@FY2025}}.',
      cited: ['revenue@FY2025'],
      unverified: [],
    })
    expect(section.usage).toMatchObject({
      provider: 'gemini',
      calls: 1,
      input_tokens: 1000,
      output_tokens: 250,
    })
    // 1,000 in at 0.75 and 250 out at 3.75 dollars a million: the price in force until the end of
    // 2026.
    expect(section.usage?.cost_usd).toBeGreaterThan(0)
  }
  expect(gemini.requests).toHaveLength(WRITTEN)
  expect(gemini.requests.every((request) => request.key === KEY)).toBe(true)
  expect(JSON.stringify(gemini.requests[0]?.body)).toContain('revenue@FY2025')
})

test('a right number in digits becomes a figure; a wrong one is sent back once, then marked', async () => {
  const report = await write(
    fine('Revenue was $416.2 billion in fiscal 2025, and the moon costs $777.7 billion.'),
  )
  const [first] = report.sections
  expect(first?.text).toContain('{{revenue@FY2025}}')
  expect(first?.text).toMatch(/\{\{\?[^}]*777\.7[^}]*\}\}/)
  expect(first?.unverified).toHaveLength(1)
  expect(first?.findings).toEqual([expect.stringMatching(/^[a-z_]+$/)])
  const markdown = (await system.get(`/api/reports/${report.id}/export`)).body as string
  expect(markdown).toMatch(/~~[^~]*777\.7[^~]*~~ \(unverified: [a-z ]+\)/)
  expect(first?.usage?.calls).toBe(2)
  expect(gemini.requests).toHaveLength(2 * WRITTEN)
})

test('a 429 with RetryInfo is waited out', async () => {
  const report = await write(
    { kind: 'rate_limited', retry_delay: '1s' },
    fine('Written after waiting.'),
  )
  expect(writtenOf(report).map((s) => s.status)).toEqual(Array(WRITTEN).fill('complete'))
  expect(gemini.requests).toHaveLength(1 + WRITTEN)
})

test('a blocked module fails with its reason and the others go on', async () => {
  const report = await write({ kind: 'candidate_blocked', text: 'Half a sen' }, fine('Written.'))
  expect(report.sections[0]).toMatchObject({
    status: 'failed',
    reason: 'model_blocked',
    text: null,
  })
  expect(report.status).toBe('complete')
  expect(
    writtenOf(report)
      .slice(1)
      .map((s) => s.status),
  ).toEqual(Array(WRITTEN - 1).fill('complete'))
  // The module after it is told.
  expect(JSON.stringify(gemini.requests[1]?.body)).toMatch(
    /Company profile[^"]*failed|failed[^"]*Company profile/i,
  )
})

test('a refused key is met once: the modules after it are skipped with the reason', async () => {
  const report = await write({ kind: 'error', status: 403 })
  expect(report).toMatchObject({ status: 'failed', reason: 'model_auth' })
  expect(report.sections.map((s) => [s.status, s.reason])).toEqual([
    ['failed', 'model_auth'],
    ...Array(WRITTEN + UNREAD.length - 1).fill(['skipped', 'needs_failed']),
  ])
  expect(gemini.requests).toHaveLength(1)
})

test('a stream that is cut each time ends as such, after its retries, and no half text is kept', async () => {
  const report = await write({ kind: 'cut', text: 'Half a sentence about ' })
  expect(report.status).toBe('failed')
  expect(report.sections[0]).toMatchObject({
    status: 'failed',
    reason: 'model_stream_broken',
    text: null,
  })
})

/** An answer that goes on after each of its texts when the test lets it. */
const held = (texts: readonly string[], cut = false) => {
  const gates = texts.map(() => Promise.withResolvers<void>())
  let at = 0
  const next = async () => gates[at++]?.promise
  return {
    answer: { kind: 'held', texts, next, cut } as const,
    /** Lets it go on after so many of its texts. */
    letGo: (count: number) => {
      for (const gate of gates.slice(0, count)) gate.resolve()
    },
  }
}

/** A reader of the profile's draft, who knows the events up to number `after`. */
const draftReader = (id: string, after = 0) => {
  const events = apiClient(system).events(id, after)
  let draft: Draft | undefined
  let seq = after
  const ended: string[] = []
  return {
    /** What is known of the draft after each piece of it, up to this text or the end. */
    async until(text: string | null): Promise<string[]> {
      const seen: string[] = []
      while (text === null || draft?.text !== text) {
        const { done, value: event } = await events.next()
        if (done) break
        if (event.type !== 'text') {
          seq = event.seq
          if (event.type === 'module' && event.status === 'complete') ended.push(event.module)
        } else if (event.module === 'profile') {
          draft = withPiece(draft, event)
          seen.push(draft?.text ?? '')
        }
      }
      return seen
    },
    ended: () => ended,
    seq: () => seq,
    leave: () => events.return(undefined),
  }
}

test('a text is seen while it is written, by all alike, and goes on after a cut connection', async () => {
  const first = held(['Revenue was {{reve', 'nue@FY2025}}.', ' It rose', ' by much.'])
  const id = await begin(first.answer, fine('Written.'))
  const early = draftReader(id)
  await early.until('Revenue was {{reve')
  first.letGo(1)
  await early.until('Revenue was {{revenue@FY2025}}.')
  expect((await system.get(`/api/reports/${id}`)).body).toMatchObject({
    status: 'running',
    sections: expect.arrayContaining([
      expect.objectContaining({ module: 'profile', status: 'running', text: null }),
    ]),
  })
  await early.leave()
  first.letGo(2)
  const late = draftReader(id)
  const again = draftReader(id, early.seq())
  for (const reader of [late, again]) await reader.until('Revenue was {{revenue@FY2025}}. It rose')
  expect(again.ended()).toEqual([])
  first.letGo(4)
  for (const reader of [late, again]) {
    await reader.until(null)
    expect(reader.ended()).toHaveLength(WRITTEN)
  }
  const report = (await system.get(`/api/reports/${id}`)).body as Report
  expect(report.sections[0]).toMatchObject({
    status: 'complete',
    text: 'Revenue was {{revenue@FY2025}}. It rose by much.',
  })
})

test('the text of a try that is cut is taken away, and that of the next one takes its place', async () => {
  const cut = held(['Half a sen'], true)
  const whole = held(['Another text.'])
  const reader = draftReader(await begin(cut.answer, whole.answer, fine('Written.')))
  await reader.until('Half a sen')
  cut.letGo(1)
  const seen = await reader.until('Another text.')
  expect(seen.filter((text) => text !== '')).toEqual(['Another text.'])
  whole.letGo(1)
  await reader.until(null)
  expect(reader.ended()).toContain('profile')
})

const costOf = async (id: string): Promise<ReportCost> =>
  (await system.get(`/api/reports/${id}/cost`)).body as ReportCost

test('what a report cost is told call by call, those that failed too', async () => {
  const report = await write({ kind: 'rate_limited', retry_delay: '1s' }, fine('Written.'))
  const cost = await costOf(report.id)
  expect(cost.calls.map(({ outcome }) => outcome)).toEqual([
    'model_rate_limited',
    ...Array(WRITTEN).fill('ok'),
  ])
  // The bill of the stand-in: seven calls of 1,000 tokens in and 250 out, 50 of them thinking.
  const sum = (field: 'input_tokens' | 'output_tokens' | 'thinking_tokens') =>
    cost.calls.reduce((total, call) => total + (call[field] ?? 0), 0)
  expect([sum('input_tokens'), sum('output_tokens'), sum('thinking_tokens')]).toEqual([
    1_000 * WRITTEN,
    250 * WRITTEN,
    50 * WRITTEN,
  ])
  const told = report.sections.reduce((total, { usage }) => total + (usage?.cost_usd ?? 0), 0)
  expect(cost.cost_usd).toBeGreaterThan(0)
  expect(cost.cost_usd).toBeCloseTo(told, 9)
})

test('where the quota is spent the rule analyst writes what is missing, and what is written stays', async () => {
  const report = await write(fine('Revenue was {{revenue@FY2025}}.'), { kind: 'daily_quota' })
  const states = new Map(report.sections.map(({ module, reason }) => [module, reason]))
  expect([...states.values()]).toContain('model_quota_exhausted')
  const [first] = report.sections
  expect(first?.status).toBe('complete')
  gemini.requests.length = 0
  const wish = { model: 'builtin', keep_written: true }
  expect(
    await system.post(`/api/reports/${report.id}/again`, { ...wish, language: 'zh' }),
  ).toMatchObject({ status: 422, body: { errors: [{ path: 'body.language' }] } })
  const again = await system.post(`/api/reports/${report.id}/again`, wish)
  const { id } = again.body as ReportSummary
  for await (const event of apiClient(system).events(id))
    if (event.type === 'report' && event.status !== 'queued' && event.status !== 'running') break
  const filled = (await system.get(`/api/reports/${id}`)).body as Report
  expect(filled).toMatchObject({ status: 'complete', inputs_of: report.id })
  expect(writtenOf(filled).map(({ status }) => status)).toEqual(Array(WRITTEN).fill('complete'))
  expect(filled.sections[0]).toMatchObject({
    text: first?.text,
    reused: { report: report.id },
    usage: { provider: 'gemini', calls: 0 },
  })
  const others = writtenOf(filled).slice(1)
  expect(new Set(others.map(({ usage }) => usage?.provider))).toEqual(new Set(['builtin']))
  expect(gemini.requests).toHaveLength(0)
})

/** Has the configuration name the fallback while `work` runs; with one more model on the list. */
const withFallback = async <T>(fallback: string, work: () => Promise<T>): Promise<T> => {
  const before = (await system.get('/api/config/system')).body as { value: SystemConfig }
  const { models } = before.value
  const [first] = models.list
  if (!first) throw new Error('models are shipped')
  const second = { ...first, id: 'second', model: 'gemini-second' }
  const list = [...models.list, second]
  await system.configure<SystemConfig>('system', (config) => ({
    ...config,
    models: { ...models, list, fallback },
  }))
  try {
    return await work()
  } finally {
    await system.configure<SystemConfig>('system', (config) => ({ ...config, models }))
  }
}

test('a model that is not offered: the fallback writes that section, and who was asked first is told', async () => {
  const report = await withFallback('second', () =>
    write({ kind: 'error', status: 404 }, fine('Revenue was {{revenue@FY2025}}.')),
  )
  expect(report.status).toBe('complete')
  const [first, ...others] = writtenOf(report)
  const fallback = {
    asked: 'gemini',
    model: 'gemini-3.8-flash',
    reason: 'model_bad_request',
    by: 'second',
  }
  expect(first).toMatchObject({ status: 'complete', usage: { model: 'gemini-second' }, fallback })
  expect(new Set(others.map(({ usage }) => usage?.model))).toEqual(new Set(['gemini-3.8-flash']))
  expect(others.filter((section) => section.fallback !== null)).toEqual([])
  const { calls } = await costOf(report.id)
  expect(calls.slice(0, 2)).toMatchObject([
    { model: 'gemini', outcome: 'model_bad_request', cost_usd: 0 },
    { model: 'second', provider: 'gemini-second', outcome: 'ok' },
  ])
  expect(calls).toHaveLength(1 + WRITTEN)
  const markdown = (await system.get(`/api/reports/${report.id}/export`)).body as string
  expect(markdown).toContain('*Written by gemini-second. gemini-3.8-flash was asked first')
})

test.skipIf(!hasChromium)(
  `on the page a marked number says why, and what is missing is written by one click${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`,
  async () => {
    const report = await write(
      fine('Revenue was {{revenue@FY2025}}, and the moon costs $777.7 billion.'),
      fine('Revenue was {{revenue@FY2025}}, and the moon costs $777.7 billion.'),
      { kind: 'daily_quota' },
    )
    expect(report.sections[0]?.findings).toHaveLength(1)
    const browser = await openBrowser(system)
    try {
      const { page } = browser
      await page.goto(`${system.url}/reports/${report.id}`)
      const mark = page.getByRole('button', { name: /777\.7 billion.*Not verified: / })
      await mark.focus()
      await page.keyboard.press('Enter')
      const why = page.locator('.unverified-why')
      expect(await why.textContent()).toMatch(/^Not verified: [a-z]/)
      await page.keyboard.press('Enter')
      await why.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Have the rule analyst write' }).first().click()
      await page.getByRole('link', { name: 'On the inputs of an earlier report' }).waitFor()
      await page.locator('.traits').getByText('Complete', { exact: true }).waitFor()
      await page.getByText(/^Taken over from the report of/).waitFor()
      await page.locator('.report-section .badge', { hasText: 'rule analyst' }).first().waitFor()
      const ruled = await withFallback('builtin', () => write({ kind: 'error', status: 403 }))
      expect(writtenOf(ruled).map(({ usage }) => usage?.provider)).toEqual(
        Array(WRITTEN).fill('builtin'),
      )
      await page.goto(`${system.url}/reports/${ruled.id}`)
      const note = page.locator('.report-section .fallback')
      await note.first().waitFor()
      expect(await note.count()).toBe(WRITTEN)
      expect(await note.first().textContent()).toBe(
        'Written by: Built-in rule analyst. gemini-3.8-flash was asked first and did not write it: its provider refused the key.',
      )
      // What is not free tells what it may cost before it is started, written again too.
      await page.getByRole('button', { name: 'Run again' }).click()
      await page.getByText(/^May cost at most \$\d+\.\d\d, likely about \$\d/).waitFor()
      expect(new URL(page.url()).pathname).toBe(`/reports/${ruled.id}`)
      await page.getByRole('button', { name: 'Not now' }).click()
      await page.goto(`${system.url}/company/US/AAPL`)
      await page.getByRole('button', { name: 'Write report' }).click()
      await page.getByText(/^May cost at most \$\d+\.\d\d, likely about \$\d/).waitFor()
      expect(new URL(page.url()).pathname).toBe('/company/US/AAPL')
      await page.getByRole('button', { name: 'Use the built-in rules' }).click()
      await page.waitForURL('**/reports/rep_*')
      expectNoFaults(browser)
    } finally {
      await browser.close()
    }
  },
)

test.skipIf(!hasChromium)(
  `on the page a text grows while it is written, figures open when their tokens close, and a cancelled one is taken away${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`,
  async () => {
    const first = held(['Revenue was <b>{{reve', 'nue@FY2025}}, [so](https://evil.example)', '.'])
    const id = await begin(first.answer, fine('Written.'))
    const browser = await openBrowser(system)
    try {
      const { page } = browser
      await page.goto(`${system.url}/reports/${id}`)
      const profile = page.locator('#section-profile')
      const draft = profile.locator('.draft')
      await draft.getByText('Revenue was <b>').waitFor()
      expect(await draft.textContent()).toBe('Revenue was <b>')
      expect(await profile.getAttribute('aria-busy')).toBe('true')
      expect(await profile.locator('.draft-note').textContent()).toMatch(/not checked yet/)
      expect(await draft.locator('b, a, [aria-live], [role=status]').count()).toBe(0)
      first.letGo(1)
      const figure = draft.locator('button.figure')
      await figure.click()
      await page.getByRole('dialog').getByText('Revenue').first().waitFor()
      await page.keyboard.press('Escape')
      expect(await draft.textContent()).not.toMatch(/[{}]/)
      expect(await draft.locator('a').count()).toBe(0)
      await page.reload()
      await figure.waitFor()
      first.letGo(3)
      await draft.waitFor({ state: 'detached' })
      await profile.locator('.prose button.figure').waitFor()
      expect(await profile.getAttribute('aria-busy')).toBe('false')
      await page.locator('.traits').getByText('Complete', { exact: true }).waitFor()

      const other = held(['A text that nobody', ' ends.'])
      await page.goto(`${system.url}/reports/${await begin(other.answer)}`)
      await draft.getByText('A text that nobody').waitFor()
      await page.getByRole('button', { name: 'Cancel' }).click()
      await profile.getByText('What had been written of it was taken away.').waitFor()
      expect(await draft.count()).toBe(0)
      other.letGo(2)
      expectNoFaults(browser)
    } finally {
      await browser.close()
    }
  },
)

test('an estimate holds: what is likely is below the most, the report stays below it, and the rules are free', async () => {
  const estimate = async (model: string): Promise<ReportEstimate> => {
    const wish = { market: 'US', symbol: 'AAPL', model }
    const answer = await system.post('/api/reports/estimate', wish)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body as ReportEstimate
  }
  gemini.requests.length = 0
  const told = await estimate('gemini')
  expect(gemini.requests).toHaveLength(0)
  expect(told).toMatchObject({ free: false, refused: null, short: false })
  expect(told.modules).toHaveLength(WRITTEN + UNREAD.length)
  expect(told.likely_usd ?? 0).toBeGreaterThan(0)
  expect(told.most_usd ?? 0).toBeGreaterThan(told.likely_usd ?? 0)
  const report = await write(fine('Written.'))
  const { cost_usd } = await costOf(report.id)
  expect(cost_usd).toBeLessThan(told.most_usd ?? 0)
  expect(await estimate('builtin')).toMatchObject({ free: true, most_usd: 0, likely_usd: 0 })
  // The next one counts what this report has read beside the figures.
  expect(await estimate('gemini')).toMatchObject({ exhibits_of: report.id, left_out: [] })
  const again = async (wish: AgainRequest): Promise<ReportEstimate> => {
    const answer = await system.post(`/api/reports/${report.id}/again/estimate`, wish)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body as ReportEstimate
  }
  gemini.requests.length = 0
  const whole = await again({})
  expect(whole).toMatchObject({ free: false, refused: null, exhibits_of: report.id, left_out: [] })
  expect(whole.modules).toHaveLength(WRITTEN + UNREAD.length)
  const missing = await again({ keep_written: true })
  expect(missing.modules.map(({ module }) => module).toSorted()).toEqual(UNREAD.toSorted())
  expect(missing.most_usd ?? 0).toBeLessThan(whole.most_usd ?? 0)
  expect(await again({ model: 'builtin' })).toMatchObject({ free: true, most_usd: 0 })
  expect(gemini.requests).toHaveLength(0)
})

test('a cap is kept: what would pass it is skipped, and the report says so', async () => {
  const spent = (await costOf((await write(fine('Written.'))).id)).cost_usd
  await system.configure<SystemConfig>('system', (config) => ({
    ...config,
    // Room for one section at its most, and not for another.
    cost: { report_usd: spent / WRITTEN + 0.05, day_usd: null },
  }))
  const report = await write(fine('Written.'))
  const states = report.sections.map(({ status, reason }) => [status, reason])
  expect(states).toContainEqual(['complete', null])
  expect(states).toContainEqual(['skipped', 'model_cap_reached'])
  expect((await costOf(report.id)).cost_usd).toBeLessThanOrEqual(spent / WRITTEN + 0.05)
  await system.configure<SystemConfig>('system', (config) => ({
    ...config,
    cost: { report_usd: 0, day_usd: null },
  }))
  const refused = await system.post('/api/reports/estimate', {
    market: 'US',
    symbol: 'AAPL',
    model: 'gemini',
  })
  expect(refused.body).toMatchObject({ refused: 'model_cap_reached', room_usd: 0 })
  const none = await write(fine('Written.'))
  expect(none).toMatchObject({ status: 'failed', reason: 'model_cap_reached' })
  expect(gemini.requests).toHaveLength(0)
})

test('the key is in no answer and in no log', async () => {
  const reports = await system.get('/api/reports')
  expect(JSON.stringify(reports.body)).not.toContain(KEY)
  expect(JSON.stringify(system.harness.getLogs())).not.toContain(KEY)
})
