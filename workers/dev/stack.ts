/**
 * Starts and stops the whole system on one machine: database, migrations, secrets, page, front,
 * five Workers, and the timer that fires the cron trigger.
 */
import { join, resolve } from 'node:path'
import type { Target } from './access-token.ts'
import { buildPage } from './build-page.ts'
import { applyMigrations, type LocalDatabase, openDatabase } from './database.ts'
import { claimDataFolder, claimSettings } from './data-folder.ts'
import { startExchange } from './exchange/start-exchange.ts'
import { type Front, openFront } from './front/front.ts'
import { frontSettings } from './front-settings.ts'
import { keepRunning, type Say } from './keep-running.ts'
import { keyEncryptionSettings } from './key-encryption-key.ts'
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { PORTS_TRIED } from './ports.ts'
import { removeRunFile, startTime } from './run-file.ts'
import { ensureSecrets, knownKeyEncryptionKey, secretsDiffer } from './secrets.ts'
import { reasonOf, StartError } from './start-error.ts'
import { logFile } from './wrangler-process.ts'

export const DEFAULT_PORT = 8787
const CRON_INTERVAL_MS = 60_000

export interface Stack extends Target {
  /** Path of the Workers' log. */
  log: string
  /** The address of the simulated exchange; null when quotes are not simulated. */
  exchange: string | null
  /** Settles when the Workers have ended although nobody stopped them. */
  died: Promise<void>
  stop(): Promise<void>
}

/**
 * Fires the cron trigger, which never fires by itself in a local system. `url` is the inner address
 * of the Workers, since the front refuses this path.
 */
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

/**
 * Listens on the first free port of those that begin with the wanted one. From then on nobody else
 * can take it.
 */
const openFrontNear = async (wanted: number, say: Say): Promise<Front> => {
  const settings = frontSettings()
  const near = Array.from({ length: PORTS_TRIED }, (_, at) => wanted + at)
  for (const port of [...near.filter((one) => one <= 65_535), 0]) {
    const front = await openFront(port, settings)
    if (front && front.port !== wanted)
      say(`port ${wanted} is taken by another program, using ${front.port}`)
    if (front) return front
  }
  throw new StartError('No port of 127.0.0.1 can be listened on.')
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
    if (error instanceof StartError) throw error
    throw new StartError(`${what} cannot be used: ${reasonOf(error)}`)
  }
}

/**
 * The address of the exchange that quotes come from: the one that the environment names, or one
 * that is started in this process and ends with the stack.
 */
const exchangeFor = async (undo: Undo): Promise<string> => {
  const named = ['DATABASE_URL', 'NEON_DATABASE_URL'].filter((name) => process.env[name])
  if (named.length > 0)
    throw new StartError(
      `Simulated quotes are kept in a database of their own, not in the one that ${named.join(' and ')} names: unset it.`,
    )
  if (process.env.SIMULATED_EXCHANGE_URL) return process.env.SIMULATED_EXCHANGE_URL
  const { url, close } = await startExchange()
  undo.push(close)
  return url
}

/**
 * Starts the stack and tells each step. When it fails, it leaves nothing running and throws a
 * StartError that says what to do.
 */
export const startStack = async (
  say: Say,
  { simulateQuotes = false, open = false }: { simulateQuotes?: boolean; open?: boolean } = {},
): Promise<Stack> => {
  const wanted = wantedPort()
  const simulated = simulateQuotes || Boolean(process.env.SIMULATED_EXCHANGE_URL)
  const data = resolve(simulated ? SIMULATED_DATA_DIR : DATA_DIR)
  const me = { pid: process.pid, started: startTime(process.pid) }
  claimDataFolder(data, me)
  const undo: Undo = [() => removeRunFile(data)]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const exchange = simulated ? await exchangeFor(undo) : null
    const ordinary = {
      ...keyEncryptionSettings(data, knownKeyEncryptionKey()),
      OPEN_ACCESS: open ? 'true' : '',
    }
    const settings = exchange
      ? { ...ordinary, SIMULATED_EXCHANGE_URL: exchange, NEON_DATABASE_URL: '' }
      : ordinary
    undo.push(claimSettings(data, me, () => secretsDiffer(settings)))
    if (exchange) {
      undo.push(() => void ensureSecrets({ ...ordinary, SIMULATED_EXCHANGE_URL: '' }))
      say(`prices are SIMULATED, by the exchange at ${exchange}; data is kept in ${data}`)
    }
    const taken = ensureSecrets(settings)
    if (taken.length) say(`settings from the environment: ${taken.join(', ')}`)
    say('building the page and opening the database')
    const [database] = await Promise.all([migratedDatabase(data, undo), buildPage()])
    say(`${database.kind}; migrations applied`)
    const front = await openFrontNear(wanted, say)
    undo.push(() => front.close())
    say('starting the five Workers')
    // What died with the Workers goes on at once.
    const running = await keepRunning(
      { data, front, databaseUrl: database.url, me },
      say,
      (url) => void tick(url),
    )
    undo.push(() => running.stop())
    const fire = () => void tick(running.innerUrl())
    fire()
    const ticker = setInterval(fire, CRON_INTERVAL_MS)
    undo.push(() => clearInterval(ticker))
    const token = running.token()
    return { url: front.url, token, log: logFile(data), exchange, died: running.gaveUp, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
