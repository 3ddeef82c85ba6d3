/**
 * A headless browser for the tests, with one context. Console errors, violations of the content
 * policy and requests to other hosts count as faults.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { CHROMIUM, CHROMIUM_ARGS } from '../dev/chromium.ts'
import { signInLink } from '../dev/access-token.ts'
import { ROOT } from '../dev/paths.ts'
import { ADMIN_TOKEN, type System } from './harness.ts'

export { CHROMIUM, hasChromium } from '../dev/chromium.ts'

export interface TestBrowser {
  context: BrowserContext
  page: Page
  /** The faults since the last call. */
  faults(): string[]
  close(): Promise<void>
}

/** Signs a browser in as the operator of a system, as a link of its start would. */
const signIn = async (context: BrowserContext, { url }: Pick<System, 'url'>): Promise<void> => {
  const link = new URL(await signInLink({ url, token: ADMIN_TOKEN }))
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { code: link.hash.slice(1) },
  })
  expect(answer.status()).toBe(200)
}

/**
 * Opens the browser, signed in to a system, or to none. `watch` is a script that runs before any
 * script of the page. Chromium writes a console error for each answer without success; errors that
 * match `expected` are no faults.
 */
export const openBrowser = async (
  system: Pick<System, 'url'> | null,
  options: { watch?: string; expected?: RegExp } = {},
): Promise<TestBrowser> => {
  if (!existsSync(join(ROOT, 'workers/gateway/public/index.html')))
    throw new Error('The page is not built: run `npm run build:page` first (`npm test` does).')
  const profile = mkdtempSync(join(tmpdir(), 'browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: CHROMIUM_ARGS,
    viewport: { width: 1280, height: 860 },
  })
  context.setDefaultTimeout(20_000)
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (e) => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))\n${options.watch ?? ''}`,
  })
  if (system) await signIn(context, system)
  const page = context.pages()[0] ?? (await context.newPage())
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !options.expected?.test(message.text()))
      faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') faults.push(`request: ${request.url()}`)
  })
  return {
    context,
    page,
    faults: () => faults.splice(0),
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Fails when there was a fault since the last look. */
export const expectNoFaults = (browser: TestBrowser): void =>
  expect(
    browser.faults(),
    'console errors, violations of the content policy, requests to other hosts',
  ).toEqual([])
