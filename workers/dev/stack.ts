/**
 * Starts and stops the whole system on one machine: database, migrations, secrets, page, five
 * Workers, and the timer that fires the cron trigger.
 */
import { join, resolve } from 'node:path'
import { buildPage } from './build-page.ts'
import { applyMigrations, type LocalDatabase, openDatabase } from './database.ts'
import { claimDataFolder, claimSettings } from './data-folder.ts'
import { startExchange } from './exchange/start-exchange.ts'
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { claimPort, type PortClaim } from './ports.ts'
import { removeRunFile, startTime, writeRunFile } from './run-file.ts'
import { ensureSecrets, secretsDiffer } from './secrets.ts'
import { type Death, PortTaken, waitUntilReady, watch } from './stack-health.ts'
import { reasonOf, StartError } from './start-error.ts'
import { logFile, startWrangler, type WranglerProcess } from './wrangler-process.ts'

export const DEFAULT_PORT = 8787
const CRON_INTERVAL_MS = 60_000

export interface Stack {
  url: string
  /** Path of the Workers' log. */
  log: string
  /** The address of the simulated exchange; null when quotes are not simulated. */
  exchange: string | null
  /** Settles when the Workers have ended although nobody stopped them. */
  died: Promise<void>
  stop(): Promise<void>
}

export type Say = (line: string) => void

/** Fires the cron trigger, which never fires by itself in a local system. */
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

const choosePort = async (
  wanted: number,
  lost: ReadonlySet<number>,
  say: Say,
): Promise<PortClaim> => {
  const claim = await claimPort(wanted, lost)
  if (claim.port !== wanted) say(`port ${wanted} is taken by another program, using ${claim.port}`)
  return claim
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

/** How often the Workers are started again within the window before the stack is given up. */
const MOST_RESTARTS = 3
const RESTART_WINDOW_MS = 10 * 60_000

const DEATHS: Record<Death | 'ended', string> = {
  ended: 'wrangler dev ended',
  runtime_gone: 'their runtime is gone',
  refuses: 'nothing listens at their address',
  hangs: 'they neither answer nor work',
}

interface StackSettings {
  data: string
  url: string
  databaseUrl: string
  me: { pid: number; started: string | null }
}

/**
 * Starts the five Workers under wrangler and waits until they are ready. Throws PortTaken when
 * another program has the port.
 */
const startWorkers = async ({
  data,
  url,
  databaseUrl,
  me,
}: StackSettings): Promise<WranglerProcess> => {
  const wrangler = startWrangler({ data, port: Number(new URL(url).port), databaseUrl })
  const group = { group: wrangler.pid, group_started: startTime(wrangler.pid) }
  try {
    writeRunFile(data, { ...me, ...group, url: null })
    await waitUntilReady(url, data, wrangler.ended)
    const database = process.env.DATABASE_URL ? {} : { database: databaseUrl }
    writeRunFile(data, { ...me, ...group, url, ...database })
    return wrangler
  } catch (error) {
    await wrangler.stop()
    throw error
  }
}

/**
 * Watches the Workers and starts them again, at the same address, when they have died. Gives up
 * when they die too often. The logs of Workers that died are kept beside the newest log.
 */
const keepRunning = (
  first: WranglerProcess,
  running: StackSettings,
  say: Say,
): { gaveUp: Promise<void>; stop(): Promise<void> } => {
  let wrangler = first
  let stopped = false
  let starting: Promise<unknown> = Promise.resolve()
  const restarts: number[] = []
  const onSlow = (slow: boolean) =>
    say(slow ? 'the Workers are slow to answer; they are left to work' : 'the Workers answer again')
  const loop = async (): Promise<void> => {
    for (;;) {
      const watched = watch(running.url, wrangler.pid, { onSlow })
      const death = await Promise.race([wrangler.ended.then(() => 'ended' as const), watched.dead])
      watched.end()
      if (stopped) return
      const now = Date.now()
      restarts.push(now)
      if (restarts.filter((at) => now - at < RESTART_WINDOW_MS).length > MOST_RESTARTS) return
      say(`the Workers died (${DEATHS[death]}); starting them again`)
      await wrangler.stop()
      const again = startWorkers(running)
      starting = again.catch(() => {})
      wrangler = await again
      if (stopped) return
      say('the Workers run again')
    }
  }
  const gaveUp = loop().catch((error: unknown) => say(reasonOf(error)))
  return {
    gaveUp: gaveUp.then(() => (stopped ? new Promise<void>(() => {}) : undefined)),
    async stop() {
      stopped = true
      await wrangler.stop()
      await starting
      await wrangler.stop()
    },
  }
}

/** How many ports are tried when another program takes the chosen one before wrangler listens. */
const MOST_PORTS = 4

/**
 * Chooses a port and starts the Workers on it. When another program takes the port in the meantime,
 * tries another port.
 */
const startOnFreePort = async (
  wanted: number,
  begin: (url: string) => Promise<WranglerProcess>,
  say: Say,
): Promise<{ url: string; wrangler: WranglerProcess; release(): void }> => {
  const lost = new Set<number>()
  for (;;) {
    const { port, release } = await choosePort(wanted, lost, say)
    const url = `http://127.0.0.1:${port}`
    try {
      return { url, wrangler: await begin(url), release }
    } catch (error) {
      release()
      lost.add(port)
      if (!(error instanceof PortTaken) || lost.size >= MOST_PORTS) throw error
      say(`port ${port} was taken by another program meanwhile; trying the next`)
    }
  }
}

/**
 * Starts the stack and tells each step. When it fails, it leaves nothing running and throws a
 * StartError that says what to do.
 */
export const startStack = async (
  say: Say,
  { simulateQuotes = false }: { simulateQuotes?: boolean } = {},
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
    const settings = exchange ? { SIMULATED_EXCHANGE_URL: exchange, NEON_DATABASE_URL: '' } : {}
    undo.push(claimSettings(data, me, () => secretsDiffer(settings)))
    if (exchange) {
      undo.push(() => void ensureSecrets({ SIMULATED_EXCHANGE_URL: '' }))
      say(`prices are SIMULATED, by the exchange at ${exchange}; data is kept in ${data}`)
    }
    const taken = ensureSecrets(settings)
    if (taken.length) say(`settings from the environment: ${taken.join(', ')}`)
    say('building the page and opening the database')
    const [database] = await Promise.all([migratedDatabase(data, undo), buildPage()])
    say(`${database.kind}; migrations applied`)
    const begin = (url: string) => {
      say('starting the five Workers')
      return startWorkers({ data, url, databaseUrl: database.url, me })
    }
    const { url, wrangler, release } = await startOnFreePort(wanted, begin, say)
    undo.push(release)
    const kept = keepRunning(wrangler, { data, url, databaseUrl: database.url, me }, say)
    undo.push(() => kept.stop())
    void tick(url)
    const ticker = setInterval(() => void tick(url), CRON_INTERVAL_MS)
    undo.push(() => clearInterval(ticker))
    return { url, log: logFile(data), exchange, died: kept.gaveUp, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
