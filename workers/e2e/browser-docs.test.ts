/**
 * The viewer of the API's description in a real browser: with nothing of another host and under the
 * content policy, in both themes, by keyboard, and at the width of a phone.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { startSystem, type System } from './harness.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The description is large: a small machine beside other tests takes long to show it. */
const SLOWEST_MS = 60_000

let system: System
let browser: TestBrowser
let page: Page

/** Serious faults of accessibility, as `rule: element`. */
const inaccessible = async (): Promise<string[]> => {
  await page.evaluate(AXE)
  const found = await page.evaluate<{ id: string; target: string }[]>(
    `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, target: target.join(' ') }))))`,
  )
  return found.map(({ id, target }) => `${id}: ${target}`)
}

const operation = () => page.locator('#operations-report-orchestrator-createReport')

/** Loads the viewer anew and waits until it shows the operations. */
const open = async (): Promise<void> => {
  await page.goto(`${system.url}/docs`)
  await operation().waitFor()
}

describe.skipIf(!hasChromium)(
  `the viewer of the API in Chromium${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`,
  () => {
    beforeAll(async () => {
      system = await startSystem()
      browser = await openBrowser(system)
      page = browser.page
      page.setDefaultTimeout(SLOWEST_MS)
    })
    afterEach(() => expectNoFaults(browser))
    afterAll(async () => {
      await browser?.close()
      await system?.stop()
    })

    test('is reached from the page, which does not load it', async () => {
      const loaded: string[] = []
      page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
      await page.goto(system.url)
      await page.getByRole('navigation').getByRole('link', { name: 'API' }).waitFor()
      expect(loaded.filter((path) => /docs/.test(path))).toEqual([])
      await page.getByRole('navigation').getByRole('link', { name: 'API' }).click()
      await operation().waitFor()
      expect(loaded.filter((path) => /^\/assets\/docs-.*\.js$/.test(path))).toHaveLength(1)
      expect(await page.locator('.opblock').count()).toBeGreaterThan(40)
    })

    test('an operation is opened by keyboard, with its body and its failures', async () => {
      await open()
      await operation().getByRole('button').first().focus()
      await page.keyboard.press('Enter')
      await operation().locator('.opblock-body').waitFor()
      await operation().getByText('Request body', { exact: true }).waitFor()
      expect(await operation().textContent()).toContain('invalid_request')
    })

    test('an operation is tried on the system itself', async () => {
      await open()
      const fields = page.locator('#operations-data-aggregator-getFields')
      await fields.getByRole('button').first().click()
      await fields.getByRole('button', { name: 'Try it out' }).click()
      await fields.getByRole('button', { name: 'Execute' }).click()
      const answered = fields.locator('.live-responses-table .response .response-col_status')
      await answered.getByText('200', { exact: true }).waitFor()
    })

    test.each(['light', 'dark'] as const)('is readable in the %s theme', async (theme) => {
      await page.emulateMedia({ colorScheme: theme })
      await open()
      expect(await inaccessible()).toEqual([])
      await operation().getByRole('button').first().click()
      await operation().locator('.opblock-body').waitFor()
      expect(await inaccessible()).toEqual([])
    })

    test('fits a phone', async () => {
      await page.setViewportSize({ width: 390, height: 800 })
      await open()
      await operation().getByRole('button').first().click()
      await operation().locator('.opblock-body').waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    })

    test('the licences of what is shipped are reached from it', async () => {
      await page.goto(`${system.url}/docs`)
      await page.getByRole('link', { name: 'Licences of what is used' }).click()
      expect(await page.textContent('body')).toContain('swagger-ui-dist')
    })
  },
)
