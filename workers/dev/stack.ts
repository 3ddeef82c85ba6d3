/** The whole system on one laptop: database, migrations, secrets, page, five Workers, cron ticker. */
import { join } from 'node:path'
import { buildPage } from './build-page.ts'
import { applyMigrations, type LocalDatabase, openDatabase } from './database.ts'
import { DATA_DIR } from './paths.ts'
import { freePort } from './ports.ts'
import { claimRunFile, type RunFile, removeRunFile, startTime, writeRunFile } from './run-file.ts'
import { ensureSecrets } from './secrets.ts'
import { buildFailed, LOG_FILE, lastLogLines, startWrangler } from './wrangler-process.ts'

export const DEFAULT_PORT = 8787
/** A first start on a slow disk compiles everything once; past this something is wrong, milliseconds. */
const READY_TIMEOUT_MS = 90_000
const CRON_INTERVAL_MS = 60_000

export interface Stack {
  url: string
  /** Settles when the Workers have ended without being asked to. */
  died: Promise<void>
  stop(): Promise<void>
}

export type Say = (line: string) => void

export class StartError extends Error {}

const waitUntilReady = async (url: string, died: Promise<void>): Promise<void> => {
  let dead = false
  died.then(
    () => {
      dead = true
    },
    () => {},
  )
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (dead) throw new StartError(`wrangler dev ended before it was ready. The end of ${LOG_FILE}:\n${lastLogLines(25)}`)
    if (buildFailed()) throw new StartError(`A Worker does not build. The end of ${LOG_FILE}:\n${lastLogLines(25)}`)
    const healthy = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new StartError(`The Workers were not ready after ${READY_TIMEOUT_MS / 1000} s. The end of ${LOG_FILE}:\n${lastLogLines(25)}`)
}

/** Fires the cron trigger: locally it never fires by itself. */
const tick = (url: string): Promise<void> =>
  fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('* * * * *')}`, { signal: AbortSignal.timeout(30_000) }).then(
    () => {},
    () => {},
  )

const wantedPort = (): number => {
  const wanted = Number(process.env.PORT || DEFAULT_PORT)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) throw new StartError(`PORT is ${process.env.PORT}, which is not a port.`)
  return wanted
}

const choosePort = async (wanted: number, say: Say): Promise<number> => {
  const port = await freePort(wanted)
  if (port !== wanted) say(`port ${wanted} is taken by another program, using ${port}`)
  return port
}

/** A healthy stack answers in milliseconds, also that something in it is degraded; on a busy machine it may miss one. */
const WATCH_INTERVAL_MS = 5_000
const WATCH_TIMEOUT_MS = 5_000
const MISSED_UNTIL_DEAD = 3

/** Settles when nothing answers any more: wrangler lives on when its runtime was killed, and serves nothing. */
const watch = (url: string): { silent: Promise<void>; end(): void } => {
  const ended = new AbortController()
  const silent = (async () => {
    for (let missed = 0; missed < MISSED_UNTIL_DEAD; ) {
      await new Promise((resolve) => setTimeout(resolve, WATCH_INTERVAL_MS).unref())
      if (ended.signal.aborted) return
      const answered = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(WATCH_TIMEOUT_MS) }).then(
        () => true,
        () => false,
      )
      missed = answered ? 0 : missed + 1
    }
  })()
  return { silent, end: () => ended.abort() }
}

/** What is wrong with a database, in the driver's or the system's words. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** Takes the data folder for this process. */
const claimDataFolder = (me: Pick<RunFile, 'pid' | 'started'>): void => {
  let other: RunFile | null
  try {
    other = claimRunFile({ ...me, group: null, group_started: null, url: null })
  } catch (error) {
    throw new StartError(`The data folder ${DATA_DIR} cannot be written: ${reasonOf(error)}`)
  }
  if (other)
    throw new StartError(other.url ? `The system already runs at ${other.url} (process ${other.pid}).` : `Another start is under way (process ${other.pid}).`)
}

const migratedDatabase = async (undo: (() => Promise<void> | void)[]): Promise<LocalDatabase> => {
  const folder = join(DATA_DIR, 'postgres')
  const what = process.env.DATABASE_URL ? 'The database that DATABASE_URL names' : `The embedded database in ${folder}`
  try {
    const opened = await openDatabase(folder)
    undo.push(() => opened.close())
    await applyMigrations(opened.url)
    return opened
  } catch (error) {
    throw new StartError(`${what} cannot be used: ${reasonOf(error)}`)
  }
}

/** Starts the stack, saying each step. Throws StartError with what to do; leaves nothing running when it fails. */
export const startStack = async (say: Say): Promise<Stack> => {
  const wanted = wantedPort()
  const me = { pid: process.pid, started: startTime(process.pid) }
  claimDataFolder(me)
  const undo: (() => Promise<void> | void)[] = [removeRunFile]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const taken = ensureSecrets()
    if (taken.length) say(`settings from the environment: ${taken.join(', ')}`)
    say('building the page and opening the database')
    const [database, port] = await Promise.all([migratedDatabase(undo), choosePort(wanted, say), buildPage()])
    say(`${database.kind}; migrations applied`)
    say('starting the five Workers')
    const wrangler = startWrangler({ port, databaseUrl: database.url })
    undo.push(() => wrangler.stop())
    const url = `http://127.0.0.1:${port}`
    writeRunFile({ ...me, group: wrangler.pid, group_started: startTime(wrangler.pid), url: null })
    await waitUntilReady(url, wrangler.ended)
    writeRunFile({ ...me, group: wrangler.pid, group_started: startTime(wrangler.pid), url })
    void tick(url)
    const ticker = setInterval(() => void tick(url), CRON_INTERVAL_MS)
    undo.push(() => clearInterval(ticker))
    const watched = watch(url)
    undo.push(() => watched.end())
    return { url, died: Promise.race([wrangler.ended, watched.silent]), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
