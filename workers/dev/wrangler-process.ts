/** `wrangler dev` with the five configurations, as a process that cannot outlive its starter. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DATA_DIR, ROOT, WORKER_CONFIGS } from './paths.ts'

export const LOG_FILE = join(DATA_DIR, 'wrangler.log')

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

export const startWrangler = (options: { port: number; databaseUrl: string }): WranglerProcess => {
  mkdirSync(DATA_DIR, { recursive: true })
  const log = openSync(LOG_FILE, 'w')
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
      `--persist-to=${join(DATA_DIR, 'workers')}`,
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
        WRANGLER_REGISTRY_PATH: join(DATA_DIR, 'registry'),
        WRANGLER_LOG_PATH: join(DATA_DIR, 'wrangler-debug'),
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

const readLog = (): string => {
  try {
    return readFileSync(LOG_FILE, 'utf8')
  } catch {
    return ''
  }
}

/** The end of wrangler's log, for a start that failed. */
export const lastLogLines = (count: number): string => readLog().trimEnd().split('\n').slice(-count).join('\n')

/** Wrangler waits for a change after a failed build instead of ending. */
export const buildFailed = (): boolean => readLog().includes('Build failed with')
