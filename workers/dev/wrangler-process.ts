/** `wrangler dev` with the five configurations, as a process that cannot outlive its starter. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, WORKER_CONFIGS } from './paths.ts'

export const logFile = (data: string): string => join(data, 'wrangler.log')

export interface WranglerProcess {
  /** Leader of the process group. */
  pid: number
  child: ChildProcess
  /** Settles when it has ended. */
  ended: Promise<void>
  stop(): Promise<void>
}

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
        WRANGLER_LOG_PATH: join(data, 'wrangler-debug'),
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
