/**
 * The API token of the commands on this machine. Each start makes one where there is none that is
 * valid, and keeps it in the data folder, in a file that only its owner reads.
 */
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { accessContract } from '#shared/contracts/access.ts'
import type { ResponseOf } from '#shared/contracts/route.ts'
import { makeFolder } from './make-folder.ts'
import { ROOT } from './paths.ts'
import { reasonOf, StartError } from './start-error.ts'

/** A system, and the token that it takes; null where none is known. */
export interface Target {
  url: string
  token: string | null
}

const pathIn = (data: string): string => join(data, 'access-token')

/** The token in a data folder; null when there is none. */
export const keptToken = (data: string): string | null => {
  try {
    return readFileSync(pathIn(data), 'utf8').trim() || null
  } catch {
    return null
  }
}

const keep = (data: string, token: string): void => {
  makeFolder(data)
  const draft = `${pathIn(data)}.${process.pid}`
  writeFileSync(draft, `${token}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, pathIn(data))
}

/** The administrator token of this checkout, which the gateway reads from the same file. */
const operatorToken = (): string => {
  const settings = parseEnv(readFileSync(join(ROOT, '.dev.vars'), 'utf8'))
  if (settings.ADMIN_TOKEN) return settings.ADMIN_TOKEN
  throw new StartError(
    'ADMIN_TOKEN in .dev.vars is empty, so nobody can sign in: delete the line and start again.',
  )
}

type AccessRoute = keyof typeof accessContract
type AccessResponse<Route extends AccessRoute> = ResponseOf<(typeof accessContract)[Route]>

/** Longest time in milliseconds for one answer of a system on this machine. */
const TIMEOUT_MS = 20_000

const ask = async <Route extends AccessRoute>(
  url: string,
  headers: Record<string, string>,
  body?: object,
): Promise<AccessResponse<Route>> => {
  const response = await fetch(url, {
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`)
  return (await response.json()) as AccessResponse<Route>
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

const YEAR_SECONDS = 365 * 24 * 60 * 60
const NAME = 'commands of this machine'

/**
 * Returns the token in the data folder, made anew when the system at `url` does not take it.
 * `headers` are those by which the system knows its front.
 */
export const ensureAccessToken = async (
  data: string,
  url: string,
  headers: Record<string, string>,
): Promise<string> => {
  try {
    const kept = keptToken(data)
    if (kept !== null) {
      const me = await ask<'whoAmI'>(`${url}/api/access/me`, { ...headers, ...bearer(kept) })
      if (me.principal?.kind === 'token') return kept
    }
    const { token } = await ask<'makeToken'>(
      `${url}/api/access/tokens`,
      { ...headers, ...bearer(operatorToken()) },
      { name: NAME, scopes: ['admin'], expires_in_seconds: YEAR_SECONDS },
    )
    keep(data, token)
    return token
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`No token for the commands could be made: ${reasonOf(error)}`)
  }
}

/** A new sign-in link of a system: its whole address. */
export const signInLink = async ({ url, token }: Target): Promise<string> => {
  const { path } = await ask<'makeSignInLink'>(
    `${url}/api/access/sign-in-links`,
    token === null ? {} : bearer(token),
    {},
  )
  return `${url}${path}`
}
