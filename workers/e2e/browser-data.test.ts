/**
 * The datasets on the page in a real browser, with a local server that stands for every provider:
 * each dataset with its source, and the page of data sources.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { CANARY, EVIL_HOST, INJECTIONS } from '#shared/exhibits/injections.fixture.ts'
import { CASES } from '../aggregator/providers/test/cases.ts'
import { apiClient } from '../dev/api-client.ts'
import { expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { type FakeGemini, startFakeGemini } from './fakes/gemini.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { startSystem, type System } from './harness.ts'

/** Set to a folder to have what is seen kept as pictures. */
const PICTURES = process.env.E2E_PICTURES
/** Chromium itself reports an answer that is no success: of a dataset that nobody has. */
const NOT_THERE = /Failed to load resource: the server responded with a status of (404|502)/

/** Apple by its keyless providers, and Finnhub as one with a key. */
const APPLE = CASES.filter(
  (c) =>
    c.market === 'US' &&
    c.symbol === 'AAPL' &&
    ['sec', 'yahoo', 'tencent', 'finnhub'].includes(c.provider),
)
const HOUR = 3_600

/** The same cases, with news of the last hours under these titles. */
const withNews = (titles: readonly string[]) =>
  APPLE.map((given) =>
    given.provider === 'finnhub' && given.dataset === 'news'
      ? {
          ...given,
          answers: given.answers.map((answer) => ({
            ...answer,
            body: () =>
              JSON.stringify(
                titles.map((title, at) => ({
                  datetime: Math.floor(Date.now() / 1_000) - (at + 1) * HOUR,
                  headline: title,
                  id: at + 1,
                  related: 'AAPL',
                  source: title.slice(0, 60),
                  summary: title,
                  url: `https://news.example/${at}`,
                })),
              ),
          })),
        }
      : given,
  )

let upstream: FakeUpstream
let gemini: FakeGemini
let system: System
let browser: TestBrowser
let page: Page

const picture = async (name: string) => {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}
const width = () => page.evaluate<number>('document.documentElement.scrollWidth')
const openTab = async (name: string) => {
  await page.getByRole('tab', { name, exact: true }).click()
  // Shown, and everything in it answered.
  await page.getByRole('tabpanel').waitFor()
  await expect
    .poll(
      () => page.locator('[role=tabpanel] .loading, [role=tabpanel] [aria-busy=true]').count(),
      { timeout: 15_000 },
    )
    .toBe(0)
}

describe.skipIf(!hasChromium)('the data of a company in Chromium', () => {
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    gemini = await startFakeGemini()
    await upstream.use(APPLE)
    system = await startSystem({
      secrets: {
        analysis: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url },
        aggregator: {
          UPSTREAM_ORIGIN: upstream.url,
          UPSTREAM_TIMEOUT_MS: '3000',
          FINNHUB_API_KEY: 'key-of-the-test',
        },
      },
    })
    browser = await openBrowser(system, { expected: NOT_THERE })
    page = browser.page
  })
  afterEach(() => expectNoFaults(browser))
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
    await upstream?.close()
    await gemini?.close()
  })

  test('statements are read live, and checked against another source on request', async () => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await page.getByRole('heading', { name: 'Apple Inc.', level: 1 }).waitFor()
    expect(await page.locator('.provenance').textContent()).toContain('SEC EDGAR')
    await page.getByRole('button', { name: 'Check against another source' }).click()
    await page
      .getByText(/figures? (agree|differ)|agree with|No second source/)
      .first()
      .waitFor()
    await picture('overview')
  })

  test.each([
    ['Market', '.price-last', /\d{4}-\d{2}-\d{2}/],
    ['Profile', '.dataset-profile .served-by', /Source/],
    ['News & filings', '.dataset-filings .served-by', /Source/],
    ['Ownership', '.dataset-insiders .served-by', /Source/],
    ['Estimates', '.dataset-estimates .served-by', /Source/],
  ] as const)('%s: what there is names its source', async (tab, selector, text) => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await openTab(tab)
    await page.locator(selector).first().waitFor()
    expect(await page.locator(selector).first().textContent()).toMatch(text)
    await picture(tab.toLowerCase().replaceAll(/\W+/g, '-'))
  })

  test('figures that were filed again are listed with both filings', async () => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await openTab('Restatements')
    expect(
      await page.locator('[role=tabpanel] a[href^="https://www.sec.gov/Archives/"]').count(),
    ).toBeGreaterThan(1)
    await picture('restatements')
  })

  test('the data sources: the matrix with its proofs, the chains, and no key', async () => {
    await page.goto(`${system.url}/data-sources`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('FINNHUB_API_KEY').first().waitFor()
    const text = (await page.locator('main').textContent()) ?? ''
    for (const name of ['SEC EDGAR', 'Tushare', 'EDINET', 'npm run doctor'])
      expect(text).toContain(name)
    expect(text).not.toContain('key-of-the-test')
    await picture('data-sources')
  })

  /** What a report shows apart from prose and passages, and what these may not hold. */
  const structureOf = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => one.closest('.prose, .passages, .module-list, [role=status]') === null)
        .filter((one) => /^(?:H[1-6]|NAV|MAIN|SECTION|ASIDE|FORM|TABLE|UL|OL)$/.test(one.tagName))
        .map((one) => `${one.tagName} ${one.className} ${one.id}`),
    )
  const strangers = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('.prose *, .passages *, h1, h1 *')]
        .filter(
          (one) =>
            /^(?:H1|H2|SCRIPT|STYLE|IFRAME|IMG|SVG|FORM|INPUT|BASE|META|LINK|OBJECT|EMBED)$/i.test(
              one.tagName,
            ) && !(one.tagName === 'H1' && one.children.length === 0),
        )
        .concat(
          [...document.querySelectorAll('.prose *, .passages *')].filter((one) =>
            one.getAttributeNames().some((name) => name.startsWith('on') || name === 'style'),
          ),
        )
        .map((one) => one.outerHTML.slice(0, 200)),
    )
  const written = async (titles: readonly string[], answers: readonly string[]) => {
    await upstream.use(withNews(titles))
    const client = new pg.Client({ connectionString: system.database.url })
    await client.connect()
    try {
      await client.query('truncate fetches, items cascade')
      gemini.script(...answers.map((text) => ({ kind: 'text', text, chunks: 5 }) as const))
      const { body } = await system.post('/api/reports', {
        market: 'US',
        symbol: 'AAPL',
        model: 'gemini',
        fresh: true,
      })
      const { id } = body as ReportSummary
      for await (const event of apiClient(system).events(id))
        if (event.type === 'report' && event.status !== 'queued' && event.status !== 'running')
          break
      // No provider would pass such a name on; a page must bear it all the same.
      await client.query(
        "update reports set instrument = jsonb_set(jsonb_set(instrument, '{name}', $2), '{names}', $3) where id = $1",
        [id, JSON.stringify(titles[0]), JSON.stringify({ en: titles[0] })],
      )
    } finally {
      await client.end()
    }
    const [{ id }] = (
      (await system.get('/api/reports?limit=1')).body as {
        reports: [ReportSummary]
      }
    ).reports
    const report = (await system.get(`/api/reports/${id}`)).body as Report
    const markdown = (await system.get(`/api/reports/${id}/export`)).body as string
    await page.goto(`${system.url}/reports/${id}`)
    await page.locator('.passages li').first().waitFor()
    await page.locator('.prose').last().waitFor()
    return { report, markdown, structure: await structureOf() }
  }

  test('hostile titles, names and answers of a model change nothing of a report: not its rating, figures, structure, and nothing runs', async () => {
    const titles = INJECTIONS.map(([, text]) => text.slice(0, 2_000)).slice(-30)
    const plain = await written(
      titles.map((_, at) => `Plain words ${at}`),
      ['Plain words.'],
    )
    const answers = INJECTIONS.map(([, text]) => `${text}\n\nRevenue was {{revenue@FY2024}}.`)
    const short = answers.filter(({ length }) => length < 1_000)
    const hostile = await written(titles, [
      ...answers.filter(({ length }) => length >= 1_000).map((text) => text.slice(0, 15_000)),
      ...short,
    ])
    const numbersOf = ({ rating }: Report) => ({ ...rating, as_of: null })
    expect(numbersOf(hostile.report)).toEqual(numbersOf(plain.report))
    expect(hostile.structure).toEqual(plain.structure)
    expect(await strangers()).toEqual([])
    expect(await page.evaluate((name) => name in window, CANARY)).toBe(false)
    expect(hostile.markdown.match(/^#{1,2} .*/gm)?.slice(1)).toEqual(
      plain.markdown.match(/^#{1,2} .*/gm)?.slice(1),
    )
    expect(hostile.markdown).not.toMatch(new RegExp(`(?<!\\\\)\\]\\(\\w+:(?://)?${EVIL_HOST}`))
    // All of them at once, as one section.
    const together = await written(titles, [`${short.join('\n\n')}`.slice(0, 19_000)])
    expect(together.structure).toEqual(plain.structure)
    expect(await strangers()).toEqual([])
    expect(await page.evaluate((name) => name in window, CANARY)).toBe(false)
  }, 240_000)

  test('on a phone, in the dark, in Chinese, nothing is wider than the screen', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${system.url}/company/US/AAPL`)
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const tab of await page.getByRole('tab').allTextContents()) {
      await openTab(tab)
      expect(await width(), tab).toBeLessThanOrEqual(390)
    }
    await picture('phone-last-tab')
    await openTab('行情')
    await picture('phone-market')
    await page.goto(`${system.url}/data-sources`)
    await page.getByText('FINNHUB_API_KEY').first().waitFor()
    expect(await width()).toBeLessThanOrEqual(390)
    await picture('phone-data-sources')
  })
})
