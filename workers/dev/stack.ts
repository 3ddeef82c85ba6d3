/**
 * The whole system on one laptop: database, migrations, secrets, page, five Workers, cron ticker.
 */
import { join } from 'node:path'
import { buildPage } from './build-page.ts'
import { applyMigrations, type LocalDatabase, openDatabase } from './database.ts'
import { claimDataFolder } from './data-folder.ts'
import { startExchange } from './exchange/start-exchange.ts'
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { freePort } from './ports.ts'
import { removeRunFile, startTime, writeRunFile } from './run-file.ts'
import { ensureSecrets } from './secrets.ts'
import { waitUntilReady, watch } from './stack-health.ts'
import { reasonOf, StartError } from './start-error.ts'
import { logFile, startWrangler } from './wrangler-process.ts'

export const DEFAULT_PORT = 8787
const CRON_INTERVAL_MS = 60_000

export interface Stack {
  url: string
  /** File of the Workers' log. */
  log: string
  /** Where live quotes come from when they are simulated. */
  exchange: string | null
  /** Settles when the Workers have ended without being asked to. */
  died: Promise<void>
  stop(): Promise<void>
}

export type Say = (line: string) => void

/** Fires the cron trigger: locally it never fires by itself. */
const tick = (url: string): Promise<void> =>
  fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('* * * * *')}`, {
    signal: AbortSignal.timeout(30_000),
  }).then(
    () => {},
    () => {},
  )

const wantedPort = (): number => {
  const wanted = Number(process.env.PORT || DEFAULT_PORT)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new StartError(`PORT is ${process.env.PORT}, which is not a port.`)
  return wanted
}

const choosePort = async (wanted: number, say: Say): Promise<number> => {
  const port = await freePort(wanted)
  if (port !== wanted) say(`port ${wanted} is taken by another program, using ${port}`)
  return port
}

type Undo = (() => Promise<void> | void)[]

const migratedDatabase = async (data: string, undo: Undo): Promise<LocalDatabase> => {
  const folder = join(data, 'postgres')
  const what = process.env.DATABASE_URL
    ? 'The database that DATABASE_URL names'
    : `The embedded database in ${folder}`
  try {
    const opened = await openDatabase(folder)
    undo.push(() => opened.close())
    await applyMigrations(opened.url)
    return opened
  } catch (error) {
    throw new StartError(`${what} cannot be used: ${reasonOf(error)}`)
  }
}

/**
 * The exchange that quotes come from: one of this process, or the one that the environment names.
 * It ends with the stack, and no later start is told of it.
 */
const exchangeFor = async (undo: Undo): Promise<string> => {
  const named = ['DATABASE_URL', 'NEON_DATABASE_URL'].filter((name) => process.env[name])
  if (named.length > 0)
    throw new StartError(
      `Simulated quotes are kept in a database of their own, not in the one that ${named.join(' and ')} names: unset it.`,
    )
  undo.push(() => void ensureSecrets({ SIMULATED_EXCHANGE_URL: '' }))
  if (process.env.SIMULATED_EXCHANGE_URL) return process.env.SIMULATED_EXCHANGE_URL
  const { url, close } = await startExchange()
  undo.push(close)
  return url
}

/**
 * Starts the stack, saying each step. Throws StartError with what to do; leaves nothing running
 * when it fails.
 */
export const startStack = async (
  say: Say,
  { simulateQuotes = false }: { simulateQuotes?: boolean } = {},
): Promise<Stack> => {
  const wanted = wantedPort()
  const simulated = simulateQuotes || Boolean(process.env.SIMULATED_EXCHANGE_URL)
  const data = simulated ? SIMULATED_DATA_DIR : DATA_DIR
  const me = { pid: process.pid, started: startTime(process.pid) }
  claimDataFolder(data, me)
  const undo: Undo = [() => removeRunFile(data)]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const exchange = simulated ? await exchangeFor(undo) : null
    if (exchange)
      say(`prices are SIMULATED, by the exchange at ${exchange}; data is kept in ${data}`)
    const taken = ensureSecrets(
      exchange ? { SIMULATED_EXCHANGE_URL: exchange, NEON_DATABASE_URL: '' } : {},
    )
    if (taken.length) say(`settings from the environment: ${taken.join(', ')}`)
    say('building the page and opening the database')
    const [database, port] = await Promise.all([
      migratedDatabase(data, undo),
      choosePort(wanted, say),
      buildPage(),
    ])
    say(`${database.kind}; migrations applied`)
    say('starting the five Workers')
    const wrangler = startWrangler({ data, port, databaseUrl: database.url })
    undo.push(() => wrangler.stop())
    const url = `http://127.0.0.1:${port}`
    writeRunFile(data, {
      ...me,
      group: wrangler.pid,
      group_started: startTime(wrangler.pid),
      url: null,
    })
    await waitUntilReady(url, data, wrangler.ended)
    writeRunFile(data, { ...me, group: wrangler.pid, group_started: startTime(wrangler.pid), url })
    void tick(url)
    const ticker = setInterval(() => void tick(url), CRON_INTERVAL_MS)
    undo.push(() => clearInterval(ticker))
    const watched = watch(url)
    undo.push(() => watched.end())
    return {
      url,
      log: logFile(data),
      exchange,
      died: Promise.race([wrangler.ended, watched.silent]),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
