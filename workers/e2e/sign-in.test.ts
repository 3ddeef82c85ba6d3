/**
 * Signing in with a real browser: what a page shows to nobody in particular, the link, the settings
 * with tokens, the end of a session, and sockets and event streams by the cookie.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { signInLink } from '../dev/access-token.ts'
import { CHROMIUM, expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

let system: System
let browser: TestBrowser
let page: Page

const open = (path: string) => page.goto(system.url + path)
const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 })
const newLink = () => signInLink({ url: system.url, token: ADMIN_TOKEN })
const asToken = (token: string) => ({ authorization: `Bearer ${token}` })

describe.skipIf(!hasChromium)(
  `signing in with Chromium${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`,
  () => {
    beforeAll(async () => {
      system = await startSystem()
      // What is refused on purpose.
      browser = await openBrowser(null, { expected: /status of (?:401|410)/ })
      page = browser.page
    })
    afterEach(() => expectNoFaults(browser))
    afterAll(async () => {
      await browser?.close()
      await system?.stop()
    })

    test('nobody in particular is told how to sign in, in both languages, in the place of every page', async () => {
      for (const path of ['/company/US/AAPL', '/data-sources', '/settings', '/sign-in', '/']) {
        await open(path)
        await heading('Sign in').waitFor()
        await page.getByText('npm run sign-in', { exact: true }).waitFor()
        expect([path, await page.locator('.problem').count()]).toEqual([path, 0])
      }
      await page.getByRole('button', { name: '中文' }).click()
      await heading('登录').waitFor()
      await page.getByRole('button', { name: 'EN', exact: true }).click()
    })

    test('a link signs the browser in once; its code is in no address afterwards, and no script reads the cookie', async () => {
      const link = await newLink()
      await page.goto(link)
      await page.waitForURL(`${system.url}/`)
      expect(new URL(page.url())).toMatchObject({ pathname: '/', hash: '' })
      expect(await page.evaluate('document.cookie')).toBe('')
      await page.reload()
      await page.getByRole('combobox', { name: 'Company' }).waitFor()

      await page.goto(link)
      await page.getByRole('heading', { name: 'The sign-in link was used already' }).waitFor()
      await page.getByText('You are signed in as operator.').waitFor()
    })

    test('a socket and an event stream are opened by the cookie', async () => {
      const { body } = await system.post('/api/reports', {
        market: 'US',
        symbol: 'AAPL',
        model: 'builtin',
      })
      const { id } = body as ReportSummary
      const opened = await page.evaluate<boolean[]>(`Promise.all([
        new Promise((resolve) => {
          const socket = new WebSocket(location.origin.replace('http', 'ws') + '/api/financials/US/AAPL/stream?max_age_seconds=30')
          socket.onopen = () => { resolve(true); socket.close() }
          socket.onerror = () => resolve(false)
        }),
        new Promise((resolve) => {
          const source = new EventSource('/api/reports/${id}/events')
          source.onopen = () => { resolve(true); source.close() }
          source.onerror = () => resolve(false)
        }),
      ])`)
      expect(opened).toEqual([true, true])
    })

    test('a token is made, shown once, used, and refused once it is revoked', async () => {
      await open('/settings')
      await heading('Settings').waitFor()
      await page.getByText('operator: a signed-in browser, who may administer.').waitFor()
      await page.getByRole('textbox', { name: 'Name' }).fill('nightly job')
      await page.getByRole('combobox', { name: 'It may' }).selectOption('writer')
      await page.getByRole('button', { name: 'Make the token' }).click()
      const token = (await page.locator('.secret-once code').textContent()) ?? ''
      expect(token).toMatch(/^fsx_[0-9A-Za-z]{36}$/)
      const row = page.getByRole('row').filter({ hasText: 'nightly job' })
      await row.getByText('an API token').waitFor()
      expect((await system.get('/api/config/system', asToken(token))).status).toBe(200)
      expect((await system.get('/api/config/keys', asToken(token))).status).toBe(403)
      await page.getByRole('button', { name: 'Revoke nightly job' }).click()
      await row.getByText(/^revoked /).waitFor()
      expect((await system.post('/api/reports', {}, asToken(token))).status).toBe(401)
      await page.reload()
      await row.waitFor()
      expect(await page.locator('.secret-once').count()).toBe(0)
    })

    test('who signs out is asked to sign in, here and in his other tabs', async () => {
      const other = await browser.context.newPage()
      await other.goto(`${system.url}/settings`)
      await other.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
      await open('/settings')
      await page.getByRole('button', { name: 'Sign out' }).click()
      await heading('Sign in').waitFor()
      await other.getByRole('button', { name: 'Make a link' }).click()
      await other.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
      await other.close()
      await open('/company/US/AAPL')
      await heading('Sign in').waitFor()
    })
  },
)
