/** Free ports on 127.0.0.1, and claims on them among starts of this program. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSameProcess, startTime } from './run-file.ts'

const listens = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })

/** Ports after the preferred one that are tried before any other. */
const TRIED = 20

/** `preferred` when it is free, else the next free one of the twenty after it, else any. */
export const freePort = async (preferred: number): Promise<number> => {
  for (let port = preferred; port < preferred + TRIED && port <= 65_535; port++)
    if ((await listens(port)) !== null) return port
  const any = await listens(0)
  if (any === null) throw new Error('no port of 127.0.0.1 can be listened on')
  return any
}

export interface PortClaim {
  port: number
  release(): void
}

/** A folder for each user: another's could not be written. */
const CLAIMS = join(tmpdir(), `fundamental-analysis-ports-${process.getuid?.() ?? 0}`)

/** Whether the process that wrote a claim still lives. */
const isHeld = (path: string): boolean => {
  try {
    const { pid, started } = JSON.parse(readFileSync(path, 'utf8')) as {
      pid: number
      started: string | null
    }
    return isSameProcess(pid, started)
  } catch {
    return false
  }
}

const remove = (path: string): void => {
  try {
    rmSync(path, { force: true })
  } catch {
    // The folder of the claims cannot be reached: there is none to remove.
  }
}

/**
 * Null when another start has it. The link is made once: of two starts at the same moment one gets
 * the port. Where no claim can be written there are none.
 */
const claim = (port: number): (() => void) | null => {
  const path = join(CLAIMS, String(port))
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(CLAIMS, { recursive: true })
    writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }))
    if (!isHeld(path)) remove(path)
    linkSync(draft, path)
    return () => remove(path)
  } catch {
    return isHeld(path) ? null : () => {}
  } finally {
    remove(draft)
  }
}

/**
 * A free port that no other start of this program is about to use. Between the choice and the
 * moment in which wrangler listens some seconds pass: the claim keeps other starts away, and
 * against any other program the start tries again (PortTaken). `except` are ports that were lost
 * so.
 */
export const claimPort = async (
  preferred: number,
  except: ReadonlySet<number> = new Set(),
): Promise<PortClaim> => {
  for (let port = preferred; port < preferred + TRIED && port <= 65_535; port++) {
    if (except.has(port)) continue
    const release = claim(port)
    if (!release) continue
    if ((await listens(port)) !== null) return { port, release }
    release()
  }
  const port = await freePort(preferred)
  return { port, release: claim(port) ?? (() => {}) }
}
