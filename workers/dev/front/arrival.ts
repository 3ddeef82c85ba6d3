/**
 * Decides whether a request from outside may be passed on to the Workers. Wrangler's local proxy
 * believes headers of its own, such as `MF-Original-URL`, whoever sends them, and serves the local
 * runtime under addresses of its own. Pure.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import { refuseHost } from '../../gateway/gate/hosts.ts'

/** The head of a request, as Node tells it: names and values of the headers in turn. */
export interface Arrival {
  url?: string | undefined
  rawHeaders: readonly string[]
}

/** Names of the headers between wrangler and its proxy begin so. */
const PROXY_PREFIX = 'mf-'

/** Addresses of the local runtime: its cron trigger, storage and explorer. */
const RUNTIME_PATHS = ['/cdn-cgi', '/__cf_local']

/** The values of all headers with this name, which is in lower case. */
export const valuesOf = (rawHeaders: readonly string[], name: string): string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)

const hasProxyHeader = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.some((name, at) => at % 2 === 0 && name.toLowerCase().startsWith(PROXY_PREFIX))

/** Whether the local runtime would answer this path itself; it resolves `.` and `..` first. */
const isOfRuntime = (target: string): boolean => {
  const { pathname } = new URL(`http://localhost${target}`)
  return RUNTIME_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`))
}

/** Null when the request may be passed on. `publicHosts` is the setting PUBLIC_HOSTS. */
export const refuseArrival = (
  { url = '', rawHeaders }: Arrival,
  publicHosts: string,
): Failure | null => {
  if (hasProxyHeader(rawHeaders))
    return fail('header_not_allowed', 'Headers that begin with MF- belong to the local proxy.')
  const hosts = valuesOf(rawHeaders, 'host')
  const [host = ''] = hosts
  if (hosts.length !== 1 || !url.startsWith('/'))
    return fail('malformed_host', 'Send a path, and one Host header with one host in it.')
  const refused = refuseHost(
    { url: `http://${host}/`, headers: new Headers({ host }) },
    publicHosts,
  )
  if (refused) return refused
  return isOfRuntime(url) ? fail('route_not_found', 'There is no such route.') : null
}
