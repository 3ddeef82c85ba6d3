/**
 * The host names of this gateway. A page of another site can point its own name at our address (DNS
 * rebinding); its requests then carry that name as `Host`. Pure.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'

/** The names of a gateway on the local machine, with any port. */
const LOCAL_NAMES = ['127.0.0.1', 'localhost', '[::1]']

const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)

/**
 * `https://name:8787/path` -> `https://name:8787`. Expects an absolute address from the platform.
 */
export const originOf = (url: string): string => {
  const end = url.indexOf('/', url.indexOf('//') + 2)
  return end < 0 ? url : url.slice(0, end)
}

/** `https://name:8787` -> `name:8787` */
export const hostOf = (origin: string): string => origin.slice(origin.indexOf('//') + 2)

/** A name or an address, in brackets when it has colons, and perhaps a port. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i
const MAX_PORT = 65_535

/** `Name:8787` -> `name`. Null for what is not one host: two of them, a path, a port of no kind. */
const nameOf = (host: string): string | null => {
  const [, name, port = '0'] = HOST.exec(host) ?? []
  return name === undefined || Number(port) > MAX_PORT ? null : name.toLowerCase()
}

/** The names of the last request that was accepted. Nearly every request carries the same. */
let accepted: { list: string; host: string; header: string } | null = null

/**
 * Null when the address of the request and its `Host` header both name this gateway. `list` holds
 * the names in addition to the local ones, separated by commas and without ports. A request with
 * two `Host` headers comes with both in one, and is malformed.
 */
export const refuseHost = (
  request: Pick<Request, 'url' | 'headers'>,
  list = '',
): Failure | null => {
  const host = hostOf(originOf(request.url))
  const header = request.headers.get('host') ?? host
  if (accepted?.host === host && accepted.header === header && accepted.list === list) return null
  const names = [...LOCAL_NAMES, ...namesIn(list)]
  for (const asked of header === host ? [host] : [host, header]) {
    const name = nameOf(asked)
    if (name === null) return fail('malformed_host', 'Send one Host header with one host in it.')
    if (!names.includes(name))
      return fail(
        'host_not_allowed',
        'The request was sent to a name that is not one of this gateway (PUBLIC_HOSTS).',
      )
  }
  accepted = { list, host, header }
  return null
}
