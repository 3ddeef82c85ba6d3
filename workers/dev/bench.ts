/**
 * `npm run bench`: measures the speed that the product promises and prints the results. Absolute
 * times depend on this machine. Both sides of a ratio are measured in the same run.
 * `npm run bench -- --only books,quotes` runs these sections alone.
 */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSources } from '#shared/contracts/config-documents.ts'
import { apiClient } from './api-client.ts'
import { testDatabases } from '../e2e/fakes/database.ts'
import { startFakeUpstream } from '../e2e/fakes/upstream.ts'
import { bookRows } from './bench/books.ts'
import { claimsRows } from './bench/claims.ts'
import { bareQuery, startDatabase } from './bench/bare-query.ts'
import { startBareRoute } from './bench/bare-route.ts'
import { applyMigrations } from './database.ts'
import { realtimeRows, refreshRows } from './bench/live-quotes.ts'
import { longOutboxRows, newInstrumentRows } from './bench/new-instruments.ts'
import { startRawStack } from './bench/raw-stack.ts'
import { sectionsAsked } from './bench/sections.ts'
import { reportRunRows } from './bench/report-run.ts'
import { screenRows } from './bench/screens.ts'
import { snapshotRows } from './bench/snapshot.ts'
import { screenEngineRows } from './bench/screen-engine.ts'
import { searchRows } from './bench/search.ts'
import { sliderRows } from './bench/slider.ts'
import { storedQuoteRows } from './bench/stored-quotes.ts'
import { startExchange } from './exchange/start-exchange.ts'
import { countUpstreamCalls } from './bench/upstream-calls.ts'
import { largeAnswerRows, startLargeAnswers } from './bench/large-answers.ts'
import { load, median } from './bench/load.ts'
import { initialScriptBytes } from './bench/page-size.ts'
import { type StackProcess, startStackProcess, workerdMemory } from './stack-process.ts'
import { freePort } from './ports.ts'

const COMPANY = { market: 'US', symbol: 'AAPL' }
/** Nothing listens there, so that what is taken in stays in the outboxes. */
const NO_DATABASE = 'postgres://nobody:none@127.0.0.1:1/none'
const REPORTS = 7
const CLIENTS = 8
const SECONDS = 4

const rows: [string, string, string][] = []
const row = (what: string, measured: string, promise = ''): void => {
  rows.push([what, measured, promise])
  console.log(`${what.padEnd(58)} ${measured.padEnd(24)} ${promise}`)
}
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

/** Time from the request to the event that says that the report is complete, in ms. */
const timeReport = async (url: string): Promise<number> => {
  const api = apiClient({ url, token: null })
  const began = performance.now()
  const { id } = await api.createReport({ ...COMPANY, model: 'builtin' })
  for await (const event of api.events(id))
    if (event.type === 'report' && event.status === 'complete') return performance.now() - began
  throw new Error(`report ${id} did not complete`)
}

/**
 * How to end everything that was started and still runs. All of it is ended at the end, the latest
 * first, also when a step throws.
 */
const undo = new Set<() => Promise<unknown>>()
/**
 * Registers how to end something at the end of the bench. Returns a function that ends it earlier.
 */
const ending = (end: () => Promise<unknown>): (() => Promise<void>) => {
  undo.add(end)
  return async () => {
    undo.delete(end)
    await end()
  }
}
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'bench-'))
  ending(() => rm(path, { recursive: true, force: true }))
  return path
}
/** Starts a stack that is stopped at the end of the bench. */
const stackOf = async (env: Record<string, string>): Promise<StackProcess> => {
  const stack = await startStackProcess({ env, args: ['--open'] })
  const { child } = stack
  ending(async () => {
    if (child.exitCode === null && child.signalCode === null) await stack.interrupt()
  })
  return stack
}

/** The environment of a stack with data of its own. */
const envIn = async (data: string): Promise<Record<string, string>> => ({
  DATA_DIR: data,
  PORT: String(await freePort(8900)),
  GEMINI_API_KEY: '',
})

const startSection = async (): Promise<void> => {
  const env = await envIn(folder())
  const first = await stackOf(env)
  row('npm start to ready, first time (database made)', seconds(first.readyAfter), '<= 20 s')
  row('stopped by Ctrl-C, exit code', String(await first.interrupt()))
  const stack = await stackOf(env)
  row('npm start to ready, again', seconds(stack.readyAfter), '<= 20 s')

  row('first report of a company (facts not yet stored)', seconds(await timeReport(stack.url)))
  const times: number[] = []
  for (let i = 0; i < REPORTS; i++) times.push(await timeReport(stack.url))
  row(`report with builtin on stored facts, median of ${REPORTS}`, seconds(median(times)), '<= 2 s')
  row(
    `report with builtin on stored facts, worst of ${REPORTS}`,
    seconds(Math.max(...times)),
    '<= 2 s',
  )
  row(
    'initial JavaScript of the page, gzip',
    `${(initialScriptBytes() / 1024).toFixed(1)} KB`,
    '<= 40 KB',
  )

  const bare = await startBareRoute()
  const stopBare = ending(() => bare.stop())
  const yardstick = await load(bare.url, CLIENTS, SECONDS)
  await stopBare()
  const health = await load(`${stack.url}/healthz`, CLIENTS, SECONDS)
  const reads = await load(
    `${stack.url}/api/financials/${COMPANY.market}/${COMPANY.symbol}`,
    CLIENTS,
    SECONDS,
  )
  row(
    'bare Hono route in the same runtime',
    `${yardstick.perSecond.toFixed(0)} /s`,
    'the yardstick',
  )
  row(
    'health of all five Workers',
    `${health.perSecond.toFixed(0)} /s`,
    `${(health.perSecond / yardstick.perSecond).toFixed(3)} of the yardstick`,
  )
  row(
    'financials of a company from stored facts',
    `${reads.perSecond.toFixed(1)} /s`,
    `${(reads.perSecond / yardstick.perSecond).toFixed(4)} of the yardstick; median ${reads.medianMs.toFixed(0)} ms`,
  )
  const memory = stack.child.pid === undefined ? null : workerdMemory(stack.child.pid)
  row(
    'workerd memory after all that',
    memory === null ? 'not measurable here' : `${(memory / 1048576).toFixed(0)} MB`,
  )
  await stack.interrupt()
}

const databaseSection = async (): Promise<void> => {
  const data = folder()
  // The Workers and the bare statement use the same database, which runs in its own process.
  const database = await startDatabase(join(data, 'postgres'))
  const stopDatabase = ending(() => database.stop())
  const apart = await stackOf({ ...(await envIn(data)), DATABASE_URL: database.url })
  const url = `${apart.url}/api/financials/${COMPANY.market}/${COMPANY.symbol}`
  await fetch(url)
  const bareSql = await bareQuery(
    database.url,
    `${COMPANY.market}:${COMPANY.symbol}`,
    CLIENTS,
    SECONDS,
  )
  const whole = await load(url, CLIENTS, SECONDS)
  row(
    'the SQL statement of a financials read, alone',
    `${bareSql.perSecond.toFixed(1)} /s`,
    `median ${bareSql.medianMs.toFixed(0)} ms`,
  )
  row(
    'financials over the same database',
    `${whole.perSecond.toFixed(1)} /s`,
    `${(whole.perSecond / bareSql.perSecond).toFixed(2)} of the bare statement`,
  )
  await apart.interrupt()
  await stopDatabase()
}

const quotesSection = async (): Promise<void> => {
  // Live prices run without wrangler's development proxy, so that the comparison is fair, and with
  // their own database.
  const quotes = await startDatabase('')
  const stopQuotes = ending(() => quotes.stop())
  await applyMigrations(quotes.url)
  const exchange = await startExchange()
  ending(() => exchange.close())
  for (const assets of [false, true]) {
    const raw = await startRawStack({
      databaseUrl: quotes.url,
      aggregator: { SIMULATED_EXCHANGE_URL: exchange.url },
      assets,
    })
    const stopRaw = ending(() => raw.stop())
    await realtimeRows(row, raw, quotes.url, assets ? 'assets emulated' : 'no assets')
    if (!assets) {
      await refreshRows(row, raw, exchange)
      await newInstrumentRows(row, raw)
      await searchRows(row, raw.url)
      await screenRows(row, raw.url)
    }
    await stopRaw()
  }
  await stopQuotes()
  const cut = await startRawStack({ databaseUrl: NO_DATABASE, aggregator: {}, assets: false })
  const stopCut = ending(() => cut.stop())
  await longOutboxRows(row, cut)
  await stopCut()
  // The same reads are compared with SQL on a real server, when one is configured.
  for (const [, open] of testDatabases().slice(1)) {
    const server = await open()
    const stopServer = ending(() => server.close())
    const raw = await startRawStack({ databaseUrl: server.url, aggregator: {}, assets: false })
    const stopRaw = ending(() => raw.stop())
    await realtimeRows(row, raw, server.url, 'no assets, TEST_DATABASE_URL')
    await stopRaw()
    await stopServer()
  }
}

const upstreamSection = async (): Promise<void> => {
  const upstream = await startFakeUpstream()
  ending(() => upstream.close())
  const counting = await stackOf({ ...(await envIn(folder())), UPSTREAM_ORIGIN: upstream.url })
  const { value } = (await (await fetch(`${counting.url}/api/config/data-sources`)).json()) as {
    value: DataSources
  }
  const counted = await countUpstreamCalls(counting.url, upstream, value.chains)
  for (const [market, of] of Map.groupBy(counted, (c) => c.market)) {
    const each = of.map((c) => `${c.dataset} ${c.calls} (${c.provider})`).join(', ')
    console.log(
      `upstream calls of one refresh, ${market}, without keys: ${of.reduce((sum, c) => sum + c.calls, 0)} in all: ${each}`,
    )
    for (const c of of)
      if (c.calls > c.most)
        throw new Error(`${c.provider} ${c.dataset} made ${c.calls} calls and declares ${c.most}`)
  }
  await counting.interrupt()
}

const largeAnswersSection = async (): Promise<void> => {
  const database = await startDatabase('')
  ending(() => database.stop())
  await applyMigrations(database.url)
  const provider = await startLargeAnswers()
  ending(() => provider.close())
  const raw = await startRawStack({
    databaseUrl: database.url,
    aggregator: { UPSTREAM_ORIGIN: provider.url },
    assets: false,
  })
  ending(() => raw.stop())
  await largeAnswerRows(row, raw, provider)
}

const SECTIONS = {
  start: startSection,
  database: databaseSection,
  quotes: quotesSection,
  'stored-quotes': () => storedQuoteRows(row),
  'screen-engine': () => screenEngineRows(row),
  snapshot: () => snapshotRows(row),
  slider: () => sliderRows(row),
  'large-answers': largeAnswersSection,
  upstream: upstreamSection,
  books: () => bookRows(row),
  'report-run': () => reportRunRows(row),
  claims: () => claimsRows(row),
}

const wanted = sectionsAsked(
  process.argv.slice(2),
  Object.keys(SECTIONS) as (keyof typeof SECTIONS)[],
)
if ('wrong' in wanted) {
  console.error(wanted.wrong)
  process.exit(2)
}
try {
  for (const name of wanted.asked) await SECTIONS[name]()
} finally {
  // When one thing cannot be ended, the others must still be ended.
  for (const end of [...undo].reverse()) await end().catch((error: unknown) => console.error(error))
}
process.exit(0)
