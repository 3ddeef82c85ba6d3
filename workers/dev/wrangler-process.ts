/**
 * Runs `wrangler dev` with the five configurations, as a process that always ends together with its
 * starter.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './make-folder.ts'
import { ROOT, WORKER_CONFIGS } from './paths.ts'

export const logFile = (data: string): string => join(data, 'wrangler.log')

/**
 * How many logs of earlier runs are kept, so that a crash can be examined afterwards.
 * `wrangler.log.1` is the newest.
 */
const OLD_LOGS = 5
/** How many debug logs are kept. Wrangler writes one at each start. */
const DEBUG_FILES = 10

/**
 * Renames the logs of earlier starts, so that the next start can write its own, and deletes the
 * oldest.
 */
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

/**
 * Wrangler would write the address of every outbound call, with the key of the provider in it, to
 * the disk, and it would show this and all storage to whoever asks under `/cdn-cgi/`.
 */
export const UNOBSERVED = { X_LOCAL_OBSERVABILITY: 'false', X_LOCAL_EXPLORER: 'false' } as const

/**
 * How soon the runtime looks for garbage. By itself it lets each of the five Workers grow by the
 * size of the machine: new objects take up to three times 16 MB, and old ones are not looked at
 * before there are many of them, while sockets, streams and buffers of past requests hang on them.
 * These are steps, in MB and percent, and no bound: a Worker that needs more has it.
 */
export const SMALL_HEAPS = {
  MINIFLARE_WORKERD_V8_FLAGS:
    '--max-semi-space-size=2 --initial-old-space-size=8 --heap-growing-percent=30',
} as const

/** Deletes the addresses of outbound calls that an earlier start has left in the data folder. */
export const forgetCalls = (data: string): void =>
  rmSync(join(data, 'workers/v3/observability'), { recursive: true, force: true })

export interface WranglerProcess {
  /** Id of the process, which leads its process group. */
  pid: number
  child: ChildProcess
  /** Settles when the process has ended. */
  ended: Promise<void>
  stop(): Promise<void>
}

const debugFolder = (data: string): string => join(data, 'wrangler-debug')

const supervisor = fileURLToPath(new URL('supervise.ts', import.meta.url))
const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/** Starts wrangler. Its state and logs are kept in the folder `data`. */
export const startWrangler = ({
  data,
  ...options
}: {
  data: string
  port: number
  databaseUrl: string
}): WranglerProcess => {
  makeFolder(data)
  rotateLogs(data)
  forgetCalls(data)
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
        // Wrangler's own settings are not needed here, and it fails when it cannot write to the
        // home folder.
        XDG_CONFIG_HOME: join(data, 'wrangler-config'),
        NO_COLOR: '1',
        ...SMALL_HEAPS,
        ...UNOBSERVED,
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

/** The last lines of wrangler's log, to explain why a start failed. */
export const lastLogLines = (data: string, count: number): string =>
  readLog(data).trimEnd().split('\n').slice(-count).join('\n')

/** Whether the build failed. Wrangler does not end then, but waits for a change. */
export const buildFailed = (data: string): boolean => readLog(data).includes('Build failed with')

/** Whether the log has the line that wrangler writes when it listens. */
export const saysReady = (data: string): boolean => readLog(data).includes('Ready on http')

/** Whether another program already listens on the chosen port. */
export const portWasTaken = (data: string): boolean =>
  readLog(data).includes('Address already in use')
