/**
 * Measures in Chromium, slowed down four times, how long the page of selection takes from a move of
 * a slider to the new list, over a market made up of 6,200 companies. The built page is served from
 * disk and its questions are answered here, so that nothing else runs on the machine meanwhile.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { type CDPSession, chromium, type Page, type Route } from 'playwright-core'
import { hashOfBytes } from '#shared/book/bytes.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import { encodeColumn, encodeCompanies } from '#shared/screen/column-bytes.ts'
import { screenFields } from '../../aggregator/screens/catalogue.ts'
import { PRESETS } from '../../aggregator/screens/presets.ts'
import { CHROMIUM, CHROMIUM_ARGS } from '../chromium.ts'
import { ROOT } from '../paths.ts'
import { median } from './load.ts'
import { makeColumn, makeCompanies } from './screen/market.ts'
import type { PrintRow } from './print-row.ts'

const COMPANIES = 6_200
const SLOWDOWN = 4
const MOVES = 60
/** A pause between two moves, in ms, so that each is drawn before the next. */
const PAUSE_MS = 120
const PAGE = join(ROOT, 'workers/gateway/public')
const DAY = '2026-11-27'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** One condition moved, nine that stay, two of them percentiles. */
const SCREENS = {
  'a screen of three conditions':
    'roe >= 10% and net_margin >= 2% and debt_to_equity < 30% order by roe desc',
  'a screen of ten conditions':
    'roe >= 5% and roa >= 1% and net_margin >= 0% and gross_margin >= 1% and operating_margin >= -5% and debt_to_equity < 40% and current_ratio >= 0 and asset_turnover >= -10% and percentile(roe, industry) >= 10 and percentile(net_margin, industry) >= 10 order by roe desc',
} as const

interface BenchMarket {
  manifest: Manifest
  bytes: ReadonlyMap<string, Uint8Array>
}

/** Every annual ratio of the catalogue has a column; all are made up. */
const makeMarket = (): BenchMarket => {
  const bytes = new Map<string, Uint8Array>()
  /** Plain: the service sends them under gzip, which the browser takes off. */
  const addBytes = (plain: Uint8Array): string => {
    const hash = hashOfBytes(plain)
    bytes.set(hash, plain)
    return hash
  }
  const first = <Value>(list: readonly Value[]): Value[] => list.slice(0, COMPANIES)
  const of = makeCompanies()
  const companies = addBytes(
    encodeCompanies({
      ids: first(of.ids),
      names: first(of.names),
      markets: first(of.markets),
      exchanges: first(of.exchanges),
      industries: first(of.industries),
      kinds: first(of.kinds),
      currencies: first(of.currencies),
      year_ends: first(of.year_ends),
      known_times: first(of.known_times),
      known_at: first(of.known_at),
    }),
  )
  const columns = screenFields()
    .filter(({ scope }) => scope === 'annual')
    .map(({ id }, number) => {
      const { values, reasons } = makeColumn(number)
      const column = { values: values.slice(0, COMPANIES), reasons: reasons.slice(0, COMPANIES) }
      const known = column.reasons.filter((reason) => reason !== 1).length
      return {
        field: id,
        lag: 0,
        hash: addBytes(encodeColumn(column)),
        known,
        newest_known_at: null,
      }
    })
  return {
    bytes,
    manifest: {
      market: 'US',
      as_of: DAY,
      made_at: `${DAY}T22:00:00.000Z`,
      sources: [],
      companies: { hash: companies, rows: COMPANIES },
      columns,
    },
  }
}

const answerTo = (path: string, { manifest, bytes }: BenchMarket): Uint8Array | object | null => {
  if (path === '/api/screens/fields') return { fields: screenFields() }
  if (path === '/api/screens/presets') return { presets: [...PRESETS] }
  if (path.startsWith('/api/universe/')) return { manifest }
  const column = path.startsWith('/api/columns/')
  return column ? (bytes.get(path.slice('/api/columns/'.length)) ?? null) : null
}

const serve = async (route: Route, market: BenchMarket): Promise<void> => {
  const path = new URL(route.request().url()).pathname
  if (path.startsWith('/api/')) {
    const answer = answerTo(path, market)
    if (answer === null) return route.fulfill({ status: 404, json: {} })
    if (!(answer instanceof Uint8Array)) return route.fulfill({ json: answer })
    return route.fulfill({ body: Buffer.from(answer), contentType: 'application/octet-stream' })
  }
  const file = join(PAGE, path)
  const found = extname(path) !== '' && existsSync(file) ? file : join(PAGE, 'index.html')
  return route.fulfill({
    body: readFileSync(found),
    contentType: TYPES[extname(found)] ?? 'application/octet-stream',
  })
}

interface Move {
  /** Until all that the event sets off has run: new counts and rows stand in the document. */
  handled: number
  /** Until the next frame has been laid out and painted. */
  painted: number
}

/** Moves the first slider to and fro. Each move gives another list. */
const move = (page: Page): Promise<Move[]> =>
  page.evaluate<Move[]>(`(async () => {
    const input = document.querySelector('.value-slider input')
    const heading = () => document.querySelector('#results-title').textContent
    // A task after those that stand in line; a timer would wait for some milliseconds more.
    const nextTask = () => new Promise((done) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = done
      channel.port2.postMessage(0)
    })
    const moves = []
    for (let step = 0; step < ${MOVES}; step += 1) {
      await new Promise((done) => setTimeout(done, ${PAUSE_MS}))
      const before = heading()
      input.value = String(60 + ((step * 37) % 120))
      const from = performance.now()
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (heading() === before && performance.now() - from < 2000) await nextTask()
      if (heading() === before) continue
      const handled = performance.now() - from
      await new Promise((done) => requestAnimationFrame(() => void nextTask().then(done)))
      moves.push({ handled, painted: performance.now() - from })
    }
    return moves
  })()`)

const COMPUTED = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration']

/**
 * Milliseconds of the processor that one move takes of the main thread at full speed, by the clock
 * of the thread, so that what else the machine does is not in it.
 */
const busyTime = async (page: Page, devtools: CDPSession): Promise<number> => {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const secondsUntilNow = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.reduce((sum, { name, value }) => sum + (COMPUTED.includes(name) ? value : 0), 0)
  }
  const before = await secondsUntilNow()
  const moves = await move(page)
  return ((await secondsUntilNow()) - before) * (1000 / moves.length)
}

export const sliderRows = async (row: PrintRow): Promise<void> => {
  if (!existsSync(join(PAGE, 'index.html')))
    throw new Error('The page is not built: run `npm run build:page` first.')
  const market = makeMarket()
  const profile = mkdtempSync(join(tmpdir(), 'bench-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: CHROMIUM_ARGS,
    viewport: { width: 1440, height: 900 },
  })
  try {
    await context.route('**/*', (route) => serve(route, market))
    for (const [name, text] of Object.entries(SCREENS)) {
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1/screen?q=${encodeURIComponent(text)}`)
      await page.locator('.grid tbody tr').first().waitFor()
      await page.locator('.value-slider input').first().waitFor()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      const moves = await move(page)
      const least = (of: (one: Move) => number) => Math.min(...moves.map(of))
      for (const [until, of] of [
        ['list', ({ handled }: Move) => handled],
        ['frame', ({ painted }: Move) => painted],
      ] as const)
        row(
          `slider to new ${until}, ${name}, ${COMPANIES} companies`,
          `${median(moves.map(of)).toFixed(1)} ms median`,
          `least ${least(of).toFixed(1)} ms of ${moves.length}; <= 50 ms at ${SLOWDOWN}x slowdown`,
        )
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      const busy = await busyTime(page, devtools)
      row(
        `main thread of one move, ${name}, times ${SLOWDOWN}`,
        `${(SLOWDOWN * busy).toFixed(1)} ms`,
        `script, style and layout, in processor time, mean of ${MOVES}; <= 50 ms`,
      )
      await page.close()
    }
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}
