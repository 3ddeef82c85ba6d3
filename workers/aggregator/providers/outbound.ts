/**
 * Where a call to a provider may go. A redirect is followed only over https and within the same
 * registrable host. Nothing is sent to this machine or to a private network. Pure.
 */

/**
 * Second-level names under which the registries of the markets' countries give out domains:
 * `com.cn`, `go.jp`. The public suffix list has thousands more. For a host under a suffix that is
 * missing here, only its last two labels are compared, so this list is suitable only for the
 * providers' own hosts.
 */
const SECOND_LEVEL = new Set('com co net org gov go or ac ne edu gr lg ad ed mil idv'.split(' '))

/** `api.edinet-fsa.go.jp` -> `edinet-fsa.go.jp`; `qt.gtimg.cn` -> `gtimg.cn`. */
export const registrableHost = (host: string): string => {
  const labels = host.split('.')
  const country = (labels.at(-1) ?? '').length === 2
  const kept = country && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 3 : 2
  return labels.slice(-kept).join('.')
}

const LOCAL = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa)$/

/**
 * Why a call may not go to `url`; null when it may. All numeric IP addresses are refused, which
 * covers loopback, private and link-local ones. No provider is reached by a numeric address.
 *
 * A public name that resolves to a private address cannot be seen here, for a Worker learns no
 * addresses. Such a call can only go to a host that an adapter names, or to one of the same owner,
 * and only over https with a certificate of that name.
 */
export const forbiddenTarget = (url: URL): string | null => {
  if (url.protocol !== 'https:') return 'an address that is not https'
  if (url.username || url.password) return 'an address with a password'
  if (url.port) return 'an address with a port of its own'
  const host = url.hostname.replace(/\.$/, '')
  // The URL parser has already turned every form of an IPv4 address (0x7f.1, 2130706433) into
  // dotted numbers.
  if (host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)) return 'an address by number'
  if (!host.includes('.') || LOCAL.test(host)) return 'a local address'
  return null
}

/** The address a redirect leads to, or why it is not followed. */
export const redirectTarget = (from: URL, location: string | null): URL | string => {
  const to = location && URL.canParse(location, from.href) ? new URL(location, from.href) : null
  if (!to) return 'no readable address'
  const forbidden = forbiddenTarget(to)
  if (forbidden) return forbidden
  return registrableHost(to.hostname) === registrableHost(from.hostname) ? to : 'another host'
}
