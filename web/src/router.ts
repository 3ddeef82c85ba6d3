/**
 * The page's routes over the History API: a signal of where we are, and ordinary links that change
 * it.
 */
import { computed, signal } from '@preact/signals'

export type Route =
  | { page: 'home' }
  | {
      page: 'company'
      market: string
      symbol: string
      as_of: string | null
      currency: string | null
    }
  | { page: 'data_sources' }
  | { page: 'report'; id: string }
  | { page: 'not_found'; path: string }

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Which page a path (with its query) names. Pure. */
export const routeOf = (path: string, query = ''): Route => {
  const parts = path.split('/').filter(Boolean).map(decode)
  const [head, first, second] = parts
  if (parts.length === 0) return { page: 'home' }
  if (head === 'company' && first && second && parts.length === 3) {
    const wish = new URLSearchParams(query)
    return {
      page: 'company',
      market: first.toUpperCase(),
      symbol: second,
      as_of: wish.get('as_of'),
      currency: wish.get('currency'),
    }
  }
  if (head === 'data-sources' && parts.length === 1) return { page: 'data_sources' }
  if (head === 'reports' && first && parts.length === 2) return { page: 'report', id: first }
  return { page: 'not_found', path }
}

/** Paths of the gateway itself: left to the browser. */
const SERVED = /^\/(api\/|docs|openapi\.json|healthz)/

const location_ = signal({ path: '/', query: '' })
export const route = computed(() => routeOf(location_.value.path, location_.value.query))

const read = () => {
  location_.value = { path: location.pathname, query: location.search }
}

export const navigate = (to: string, how: 'push' | 'replace' = 'push'): void => {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to)
  read()
  if (how === 'push') scrollTo(0, 0)
}

const onClick = (event: MouseEvent) => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (
    !link ||
    link.target ||
    link.hasAttribute('download') ||
    link.origin !== location.origin ||
    SERVED.test(link.pathname) ||
    (link.hash && link.pathname === location.pathname)
  )
    return
  event.preventDefault()
  navigate(link.pathname + link.search + link.hash)
}

export const startRouter = (): void => {
  read()
  addEventListener('popstate', read)
  document.addEventListener('click', onClick)
}

/**
 * `/company/US/AAPL`, with the day as of which it is read and the currency it is converted to where
 * they are given.
 */
export const companyPath = (
  market: string,
  symbol: string,
  asOf: string | null = null,
  currency: string | null = null,
): string => {
  const wish = new URLSearchParams({
    ...(asOf && { as_of: asOf }),
    ...(currency && { currency }),
  }).toString()
  return `/company/${encodeURIComponent(market)}/${encodeURIComponent(symbol)}${wish && `?${wish}`}`
}
export const reportPath = (id: string): string => `/reports/${encodeURIComponent(id)}`
