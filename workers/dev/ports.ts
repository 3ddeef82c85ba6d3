/**
 * Finds free ports on 127.0.0.1, and claims them so that several starts of this program do not
 * choose the same one.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'
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

/** How many ports, from the preferred one on, are tried before any other. */
export const PORTS_TRIED = 20

/**
 * The first free port of the twenty that begin with `preferred`. When none of them is free, any
 * free port.
 */
export const freePort = async (preferred: number): Promise<number> => {
  for (let port = preferred; port < preferred + PORTS_TRIED && port <= 65_535; port++)
    if ((await listens(port)) !== null) return port
  const any = await listens(0)
  if (any === null) throw new Error('no port of 127.0.0.1 can be listened on')
  return any
}

export interface PortClaim {
  port: number
  release(): void
}

/**
 * Each user has an own folder for the claims, because the folder of another user cannot be written.
 */
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
    // The folder of the claims cannot be reached, so there is no claim to remove.
  }
}

/**
 * Claims a port. Returns a function that gives it back, or null when another start has it. The link
 * can be made only once, so when two starts try at the same moment, only one gets the port. When
 * claims cannot be written at all, every port counts as claimed by this start.
 */
const claim = (port: number): (() => void) | null => {
  const path = join(CLAIMS, String(port))
  const draft = `${path}.${process.pid}`
  try {
    makeFolder(CLAIMS)
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
 * A free port that no other start of this program is about to use. Some seconds pass between this
 * choice and the moment when wrangler listens. The claim keeps other starts of this program away
 * from the port. When any other program takes it, the start tries again (PortTaken), and `except`
 * has the ports that were lost in this way.
 */
export const claimPort = async (
  preferred: number,
  except: ReadonlySet<number> = new Set(),
): Promise<PortClaim> => {
  for (let port = preferred; port < preferred + PORTS_TRIED && port <= 65_535; port++) {
    if (except.has(port)) continue
    const release = claim(port)
    if (!release) continue
    if ((await listens(port)) !== null) return { port, release }
    release()
  }
  const port = await freePort(preferred)
  return { port, release: claim(port) ?? (() => {}) }
}
