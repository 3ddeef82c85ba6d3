/**
 * The datasets on the page in a real browser, with a local server that stands for every provider:
 * each dataset with its source, and the page of data sources.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CASES } from '../aggregator/providers/test/cases.ts'
import { expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { startSystem, type System } from './harness.ts'

/** Set to a folder to have what is seen kept as pictures. */
const PICTURES = process.env.E2E_PICTURES
/** Chromium itself reports an answer that is no success: of a dataset that nobody has. */
const NOT_THERE = /Failed to load resource: the server responded with a status of (404|502)/

let upstream: FakeUpstream
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
    // Apple by its keyless providers, and Finnhub as one with a key.
    await upstream.use(
      CASES.filter(
        (c) =>
          c.market === 'US' &&
          c.symbol === 'AAPL' &&
          ['sec', 'yahoo', 'tencent', 'finnhub'].includes(c.provider),
      ),
    )
    system = await startSystem({
      secrets: {
        aggregator: {
          UPSTREAM_ORIGIN: upstream.url,
          UPSTREAM_TIMEOUT_MS: '3000',
          FINNHUB_API_KEY: 'key-of-the-test',
        },
      },
    })
    browser = await openBrowser({ expected: NOT_THERE })
    page = browser.page
  })
  afterEach(() => expectNoFaults(browser))
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
    await upstream?.close()
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
