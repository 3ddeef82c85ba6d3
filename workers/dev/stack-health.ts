/** Whether a stack answers: waited for at the start, watched from then on. */
import { setTimeout as wait } from 'node:timers/promises'
import { descendants } from './process-table.ts'
import { StartError } from './start-error.ts'
import { buildFailed, lastLogLines, logFile, portWasTaken, saysReady } from './wrangler-process.ts'

/**
 * A first start on a slow disk compiles everything once; past this something is wrong,
 * milliseconds.
 */
const READY_TIMEOUT_MS = 180_000

/** The port was free when it was chosen, and somebody else has it now. */
export class PortTaken extends StartError {}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  )

/**
 * Waits until wrangler says that it listens and the stack is healthy: an answer alone could be
 * another program's on the same port. `data` holds the Workers' log. Throws PortTaken, or a
 * StartError that quotes the end of the log.
 */
export const waitUntilReady = async (
  url: string,
  data: string,
  died: Promise<void>,
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
    if (saysReady(data) && (await isHealthy(url))) return
    await wait(150)
  }
  throw new StartError(`The Workers were not ready after ${READY_TIMEOUT_MS / 1000} s. ${end()}`)
}

export interface WatchOptions {
  /** Between two probes, milliseconds. */
  intervalMs?: number
  /** A probe that takes longer is slow, milliseconds. */
  timeoutMs?: number
  /** Silent for so long without working: it hangs, milliseconds. */
  hungMs?: number
  /** Name of the runtime's process, below the watched one. */
  runtime?: string
  /** Told once when it becomes slow, and once when it answers again. */
  onSlow?: (slow: boolean) => void
}

const INTERVAL_MS = 5_000
const TIMEOUT_MS = 5_000
const HUNG_MS = 60_000
/** Of one processor: a runtime that works uses more, also on a crowded machine; an idle one less. */
const WORKING = 0.03
/** Between two probes passes no more, unless the machine itself slept. */
const SLEPT_MS = 30_000
/** Wrangler itself replaces the runtime when a source changes: it is away for a moment then. */
const ABSENT_UNTIL_DEAD = 2

/** A busy program still has its connections taken by the system; refused means that none listens. */
const REFUSED_UNTIL_DEAD = 4

type Probe = 'answered' | 'slow' | 'refused'

const isRefusal = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}

const probe = (url: string, timeoutMs: number): Promise<Probe> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(timeoutMs) }).then(
    (): Probe => 'answered',
    (error: unknown): Probe => (isRefusal(error) ? 'refused' : 'slow'),
  )

/** Why a stack is taken for dead. */
export type Death = 'runtime_gone' | 'refuses' | 'hangs'

/**
 * Settles when the runtime below the process `pid` is dead, and says why. A stack that is slow is
 * not dead: it is left alone as long as its runtime lives and works. Dead is a runtime whose process
 * is gone or where nothing listens any more (wrangler lives on and serves nothing), and one that
 * neither answers nor works for a minute. Where the system does not tell its processes, one that is
 * silent for that minute is dead.
 */
export const watch = (
  url: string,
  pid: number,
  {
    intervalMs = INTERVAL_MS,
    timeoutMs = TIMEOUT_MS,
    hungMs = HUNG_MS,
    runtime = 'workerd',
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
        const found = await probe(url, timeoutMs)
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
    // Only the end of the watch rejects the waiting.
    run().catch(() => {})
  })
  return { dead, end: () => ended.abort() }
}
