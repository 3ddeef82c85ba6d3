/**
 * Runs the five Workers behind the front: starts them on a port of their own, watches them, and
 * starts them again when they have died.
 */
import { randomInt } from 'node:crypto'
import { FRONT_TOKEN_HEADER } from '../gateway/gate/front-token.ts'
import { ensureAccessToken } from './access-token.ts'
import type { Front } from './front/front.ts'
import { claimPort, type PortClaim } from './ports.ts'
import { startTime, writeRunFile } from './run-file.ts'
import { type Death, PortTaken, waitUntilReady, watch } from './stack-health.ts'
import { reasonOf } from './start-error.ts'
import { startWrangler, type WranglerProcess } from './wrangler-process.ts'

interface WorkersSettings {
  data: string
  front: Front
  databaseUrl: string
  me: { pid: number; started: string | null }
}

interface StartedWorkers {
  wrangler: WranglerProcess
  /** The address at which wrangler listens, which only the front and the starter use. */
  innerUrl: string
  /** The token of the commands. */
  token: string
  stop(): Promise<void>
}

/** Tells the user one step. */
export type Say = (line: string) => void

/** The headers by which the gateway answers a probe at its inner address. */
const asFront = ({ settings }: Front): Record<string, string> => ({
  [FRONT_TOKEN_HEADER]: settings.token,
})

/** Starts the Workers on this port. Throws PortTaken when another program has it. */
const startOn = async (
  { port, release }: PortClaim,
  { data, front, databaseUrl, me }: WorkersSettings,
): Promise<StartedWorkers> => {
  const innerUrl = `http://127.0.0.1:${port}`
  const wrangler = startWrangler({ data, port, databaseUrl })
  const end = async () => {
    front.passTo(null)
    await wrangler.stop()
    release()
  }
  let ending: Promise<void> | null = null
  const stop = () => {
    ending ??= end()
    return ending
  }
  const group = { group: wrangler.pid, group_started: startTime(wrangler.pid) }
  try {
    writeRunFile(data, { ...me, ...group, url: null })
    await waitUntilReady(innerUrl, data, wrangler.ended, asFront(front))
    const token = await ensureAccessToken(data, innerUrl, asFront(front))
    const database = process.env.DATABASE_URL ? {} : { database: databaseUrl }
    writeRunFile(data, { ...me, ...group, url: front.url, ...database })
    front.passTo(port)
    return { wrangler, innerUrl, token, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** How many ports are tried when another program takes the chosen one before wrangler listens. */
const MOST_PORTS = 4
/**
 * Where the inner port is searched from. Below the ports that systems give to outgoing connections,
 * so that none of these takes it meanwhile.
 */
const INNER_PORTS = { from: 20_000, below: 30_000 }

/** Starts the Workers on a free port of their own; on another one when a program takes it. */
const startWorkers = async (settings: WorkersSettings, say: Say): Promise<StartedWorkers> => {
  const lost = new Set<number>()
  for (;;) {
    const claim = await claimPort(randomInt(INNER_PORTS.from, INNER_PORTS.below), lost)
    try {
      return await startOn(claim, settings)
    } catch (error) {
      lost.add(claim.port)
      if (!(error instanceof PortTaken) || lost.size >= MOST_PORTS) throw error
      say(`port ${claim.port} was taken by another program meanwhile; trying the next`)
    }
  }
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

export interface KeptWorkers {
  innerUrl(): string
  token(): string
  /** Settles when they have died too often. */
  gaveUp: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the Workers, watches them, and starts them again when they have died; the front stays at
 * its address and answers meanwhile that they are away. Gives up when they die too often. The logs
 * of Workers that died are kept beside the newest log. `onAgain` is called with the inner address
 * of those that were started again.
 */
export const keepRunning = async (
  settings: WorkersSettings,
  say: Say,
  onAgain: (innerUrl: string) => void,
): Promise<KeptWorkers> => {
  let workers = await startWorkers(settings, say)
  let stopped = false
  let starting: Promise<unknown> = Promise.resolve()
  const restarts: number[] = []
  const onSlow = (slow: boolean) =>
    say(slow ? 'the Workers are slow to answer; they are left to work' : 'the Workers answer again')
  const loop = async (): Promise<void> => {
    for (;;) {
      const { wrangler, innerUrl } = workers
      const watched = watch(innerUrl, wrangler.pid, { onSlow, headers: asFront(settings.front) })
      const death = await Promise.race([wrangler.ended.then(() => 'ended' as const), watched.dead])
      watched.end()
      if (stopped) return
      const now = Date.now()
      restarts.push(now)
      if (restarts.filter((at) => now - at < RESTART_WINDOW_MS).length > MOST_RESTARTS) return
      say(`the Workers died (${DEATHS[death]}); starting them again`)
      await workers.stop()
      const again = startWorkers(settings, say)
      starting = again.catch(() => {})
      workers = await again
      if (stopped) return
      say('the Workers run again')
      onAgain(workers.innerUrl)
    }
  }
  const gaveUp = loop().catch((error: unknown) => say(reasonOf(error)))
  return {
    innerUrl: () => workers.innerUrl,
    token: () => workers.token,
    gaveUp: gaveUp.then(() => (stopped ? new Promise<void>(() => {}) : undefined)),
    async stop() {
      stopped = true
      await workers.stop()
      await starting
      await workers.stop()
    },
  }
}
