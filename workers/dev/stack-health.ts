/** Checks whether a stack answers: waits for it at the start, and watches it afterwards. */
import { setTimeout as wait } from 'node:timers/promises'
import { descendants } from './process-table.ts'
import { StartError } from './start-error.ts'
import { buildFailed, lastLogLines, logFile, portWasTaken, saysReady } from './wrangler-process.ts'

/**
 * In ms. A first start on a slow disk has to compile everything. When it takes longer than this,
 * something is wrong.
 */
const READY_TIMEOUT_MS = 180_000

/** The port was free when it was chosen, but another program has it now. */
export class PortTaken extends StartError {}

const isHealthy = (url: string, headers: Record<string, string>): Promise<boolean> =>
  fetch(`${url}/healthz`, { headers, signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  )

/**
 * Waits until wrangler says that it listens and the stack is healthy. A healthy answer alone is not
 * enough, since it could come from another program on the same port. `data` is the folder with the
 * Workers' log, `headers` are sent with the probe. Throws PortTaken, or a StartError that quotes
 * the end of the log.
 */
export const waitUntilReady = async (
  url: string,
  data: string,
  died: Promise<void>,
  headers: Record<string, string> = {},
): Promise<void> => {
  const end = () => `The end of ${logFile(data)}:\n${lastLogLines(data, 25)}`
  let dead = false
  died.then(
    () => {
      dead = true
    },
    () => {},
  )
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (portWasTaken(data)) throw new PortTaken(`Another program took the port of ${url}. ${end()}`)
    if (dead) throw new StartError(`wrangler dev ended before it was ready. ${end()}`)
    if (buildFailed(data)) throw new StartError(`A Worker does not build. ${end()}`)
    if (saysReady(data) && (await isHealthy(url, headers))) return
    await wait(150)
  }
  throw new StartError(`The Workers were not ready after ${READY_TIMEOUT_MS / 1000} s. ${end()}`)
}

export interface WatchOptions {
  /** Time between two probes, in ms. */
  intervalMs?: number
  /** A probe that takes longer than this is slow, in ms. */
  timeoutMs?: number
  /** A runtime that neither answers nor works for this long hangs, in ms. */
  hungMs?: number
  /** Name of the runtime's process, which runs below the watched process. */
  runtime?: string
  /** Sent with each probe. */
  headers?: Record<string, string>
  /**
   * Called once with true when the stack becomes slow, and once with false when it answers again.
   */
  onSlow?: (slow: boolean) => void
}

const INTERVAL_MS = 5_000
const TIMEOUT_MS = 5_000
const HUNG_MS = 30_000
/**
 * Share of one processor, as a fraction. A working runtime uses more, even on a busy machine; an
 * idle runtime uses less.
 */
const WORKING = 0.03
/** In ms. The time between two probes is longer than this only when the machine itself slept. */
const SLEPT_MS = 30_000
/**
 * The runtime counts as gone after so many probes in a row without its process. Wrangler replaces
 * the process when a source changes, so it can be absent for a moment.
 */
const ABSENT_UNTIL_DEAD = 2

/**
 * Nothing listens when so many connections in a row are refused. The system accepts connections
 * even for a busy program.
 */
const REFUSED_UNTIL_DEAD = 4

type Probe = 'answered' | 'slow' | 'refused'

const isRefusal = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}

const probe = (url: string, timeoutMs: number, headers: Record<string, string>): Promise<Probe> =>
  fetch(`${url}/healthz`, { headers, signal: AbortSignal.timeout(timeoutMs) }).then(
    (): Probe => 'answered',
    (error: unknown): Probe => (isRefusal(error) ? 'refused' : 'slow'),
  )

/** The reason why a stack counts as dead. */
export type Death = 'runtime_gone' | 'refuses' | 'hangs'

/**
 * Settles when the runtime below the process `pid` is dead, and says why. A slow stack is not dead:
 * it is left alone as long as its runtime lives and works. A runtime is dead when its process is
 * gone, when nothing listens any more (wrangler can live on and serve nothing), or when it neither
 * answers nor works for half a minute (`hungMs`). On a system that does not list its processes, a
 * stack that does not answer for that time is dead.
 */
export const watch = (
  url: string,
  pid: number,
  {
    intervalMs = INTERVAL_MS,
    timeoutMs = TIMEOUT_MS,
    hungMs = HUNG_MS,
    runtime = 'workerd',
    headers = {},
    onSlow = () => {},
  }: WatchOptions = {},
): { dead: Promise<Death>; end(): void } => {
  const ended = new AbortController()
  const dead = new Promise<Death>((resolve) => {
    const run = async () => {
      let absent = 0
      let refused = 0
      let slow = false
      let lastSign = Date.now()
      let last = { at: Date.now(), cpu: 0 }
      for (;;) {
        await wait(intervalMs, undefined, { signal: ended.signal, ref: false })
        const found = await probe(url, timeoutMs, headers)
        if (ended.signal.aborted) return
        const processes = descendants(pid, runtime)
        const now = { at: Date.now(), cpu: processes?.reduce((sum, { cpu }) => sum + cpu, 0) ?? 0 }
        const passed = now.at - last.at
        const works = (now.cpu - last.cpu) * 1_000 > passed * WORKING
        last = now
        if (found === 'answered') {
          if (slow) onSlow(false)
          absent = 0
          refused = 0
          slow = false
        }
        if (found === 'answered' || works || passed > SLEPT_MS) lastSign = now.at
        if (found === 'answered') continue
        refused = found === 'refused' ? refused + 1 : 0
        if (refused >= REFUSED_UNTIL_DEAD) return resolve('refuses')
        absent = processes?.length === 0 ? absent + 1 : 0
        if (absent >= ABSENT_UNTIL_DEAD) return resolve('runtime_gone')
        if (now.at - lastSign > hungMs) return resolve('hangs')
        if (!slow && found === 'slow') onSlow(true)
        slow ||= found === 'slow'
      }
    }
    // This rejects only when the watch is ended.
    run().catch(() => {})
  })
  return { dead, end: () => ended.abort() }
}
