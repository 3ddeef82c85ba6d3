/** Whether a stack answers: waited for at the start, watched from then on. */
import { StartError } from './start-error.ts'
import { buildFailed, lastLogLines, logFile } from './wrangler-process.ts'

/**
 * A first start on a slow disk compiles everything once; past this something is wrong,
 * milliseconds.
 */
const READY_TIMEOUT_MS = 90_000

/** `data` holds the Workers' log. */
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
    if (dead) throw new StartError(`wrangler dev ended before it was ready. ${end()}`)
    if (buildFailed(data)) throw new StartError(`A Worker does not build. ${end()}`)
    const healthy = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new StartError(`The Workers were not ready after ${READY_TIMEOUT_MS / 1000} s. ${end()}`)
}

/**
 * A healthy stack answers in milliseconds, also that something in it is degraded; on a busy machine
 * it may miss one.
 */
const WATCH_INTERVAL_MS = 5_000
const WATCH_TIMEOUT_MS = 5_000
const MISSED_UNTIL_DEAD = 3

/**
 * Settles when nothing answers any more: wrangler lives on when its runtime was killed, and serves
 * nothing.
 */
export const watch = (url: string): { silent: Promise<void>; end(): void } => {
  const ended = new AbortController()
  const silent = (async () => {
    for (let missed = 0; missed < MISSED_UNTIL_DEAD; ) {
      await new Promise((resolve) => setTimeout(resolve, WATCH_INTERVAL_MS).unref())
      if (ended.signal.aborted) return
      const answered = await fetch(`${url}/healthz`, {
        signal: AbortSignal.timeout(WATCH_TIMEOUT_MS),
      }).then(
        () => true,
        () => false,
      )
      missed = answered ? 0 : missed + 1
    }
  })()
  return { silent, end: () => ended.abort() }
}
