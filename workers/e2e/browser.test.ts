/**
 * The page in a real browser, with the five Workers: what an investor does with it, and that
 * nothing is sent to another machine.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoFaults, CHROMIUM, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { startSystem, type System } from './harness.ts'

const FILING = /^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\/320193\/000032019325000079\//

/** Every state a module was seen in is kept. */
const WATCH = `
  window.moduleStates = new Set()
  new MutationObserver(() => { for (const m of document.querySelectorAll('.module')) window.moduleStates.add(m.className) })
    .observe(document, { subtree: true, childList: true, attributes: true })`

let system: System
let page: Page
let browser: TestBrowser

const open = (path: string) => page.goto(system.url + path)
const origin = () => page.getByRole('dialog')
const width = () => page.evaluate<number>('document.documentElement.scrollWidth')
/** Opens a figure of a table by what its tooltip says of it. */
const openFigure = (title: string) =>
  page.getByRole('tabpanel').getByTitle(title, { exact: true }).click()
const columns = () => page.locator('table.figures thead th').allTextContents()

describe.skipIf(!hasChromium)(
  `the page in Chromium${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`,
  () => {
    beforeAll(async () => {
      system = await startSystem()
      browser = await openBrowser(system, { watch: WATCH })
      page = browser.page
    })
    afterEach(() => expectNoFaults(browser))
    afterAll(async () => {
      await browser?.close()
      await system?.stop()
    })

    test('a company is found by its name with the keyboard, and its figures lead to the filing', async () => {
      await open('/')
      await page.getByRole('combobox', { name: 'Company' }).and(page.locator(':focus')).waitFor()
      await page.keyboard.type('apple')
      const first = page.getByRole('listbox').getByRole('option').first()
      await first.getByText('AAPL').waitFor()
      await page.keyboard.press('ArrowDown')
      expect(await first.getAttribute('aria-selected')).toBe('true')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/company/US/AAPL')
      await page.getByRole('heading', { name: 'Apple Inc.', level: 1 }).waitFor()
      expect(await page.locator('.provenance').textContent()).toMatch(
        /Recorded[\s\S]*\d filed figures from \d+ filings \(10-K, 10-Q/,
      )

      for (const tab of ['Income statement', 'Balance sheet', 'Cash flow']) {
        await page.getByRole('tab', { name: tab }).click()
        await page.getByRole('table', { name: tab }).waitFor()
        expect(
          (await columns()).filter((column) => /^FY\d{4}/.test(column)),
          tab,
        ).toHaveLength(10)
      }
      await page.getByRole('tab', { name: 'Income statement' }).click()
      for (const [title, exact] of [
        ['Revenue · FY2025 · 416,161,000,000 USD', '416,161,000,000 USD'],
        ['Diluted EPS · FY2025 · 7.46 USD/share', '7.46 USD/share'],
      ] as const) {
        await openFigure(title)
        await origin().getByText('0000320193-25-000079').waitFor()
        expect(await origin().textContent()).toContain(exact)
        expect(
          await origin().getByRole('link', { name: 'Open filing' }).getAttribute('href'),
        ).toMatch(FILING)
      }
      await page.keyboard.press('Escape')
      await origin().waitFor({ state: 'detached' })
      expect(await page.evaluate('document.activeElement.title')).toBe(
        'Diluted EPS · FY2025 · 7.46 USD/share',
      )
    })

    test('each tab has an address: it opens its tab, a click changes it, back and forward follow', async () => {
      const path = () => new URL(page.url()).pathname
      const opened = async (tab: string) => {
        await page.getByRole('tab', { name: tab, selected: true }).waitFor()
        await page.getByRole('tabpanel', { name: tab }).getByRole('table').first().waitFor()
      }
      await open('/company/US/AAPL/cash-flow')
      await opened('Cash flow')
      const before = await page.evaluate<number>('scrollTo(0, 120), scrollY')
      await page.getByRole('tab', { name: 'Balance sheet' }).click()
      await opened('Balance sheet')
      expect(path()).toBe('/company/US/AAPL/balance')
      expect(await page.evaluate('scrollY'), 'the page stays where it is').toBe(before)
      await page.getByRole('tab', { name: 'Ratios' }).click()
      await opened('Ratios')
      expect(path()).toBe('/company/US/AAPL/ratios')
      // The tab that is open: nothing to go back to.
      await page.getByRole('tab', { name: 'Ratios' }).click()
      await page.goBack()
      await opened('Balance sheet')
      await page.goBack()
      await opened('Cash flow')
      expect(path()).toBe('/company/US/AAPL/cash-flow')
      await page.goForward()
      await opened('Balance sheet')
      expect(path()).toBe('/company/US/AAPL/balance')
      await page.getByRole('tab', { name: 'Overview' }).click()
      await page.getByRole('heading', { name: 'Key figures' }).waitFor()
      expect(path()).toBe('/company/US/AAPL')

      await open('/company/US/AAPL/income?as_of=2024-06-01')
      await opened('Income statement')
      await page.getByRole('tab', { name: 'Cash flow' }).click()
      await opened('Cash flow')
      expect(page.url()).toBe(`${system.url}/company/US/AAPL/cash-flow?as_of=2024-06-01`)

      expect((await open('/company/US/AAPL/nothing'))?.status()).toBe(404)
      await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
      // Chromium reports the 404 of the page itself, and nothing else.
      expect(browser.faults().filter((fault) => !/status of 404/.test(fault))).toEqual([])
    })

    test('a report is watched while it is written, and the figures of its prose open their origin', async () => {
      await open('/company/US/AAPL')
      await page.getByText('Options', { exact: true }).click()
      await page.getByRole('radio', { name: /Built-in rules/ }).check()
      const stream = page.waitForResponse((response) => response.url().endsWith('/events'))
      await page.getByRole('button', { name: 'Write report' }).click()
      expect((await stream).headers()['content-type']).toContain('text/event-stream')
      await page.locator('.traits').getByText('Complete', { exact: true }).waitFor()
      expect(await page.locator('.module-complete').count()).toBe(7)
      // Without a network the market, peers, news and owners leave nothing to read.
      expect(await page.locator('.module-skipped').count()).toBe(4)
      await page.getByRole('heading', { name: 'Rating', exact: true }).waitFor()
      expect(await page.evaluate<string>('[...window.moduleStates].join()')).toMatch(
        /module-(pending|running)/,
      )
      expect(await page.getByText('Recorded', { exact: true }).count()).toBe(1)
      expect(await page.locator('.unverified').count()).toBe(0)

      const prose = page.locator('.prose .figure')
      expect(await prose.count()).toBeGreaterThan(30)
      await prose.first().click()
      await origin().getByRole('link', { name: 'Open filing' }).waitFor()
      await page.locator('.prose .figure-derived').first().click()
      await origin().getByRole('heading', { name: 'Computed' }).waitFor()
      expect(await origin().locator('.inputs button').count()).toBeGreaterThan(0)
      const behind = await origin().locator('.behind a').first().getAttribute('href')
      expect(behind).toMatch(/^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\/320193\//)
      await origin().locator('.inputs button').first().click()
      await origin().getByRole('button', { name: 'Back' }).click()
      await origin().getByRole('heading', { name: 'Computed' }).waitFor()
      await page.keyboard.press('Escape')
      expect((await columns()).filter((column) => /^FY\d{4}/.test(column))).toHaveLength(10)
    })

    test('a report is run again by one click, and set against the one before it', async () => {
      await page.getByRole('button', { name: 'Run again' }).click()
      await page.getByRole('link', { name: 'On the inputs of an earlier report' }).waitFor()
      await page.locator('.traits').getByText('Complete', { exact: true }).waitFor()
      expect(await page.locator('.module-complete').count()).toBe(7)
      await page.getByRole('link', { name: 'Compare' }).click()
      await page.getByRole('heading', { name: /What changed/ }).waitFor()
      await page.getByText('Both are written from the same figures and exhibits').waitFor()
      expect(new URL(page.url()).pathname).toMatch(/^\/reports\/rep_\w+\/compare\/rep_\w+$/)
      await page.getByText(/^Unchanged: Rating, Figures of the statements/).waitFor()
    })

    test('a day before the split shows what was known then; today the old figures are marked', async () => {
      await open('/company/US/NVDA')
      await page.getByRole('tab', { name: 'Income statement' }).click()
      await page.getByTitle('Diluted EPS · FY2024 · 1.19 USD/share', { exact: true }).waitFor()
      const before = page.getByTitle('Diluted EPS · FY2019 · 6.63 USD/share', { exact: true })
      expect(await before.textContent()).toContain('before a later share split')
      expect(
        await page
          .getByTitle('Diluted EPS, split-adjusted · FY2019 · 0.16575 USD/share', { exact: true })
          .count(),
      ).toBe(1)
      await page.getByLabel('As known on').fill('2024-06-01')
      await page.getByTitle('Diluted EPS · FY2024 · 11.93 USD/share', { exact: true }).waitFor()
      expect(new URL(page.url()).searchParams.get('as_of')).toBe('2024-06-01')
      await page.getByText('Showing only what had been filed by 2024-06-01.').waitFor()
    })

    test('in Chinese, in the dark, on a phone: nothing is wider than the screen', async () => {
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 390, height: 844 })
      await open('/')
      await page.getByRole('button', { name: '中文' }).click()
      await page.getByRole('heading', { name: '从已披露的报表，到可核对的报告' }).waitFor()
      expect(await width()).toBeLessThanOrEqual(390)
      expect(await page.evaluate('document.documentElement.lang')).toBe('zh-Hans')
      const dark = await page.evaluate<string>(
        'getComputedStyle(document.documentElement).backgroundColor',
      )
      for (const channel of dark.match(/\d+/g) ?? ['255'])
        expect(Number(channel), dark).toBeLessThan(40)
      await page
        .getByRole('link', { name: /Apple Inc\..*已完成/ })
        .first()
        .click()
      await page.locator('.prose .figure').first().waitFor()
      expect(await width()).toBeLessThanOrEqual(390)
      for (const path of ['/company/US/AAPL', '/company/HK/00700']) {
        await open(path)
        for (const tab of ['利润表', '资产负债表', '现金流量表', '财务比率', '概览']) {
          await page.getByRole('tab', { name: tab }).click()
          expect(await width(), `${path} ${tab}`).toBeLessThanOrEqual(390)
        }
      }
      await page.getByRole('button', { name: 'EN', exact: true }).click()
    })

    test('an unknown symbol is shown as a problem with its reason and a way on', async () => {
      await open('/company/US/ZZZZQ')
      const problem = page.getByRole('alert')
      await problem.getByText('unknown_symbol').waitFor()
      expect(
        await problem.getByRole('link', { name: 'Search a company' }).getAttribute('href'),
      ).toBe('/')
      // Chromium itself reports an answer of 404 on the console: that one, and no other.
      expect(browser.faults()).toEqual([
        'console: Failed to load resource: the server responded with a status of 404 (Not Found)',
      ])
    })
  },
)
