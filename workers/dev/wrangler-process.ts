/** `wrangler dev` with the five configurations, as a process that cannot outlive its starter. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, WORKER_CONFIGS } from './paths.ts'

export const logFile = (data: string): string => join(data, 'wrangler.log')

/** Logs of earlier runs that are kept, `wrangler.log.1` the newest: a crash can be read after it. */
const OLD_LOGS = 5
/** Wrangler writes a file of its own at each start. */
const DEBUG_FILES = 10

/** Moves the logs of earlier starts out of the way of the next one. */
export const rotateLogs = (data: string): void => {
  const log = logFile(data)
  for (let age = OLD_LOGS - 1; age >= 0; age--) {
    const from = age === 0 ? log : `${log}.${age}`
    if (existsSync(from)) renameSync(from, `${log}.${age + 1}`)
  }
  const folder = debugFolder(data)
  if (!existsSync(folder)) return
  const files = readdirSync(folder).map((name) => join(folder, name))
  const newestFirst = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const file of newestFirst.slice(DEBUG_FILES)) rmSync(file, { recursive: true })
}

export interface WranglerProcess {
  /** Leader of the process group. */
  pid: number
  child: ChildProcess
  /** Settles when it has ended. */
  ended: Promise<void>
  stop(): Promise<void>
}

const debugFolder = (data: string): string => join(data, 'wrangler-debug')

const supervisor = fileURLToPath(new URL('supervise.ts', import.meta.url))
const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/** State and logs are kept in the folder `data`. */
export const startWrangler = ({
  data,
  ...options
}: {
  data: string
  port: number
  databaseUrl: string
}): WranglerProcess => {
  mkdirSync(data, { recursive: true })
  rotateLogs(data)
  const log = openSync(logFile(data), 'w')
  const child = spawn(
    process.execPath,
    [
      supervisor,
      process.execPath,
      wrangler,
      'dev',
      ...WORKER_CONFIGS.flatMap((config) => ['-c', config]),
      '--ip=127.0.0.1',
      `--port=${options.port}`,
      '--inspector-port=0',
      `--persist-to=${join(data, 'workers')}`,
      '--show-interactive-dev-session=false',
    ],
    {
      cwd: ROOT,
      detached: true,
      stdio: ['pipe', log, log],
      env: {
        ...process.env,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: options.databaseUrl,
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_REGISTRY_PATH: join(data, 'registry'),
        WRANGLER_LOG_PATH: debugFolder(data),
        // Wrangler's own settings are of no use here, and a home that cannot be written stops it.
        XDG_CONFIG_HOME: join(data, 'wrangler-config'),
        NO_COLOR: '1',
      },
    },
  )
  closeSync(log)
  child.stdin?.on('error', () => {}) // Closed already when the process has ended.
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    child,
    ended,
    async stop() {
      child.stdin?.end()
      await ended
    },
  }
}

const readLog = (data: string): string => {
  try {
    return readFileSync(logFile(data), 'utf8')
  } catch {
    return ''
  }
}

/** The end of wrangler's log, for a start that failed. */
export const lastLogLines = (data: string, count: number): string =>
  readLog(data).trimEnd().split('\n').slice(-count).join('\n')

/** Wrangler waits for a change after a failed build instead of ending. */
export const buildFailed = (data: string): boolean => readLog(data).includes('Build failed with')

/** Wrangler's line once it listens. */
export const saysReady = (data: string): boolean => readLog(data).includes('Ready on http')

/** Somebody else listens on the port that was chosen. */
export const portWasTaken = (data: string): boolean =>
  readLog(data).includes('Address already in use')
