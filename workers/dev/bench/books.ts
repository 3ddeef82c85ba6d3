/**
 * Measures companies that are read from their books: against bare routes that select one row of the
 * same database, on the wire, in the browser, by processor time and memory of workerd, and by what
 * each read asks of the database, of objects and of providers.
 */
import { get as httpGet } from 'node:http'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import { makeBook } from '../../aggregator/books/make.ts'
import { testDatabases } from '../../e2e/fakes/database.ts'
import { startFakeUpstream } from '../../e2e/fakes/upstream.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }
import { apiClient } from '../api-client.ts'
import { hasChromium } from '../chromium.ts'
import { applyMigrations } from '../database.ts'
import { descendants } from '../process-table.ts'
import { startDatabase } from './bare-query.ts'
import { startBareRoute } from './bare-route.ts'
import { startCountingProxy } from './counting-proxy.ts'
import { type Load, load, median } from './load.ts'
import { openedInBrowser } from './opened-in-browser.ts'
import { OBJECT_CALL, startRawStack } from './raw-stack.ts'
import type { PrintRow } from './print-row.ts'

const ID = 'US:AAPL'
const CLIENTS = 8
/**
 * Seconds of one load. Loads are short and made in many rounds, so that other work of the machine
 * slows both sides of a ratio alike.
 */
const SECONDS = 0.4
const ROUNDS = 15
const REPORTS = 5
const BOOKS = 9
const MB = 1_048_576
/** What the page shows of a company beside its book, and how the book is asked for. */
const NAMES = 'names=revenue,roe,net_margin&periods=FY2025,FY2024,TTM'

/** The bytes of an answer as they are sent. */
const onTheWire = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    httpGet(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve(Buffer.concat(parts)))
      answer.on('error', reject)
    }).on('error', reject)
  })

type Workerds = { cpu: number; memory: number }

/** Processor seconds and memory of the workerd processes of this one, but for those of `but`. */
const workerds = (but: ReadonlySet<number>): Workerds | null =>
  descendants(process.pid, 'workerd')
    ?.filter(({ pid }) => !but.has(pid))
    .reduce((sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }), {
      cpu: 0,
      memory: 0,
    }) ?? null

const pidsNow = (): Set<number> =>
  new Set(descendants(process.pid, 'workerd')?.map(({ pid }) => pid))

/** The time of a report by the rule analyst, in ms. */
const timeReport = async (url: string): Promise<number> => {
  const api = apiClient({ url, token: null })
  const began = performance.now()
  const { id } = await api.createReport({ market: 'US', symbol: 'AAPL', model: 'builtin' })
  for await (const event of api.events(id))
    if (event.type === 'report' && event.status === 'complete') return performance.now() - began
  throw new Error(`report ${id} did not complete`)
}

/** The time in which a book is made of what is stored, in ms, each in a transaction of its own. */
const timeBooks = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const recipe = {
    version: 'bench',
    version_at: null,
    config_version: 1,
    chain: ['sec', 'recorded'],
    askable: ['sec', 'recorded'],
    assumptions: systemSchema.parse(systemJson).valuation,
    tolerance: 0.005,
  }
  const times: number[] = []
  for (let i = 0; i < BOOKS; i++) {
    const began = performance.now()
    const made = await drizzle(client).transaction((tx) =>
      makeBook(tx, { instrument: ID, market: 'US', recipe }, new Date()),
    )
    if (!made) throw new Error('nothing is stored')
    times.push(performance.now() - began)
  }
  await client.end()
  return median(times)
}

interface BenchDatabase {
  name: string
  databaseUrl: string
}

/** Counts what each read asks of the database, of objects and of providers. */
const countedRows = async (row: PrintRow, { name, databaseUrl }: BenchDatabase): Promise<void> => {
  const proxy = await startCountingProxy(databaseUrl)
  const upstream = await startFakeUpstream()
  let objects = 0
  const stack = await startRawStack({
    databaseUrl: proxy.url,
    aggregator: { UPSTREAM_ORIGIN: upstream.url },
    assets: false,
    countsObjects: true,
    onLog: (line) => {
      if (line.includes(OBJECT_CALL)) objects += 1
    },
  })
  try {
    const company = `${stack.url}/api/companies/US/AAPL`
    const figures = `${stack.url}/api/figures/US/AAPL?${NAMES}`
    let book = ''
    const reads: [string, () => string][] = [
      ['a company never read before', () => company],
      ['a company', () => company],
      ['figures', () => figures],
      ['figures again', () => figures],
      ['a past day', () => `${company}?as_of=2024-06-03`],
      ['the book of that day', () => `${stack.url}/api/books/${book}`],
      ['that book again', () => `${stack.url}/api/books/${book}`],
      ['financials as JSON', () => `${stack.url}/api/financials/US/AAPL`],
    ]
    for (const [what, address] of reads) {
      const url = address()
      const before = { ...proxy.counts, objects, calls: upstream.calls.length }
      const answer = await fetch(url)
      const body = await answer.text()
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
      if (url.startsWith(company)) book = (JSON.parse(body) as CompanyAnswer).book
      row(
        `read of ${what} asks (${name})`,
        `${proxy.counts.trips - before.trips} round trips`,
        `${proxy.counts.connections - before.connections} connections, ${objects - before.objects} object calls, ${upstream.calls.length - before.calls} upstream calls`,
      )
    }
  } finally {
    await stack.stop()
    await upstream.close()
    await proxy.close()
  }
}

interface RateComparison {
  what: string
  bare: string
  rate: string
  ratio: string
  cpu: string
}

/**
 * Measures one kind of read and the one that it is compared with in turn. Each goes first in every
 * second round, after one round to warm up. The ratio is the median of the rounds' ratios.
 */
const besideBare = async <Way extends string>(
  urls: Record<Way, string>,
  [bare, way]: readonly [Way, Way],
  others: ReadonlySet<number>,
): Promise<RateComparison> => {
  const rates: { bare: number; way: number; ratio: number }[] = []
  // Summed over the rounds: the system counts in hundredths of a second.
  const used = { seconds: 0, reads: 0 }
  const measured = async (): Promise<Load> => {
    const before = workerds(others)
    const done = await load(urls[way], CLIENTS, SECONDS)
    const after = workerds(others)
    if (before && after && rates.length > 0) {
      used.seconds += after.cpu - before.cpu
      used.reads += done.count
    }
    return done
  }
  for (let i = 0; i <= ROUNDS; i++) {
    const own = i % 2 ? await measured() : null
    const { perSecond } = await load(urls[bare], CLIENTS, SECONDS)
    const { perSecond: rate } = own ?? (await measured())
    rates.push({ bare: perSecond, way: rate, ratio: rate / perSecond })
  }
  const warm = rates.slice(1)
  return {
    what: way,
    bare: `${median(warm.map((round) => round.bare)).toFixed(0)} /s`,
    rate: `${median(warm.map((round) => round.way)).toFixed(0)} /s`,
    ratio: median(warm.map(({ ratio }) => ratio)).toFixed(2),
    cpu: used.reads
      ? `${((used.seconds * 1_000) / used.reads).toFixed(2)} ms`
      : 'not measurable here',
  }
}

const timedRows = async (row: PrintRow, { name, databaseUrl }: BenchDatabase): Promise<void> => {
  const upstream = await startFakeUpstream()
  const bare = await startBareRoute(databaseUrl)
  const others = pidsNow()
  const stack = await startRawStack({
    databaseUrl,
    aggregator: { UPSTREAM_ORIGIN: upstream.url },
    assets: false,
    unlimited: true,
  })
  try {
    const company = `${stack.url}/api/companies/US/AAPL`
    const { book } = (await (await fetch(company)).json()) as CompanyAnswer
    const answer = await onTheWire(company)
    const bytes = await onTheWire(`${stack.url}/api/books/${book}`)
    const ways = {
      bareBook: `${bare.url}book?hash=${book}`,
      book: `${stack.url}/api/books/${book}`,
      bareRow: `${bare.url}pointer?instrument=${ID}`,
      company,
      figures: `${stack.url}/api/figures/US/AAPL?${NAMES}`,
    }
    const pairs = [
      await besideBare(ways, ['bareBook', 'book'], others),
      await besideBare(ways, ['bareRow', 'company'], others),
      await besideBare(ways, ['bareRow', 'figures'], others),
    ] as const
    const [ofBook, ofCompany, ofFigures] = pairs
    row(`bare route that selects a book's row (${name})`, ofBook.bare, 'the yardstick')
    row('a book through the gateway', ofBook.rate, `${ofBook.ratio} of it, >= 0.7`)
    row('bare route that selects one small row', ofCompany.bare, 'the yardstick')
    row('a company: who, pointer, attempts', ofCompany.rate, `${ofCompany.ratio} of it, >= 0.5`)
    row('a few figures', ofFigures.rate, `${ofFigures.ratio} of it, >= 0.5`)
    for (const { what, cpu } of pairs)
      row(`processor time of workerd, a read of a ${what}`, cpu, '< 5 ms')
    const sent = answer.length + bytes.length
    row('AAPL on the wire: answer and book, gzip', `${(sent / 1_000).toFixed(1)} KB`, '<= 60 KB')
    row(`a book of AAPL made (${name})`, `${(await timeBooks(databaseUrl)).toFixed(0)} ms`)
    await timeReport(stack.url)
    const reports: number[] = []
    for (let i = 0; i < REPORTS; i++) reports.push(await timeReport(stack.url))
    row(
      `report with builtin on stored facts, median of ${REPORTS} (${name})`,
      `${(median(reports) / 1_000).toFixed(2)} s`,
      '<= 0.5 s',
    )
    const memory = workerds(others)?.memory
    row(
      `workerd memory after these reads and reports (${name})`,
      memory === undefined ? 'not measurable here' : `${(memory / MB).toFixed(0)} MB`,
      '<= 395 MB',
    )
    if (name !== 'embedded' || !hasChromium) return
    const opened = await openedInBrowser(bytes)
    row(
      'bytes to index in Chromium, 4 times slowed, in a fresh page',
      `${opened.first.toFixed(0)} ms`,
      `<= 60 ms; again in it ${opened.again.toFixed(0)} ms`,
    )
  } finally {
    await stack.stop()
    await bare.stop()
    await upstream.close()
  }
}

export const bookRows = async (row: PrintRow): Promise<void> => {
  for (const [name, open] of testDatabases()) {
    const database = name === 'embedded' ? await startDatabase('') : await open()
    try {
      if (name === 'embedded') await applyMigrations(database.url)
      const place = { name, databaseUrl: database.url }
      await countedRows(row, place)
      await timedRows(row, place)
    } finally {
      await ('stop' in database ? database.stop() : database.close())
    }
  }
}
