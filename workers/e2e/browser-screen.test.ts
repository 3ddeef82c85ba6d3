/**
 * The page of selection in a real browser, over the running Workers and the shipped filings of
 * 2010: a strategy, a slider that moves the list without a request, the origin of a cell, a file;
 * keyboard, accessibility in both themes, and a phone.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { apiClient } from '../dev/api-client.ts'
import { expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { startSystem, type System } from './harness.ts'

/** Set to a folder to have what is seen kept as pictures. */
const PICTURES = process.env.E2E_PICTURES
/** The first view makes the columns of the market. */
const MAKING_MS = 300_000
const SCREEN = 'roe >= 10% and net_margin >= 5% and debt_to_equity < 2 order by roe desc'
/** What a first view may load of data, in bytes as they are sent. */
const MOST_FIRST_BYTES = 200 * 1024

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let system: System
let browser: TestBrowser
let page: Page
let requests: string[] = []

const picture = async (name: string) => {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
const open = async (text = SCREEN, more = '') => {
  await page.goto(`${system.url}/screen?q=${encodeURIComponent(text)}${more}`)
  await page.locator('.grid tbody tr').first().waitFor({ timeout: MAKING_MS })
}
const count = async (): Promise<number> =>
  Number((await page.locator('#results-title strong').textContent())?.replace(/,/g, ''))
const width = () => page.evaluate<number>('document.documentElement.scrollWidth')

/** Faults of accessibility, each with the elements that have it. */
const axeFaults = async (): Promise<string[]> => {
  await page.evaluate(AXE)
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`,
  )
}

describe.skipIf(!hasChromium)('selection in Chromium', () => {
  beforeAll(async () => {
    system = await startSystem()
    browser = await openBrowser(system)
    page = browser.page
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await page.goto(`${system.url}/screen`)
    await page.locator('.grid tbody tr').first().waitFor({ timeout: MAKING_MS })
  }, MAKING_MS + 60_000)
  afterEach(() => expectNoFaults(browser))
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
  })

  test('a first view says its day and that it is recorded, and loads little', async () => {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.clearBrowserCache')
    let bytes = 0
    const apiRequests = new Set<string>()
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      if (new URL(response.url).pathname.startsWith('/api/')) apiRequests.add(requestId)
    })
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (apiRequests.has(requestId)) bytes += encodedDataLength
    })
    await page.goto(`${system.url}/screen`)
    await page.locator('.grid tbody tr').first().waitFor()
    await page.getByText(/Data as of 20\d\d-\d\d-\d\d · \d+ companies/).waitFor()
    await page.locator('.standing .badge').first().waitFor()
    expect(await page.locator('.preset').count()).toBeGreaterThanOrEqual(12)
    await picture('first')
    console.info(`first view of selection: ${bytes} bytes of data`)
    expect(bytes).toBeGreaterThan(1_000)
    expect(bytes).toBeLessThan(MOST_FIRST_BYTES)
    await cdp.detach()
  })

  test('a strategy, a slider that moves the list without a request, an origin, a file', async () => {
    await page.goto(`${system.url}/screen`)
    await page.locator('.preset').first().click()
    await page.locator('.preset-note').waitFor()
    await page.locator('.condition').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/screen')

    await open()
    const before = await count()
    expect(before).toBeGreaterThan(10)
    requests = []
    const slider = page.getByRole('slider').first()
    await slider.focus()
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight')
    await expect.poll(count).toBeLessThan(before)
    const after = await count()
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).not.toBe(SCREEN)
    expect(requests.filter((path) => path.startsWith('/api/'))).toEqual([])
    await picture('list')

    await page.locator('.grid .shaded button').first().click()
    const origin = page.getByRole('dialog')
    const filing = origin.getByRole('link').first()
    await filing.waitFor()
    expect(await filing.getAttribute('href')).toMatch(/^https:\/\/www\.sec\.gov\/Archives\//)
    expect(await origin.textContent()).toMatch(/20(?:09|10)/)
    await picture('origin')
    await page.keyboard.press('Escape')
    await origin.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.className')).toContain('cell-main')

    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const lines = readFileSync(await csv.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(after + 1)
    expect(lines[0]).toContain('[roe]')
    const [xlsx] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'XLSX' }).click(),
    ])
    expect(
      readFileSync(await xlsx.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')

    // The address alone shows the same list.
    const address = page.url()
    await page.goto('about:blank')
    await page.goto(address)
    await page.locator('.grid tbody tr').first().waitFor()
    expect(await count()).toBe(after)
  })

  test('the page and the service find the same companies', async () => {
    await open()
    const { body } = await system.post('/api/screens/run', { text: SCREEN, limit: 500 })
    const { total, rows } = body as { total: { passed: number }; rows: { instrument: string }[] }
    expect(await count()).toBe(total.passed)
    const shown = await page.locator('.grid tbody .row-under .code').allTextContents()
    expect(shown.slice(0, 10)).toEqual(
      rows.slice(0, 10).map(({ instrument }) => {
        const symbol = instrument.slice(instrument.indexOf(':') + 1)
        return /^CIK\d+$/.test(symbol) ? 'no code known' : symbol
      }),
    )
  })

  test(
    'another day shows what was known then',
    async () => {
      await open(SCREEN, '&as_of=2010-02-01')
      await page.getByText('Data as of 2010-02-01').waitFor({ timeout: MAKING_MS })
      const earlier = await count()
      await open()
      expect(earlier).not.toBe(await count())
    },
    MAKING_MS,
  )

  test('a fault in the text is shown at its place, and a near name mends it', async () => {
    await open('roe >= 10%')
    const text = page.getByLabel('Screen as text')
    await text.fill('roe >= 10% and dept_to_equity < 1')
    await page.locator('.fault-place mark').getByText('dept_to_equity').waitFor()
    await picture('text-error')
    await page.locator('.near-name', { hasText: /^debt_to_equity$/ }).click()
    expect(await text.inputValue()).toBe('roe >= 10% and debt_to_equity < 1')
    await expect.poll(() => page.locator('.condition').count()).toBe(2)
  })

  test('the list of what could not be tested gives a reason for each company', async () => {
    await open()
    await page.locator('.counts .link').first().click()
    await page.getByRole('table', { name: 'Companies that could not be tested' }).waitFor()
    expect(await page.locator('.grid tbody tr').count()).toBeGreaterThan(0)
    await picture('not-testable')
  })

  test('the table is one stop of the Tab key, and the arrows move in it', async () => {
    await open()
    expect(await page.locator('.grid [tabindex="0"]').count()).toBe(1)
    await page.locator('.grid [tabindex="0"]').focus()
    const place = () =>
      page.evaluate<string>(
        `document.activeElement.closest('[data-row]')?.dataset.row + ' ' + document.activeElement.dataset.column`,
      )
    await page.keyboard.press('Control+Home')
    await expect.poll(place).toBe('0 0')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect.poll(place).toBe('1 1')
    await page.keyboard.press('Control+End')
    await expect.poll(place).toBe(`${await count()} 4`)
    await page.keyboard.press('Control+Home')
    await expect.poll(place).toBe('0 0')
    // Keys that come faster than the table is drawn: none is lost.
    await page.evaluate(`
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'End', 'ArrowLeft']) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
        document.activeElement.dispatchEvent(event)
      }
    `)
    await expect.poll(place).toBe('2 3')
    await page.keyboard.press('Control+Home')
    await expect.poll(place).toBe('0 0')
    expect(await page.locator('.grid').getAttribute('aria-rowcount')).toBe(
      String((await count()) + 1),
    )
  })

  // How long a move takes is measured by `npm run bench -- --only slider`.
  test('at each move of the slider the list is what the service finds for it', async () => {
    await open()
    const slider = page.getByRole('slider').first()
    const text = () => new URL(page.url()).searchParams.get('q') ?? ''
    for (const value of ['60', '130', '45', '180', '95']) {
      const before = text()
      await slider.fill(value)
      await expect.poll(text).not.toBe(before)
      const asked = { text: text(), markets: ['US' as const], limit: 1 }
      const answer = await apiClient(system).runScreen(asked)
      if ('progress' in answer) throw new Error('the columns of the page are not made')
      await expect.poll(count).toBe(answer.total.passed)
    }
  })

  test.each(['light', 'dark'] as const)(
    'in the %s theme nothing is inaccessible',
    async (theme) => {
      await page.emulateMedia({ colorScheme: theme })
      await page.goto(`${system.url}/screen`)
      await page.locator('.grid tbody tr').first().waitFor()
      expect(await axeFaults()).toEqual([])
      await open()
      expect(await axeFaults()).toEqual([])
      await page.locator('.grid .shaded button').first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
      expect(await axeFaults()).toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('.conditions > .screen-buttons button').first().click()
      await page.locator('.field-option').first().waitFor()
      expect(await axeFaults()).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByLabel('Screen as text').fill('roe >= 10% and dept_to_equity < 1')
      await page.locator('.fault').waitFor()
      expect(await axeFaults()).toEqual([])
    },
  )

  test('in Chinese, in the dark, on a phone: nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '选股', level: 1 }).waitFor()
    expect(await width()).toBeLessThanOrEqual(390)
    await page
      .getByText(/数据截至/)
      .first()
      .waitFor()
    await page.locator('#conditions').scrollIntoViewIfNeeded()
    await picture('phone-conditions')
    await page.getByRole('link', { name: '列表' }).click()
    await picture('phone-list')
    await page.goto(`${system.url}/screen`)
    await page.locator('.grid tbody tr').first().waitFor()
    expect(await width()).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'EN', exact: true }).click()
  })
})
