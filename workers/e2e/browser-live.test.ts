/**
 * Live prices in a real browser, with the five Workers: no painted frame shows a price that is too
 * old, whatever happens to the network, the tab and the clock.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { DataSources, SystemConfig } from '#shared/contracts/config-documents.ts'
import type { Exchange } from '../dev/exchange/exchange.ts'
import { startExchange } from '../dev/exchange/start-exchange.ts'
import { expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
const MAX_AGE_SECONDS = 4
/** Between a push here and the cell's clock; only ever makes a price look younger than it is. */
const PUSH_MS = 50

/** Every painted frame: when, and which prices stood on it. */
const WATCH = `
  window.frames_ = []
  const look = () => {
    const shown = [...document.querySelectorAll('.price-now')].map((price) => price.textContent)
    const last = window.frames_.at(-1)
    if (!last || last.shown.join() !== shown.join()) window.frames_.push({ at: Date.now(), shown })
    else last.until = Date.now()
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)`

interface Frame {
  at: number
  until?: number
  shown: string[]
}

let system: System
let page: Page
let browser: TestBrowser

/** Takes a price in, as a writer does; answers when it was sent. */
const push = async (price: string, change: object = {}): Promise<number> => {
  const at = Date.now()
  const quote = {
    market: 'US',
    symbol: 'AAPL',
    source: 'desk',
    price,
    currency: 'USD',
    previous_close: '100',
    quoted_at: new Date(at).toISOString(),
    ...change,
  }
  expect(await system.post('/api/market-data/quotes', quote, admin)).toMatchObject({
    status: 200,
    body: { outcomes: [{ outcome: 'stored' }] },
  })
  return at
}
const live = (status: string) => page.locator(`.live-price[data-status="${status}"]`)
const lastShown = async (price: string): Promise<number> => {
  const frames = await page.evaluate<Frame[]>('window.frames_')
  return Math.max(
    ...frames.filter(({ shown }) => shown.includes(price)).map(({ at, until }) => until ?? at),
  )
}
const hide = (state: 'hidden' | 'visible') =>
  page.evaluate<string>(`(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => '${state}', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    return Promise.resolve().then(() => document.querySelector('.live-price').dataset.status)
  })()`)

describe.skipIf(!hasChromium)('live prices in Chromium', () => {
  beforeAll(async () => {
    system = await startSystem()
    await system.configure<SystemConfig>('system', (value) => ({
      ...value,
      quotes: { ...value.quotes, max_age_seconds: MAX_AGE_SECONDS },
    }))
    browser = await openBrowser(system, { watch: WATCH, expected: /ERR_INTERNET_DISCONNECTED/ })
    page = browser.page
  })
  afterEach(() => expectNoFaults(browser))
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
  })

  test('a price is pushed over a socket, counts its age, and goes in its instant, also when the network is cut', async () => {
    const frames: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => void frames.push(String(payload))),
    )
    await page.goto(`${system.url}/company/US/AAPL`)
    await live('missing')
      .locator('.reason', { hasText: 'No price of this instrument is held yet.' })
      .waitFor()
    await expect
      .poll(() => frames.filter((frame) => frame.includes('"type":"time"')).length)
      .toBe(1)
    await push('123.45')
    await live('fresh').getByText('123.45').waitFor()
    expect(frames.filter((frame) => frame.includes('123.45'))).toHaveLength(1)
    const { height } = (await page.locator('.live-price').boundingBox()) ?? {}
    const newer = await push('124.50')
    await page.locator('.live-price .price-now', { hasText: '124.50' }).waitFor()
    expect(await page.locator('.live-price').textContent()).toMatch(
      /observed \d s ago[\s\S]*Exchange time[\s\S]*New York time[\s\S]*desk/,
    )
    await page.locator('.live-price .age', { hasText: 'observed 1 s ago' }).waitFor()
    await page.context().setOffline(true)
    await live('expired')
      .locator('.reason', { hasText: `at most ${MAX_AGE_SECONDS} s are shown` })
      .waitFor()
    expect(await page.locator('.live-price .reason-behind').textContent()).toContain(
      'could not be reached',
    )
    expect(await page.locator('.live-price').textContent()).not.toMatch(/12[34]\.\d/)
    expect((await lastShown('124.50')) - newer).toBeLessThanOrEqual(
      MAX_AGE_SECONDS * 1_000 + PUSH_MS,
    )
    expect((await page.locator('.live-price').boundingBox())?.height).toBe(height)
    await page.context().setOffline(false)
    await push('125.00')
    await live('fresh').getByText('125.00').waitFor()
  })

  test('a price outside its own day range is marked beside it, in both languages', async () => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await push('140.00', { high: '139', low: '120' })
    const flag = page.locator('.live-price .price-line .quote-flag')
    await flag.getByText('outside day range', { exact: true }).waitFor()
    expect(await flag.getAttribute('title')).toContain('Which of them is wrong is not known.')
    await push('130.00', { high: '139', low: '120' })
    await live('fresh').getByText('130.00').waitFor()
    expect(await flag.count()).toBe(0)
    await page.evaluate("localStorage.setItem('language', 'zh')")
    await page.reload()
    await push('110.00', { high: '139', low: '120' })
    await flag.getByText('超出自身的当日区间', { exact: true }).waitFor()
    await page.evaluate("localStorage.removeItem('language')")
  })

  test('a tab that was hidden, or a laptop that slept, shows no old price when it is back', async () => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await push('130.00')
    await live('fresh').getByText('130.00').waitFor()
    await hide('hidden')
    // The monotonic clock stood still, the wall clock did not.
    await page.evaluate('(() => { const now = Date.now; Date.now = () => now() + 60_000 })()')
    expect(await hide('visible')).toBe('expired')
  })

  test('a past view shows no live price, and asks for none', async () => {
    const asked: string[] = []
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    await page.goto(`${system.url}/company/US/AAPL?as_of=2024-06-01`)
    await page.getByText('Showing only what had been filed by 2024-06-01.').waitFor()
    expect(await page.locator('.live-price').count()).toBe(0)
    expect(asked.filter((path) => path.includes('market-data'))).toEqual([])
  })
})

describe.skipIf(!hasChromium)('live prices from the simulated exchange in Chromium', () => {
  let exchange: Exchange
  beforeAll(async () => {
    exchange = await startExchange()
    system = await startSystem({
      secrets: { aggregator: { SIMULATED_EXCHANGE_URL: exchange.url } },
    })
    const often = { watched: 1, watched_closed: 1, listed: 60, listed_closed: 60 }
    await system.configure<SystemConfig>('system', (value) => ({
      ...value,
      quotes: { ...value.quotes, max_age_seconds: MAX_AGE_SECONDS, refresh_seconds: often },
    }))
    await system.configure<DataSources>('data-sources', (value) => ({
      ...value,
      breaker: { failures: 3, open_seconds: 1 },
    }))
    browser = await openBrowser(system, { watch: WATCH })
    page = browser.page
  })
  afterEach(() => expectNoFaults(browser))
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
    await exchange?.close()
  })

  test('the price shows with its time, is gone within a second of its expiry when the provider stops, and comes back after', async () => {
    await page.goto(`${system.url}/company/US/AAPL`)
    await live('fresh').locator('.simulated-badge', { hasText: 'SIMULATED' }).waitFor()
    const shown = await page.locator('.live-price').textContent()
    expect(shown).toMatch(/observed \d s ago[\s\S]*Exchange time[\s\S]*New York time/)
    exchange.setPrice('US:AAPL', '321.25')
    await page.locator('.live-price .price-now', { hasText: '321.25' }).waitFor()
    exchange.outage(true)
    // Whatever was asked for after this got no answer: the last observation is from before.
    const stopped = Date.now()
    await live('expired').locator('.reason').waitFor()
    expect((await lastShown('321.25')) - stopped).toBeLessThanOrEqual((MAX_AGE_SECONDS + 1) * 1_000)
    expect(await page.locator('.live-price').textContent()).not.toContain('321.25')
    exchange.outage(false)
    exchange.setPrice('US:AAPL', '322.75')
    await page.locator('.live-price .price-now', { hasText: '322.75' }).waitFor()
  })

  test('on the home page every row has its price, and each goes in its own instant', async () => {
    await page.goto(`${system.url}/`)
    const rows = page.locator('.watch-row')
    await expect
      .poll(() => page.locator('.watch-row[data-status="fresh"] .price-now').count(), {
        timeout: 15_000,
      })
      .toBe(5)
    expect(await rows.count()).toBe(5)
    expect(await page.locator('.watch-row .simulated-badge').count()).toBe(5)
    exchange.missing(['HK:00700'])
    await page.locator('.watch-row[data-instrument="HK:00700"][data-status="expired"]').waitFor()
    expect(await page.locator('.watch-row[data-instrument="HK:00700"] .price-now').count()).toBe(0)
    await expect
      .poll(() => page.locator('.watch-row[data-status="fresh"]').count(), { timeout: 10_000 })
      .toBe(4)
    exchange.missing([])
  })
})
