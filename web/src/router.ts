/**
 * The addresses of the page, over the History API: a signal that holds the present one, and
 * ordinary links that change it.
 */
import { computed, signal } from '@preact/signals'
import { type Market, MARKETS } from '#shared/names.ts'
import { COMPANY_TAB_SEGMENTS } from '#shared/page-paths.ts'

export type CompanyTab = keyof typeof COMPANY_TAB_SEGMENTS

const isCompanyTab = (name: string): name is CompanyTab => name in COMPANY_TAB_SEGMENTS
export const COMPANY_TABS: readonly CompanyTab[] =
  Object.keys(COMPANY_TAB_SEGMENTS).filter(isCompanyTab)

/** A company, the tab that is open, the day as of which it is read, and the currency chosen. */
export interface CompanyPlace {
  market: string
  symbol: string
  tab: CompanyTab
  as_of: string | null
  currency: string | null
}

/** A screen with everything that its list depends on, so that the address alone shows it again. */
export interface ScreenPlace {
  /** In the language of screens. Empty where nothing is asked yet. */
  text: string
  /** Empty: those that the text names, or the first one that has figures. */
  markets: readonly Market[]
  as_of: string | null
  /** The columns, as expressions; null for those that the conditions name. */
  columns: readonly string[] | null
  sort: { column: string; direction: 'asc' | 'desc' } | null
}

/** Companies beside each other. */
export interface ComparePlace {
  /** `US:AAPL`, at most `MOST_COMPARED`. */
  companies: readonly string[]
  as_of: string | null
  currency: string | null
  /** `FY2025`, or `newest` for that of each; null for the newest that all have. */
  year: string | null
}

/** What is asked of the log, so that the address alone shows it again; empty where nothing is. */
export const LOG_FILTERS = [
  'request_id',
  'report_id',
  'worker',
  'level',
  'event',
  'provider',
  'text',
  'from',
  'to',
] as const
export type LogFilters = Record<(typeof LOG_FILTERS)[number], string>

export type PageRoute =
  | { page: 'home' }
  | ({ page: 'screen' } & ScreenPlace)
  | ({ page: 'compare' } & ComparePlace)
  | ({ page: 'company' } & CompanyPlace)
  | { page: 'data_sources' }
  | { page: 'logs'; filters: LogFilters }
  /** What happened for one request, or for the runs of one report. */
  | { page: 'timeline'; of: 'requests' | 'reports'; id: string }
  | { page: 'metrics' }
  /** What is yours here: who you are, sessions and tokens. */
  | { page: 'settings' }
  /** Where a sign-in link leads; its code stands after the `#`. */
  | { page: 'sign_in' }
  | { page: 'report'; id: string }
  /** What changed from another report of the company; null: which one is not chosen. */
  | { page: 'report_comparison'; id: string; other: string | null }
  | { page: 'not_found'; path: string }

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A `-` before the column's name: the highest value first. */
const sortOf = (wish: string | null): ScreenPlace['sort'] => {
  if (!wish) return null
  return wish.startsWith('-')
    ? { column: wish.slice(1), direction: 'desc' }
    : { column: wish, direction: 'asc' }
}

const screenPlaceOf = (wish: URLSearchParams): ScreenPlace => ({
  text: wish.get('q') ?? '',
  markets: MARKETS.filter((market) => wish.get('markets')?.split(',').includes(market)),
  as_of: wish.get('as_of'),
  columns: wish.has('column') ? wish.getAll('column').filter(Boolean) : null,
  sort: sortOf(wish.get('sort')),
})

export const MOST_COMPARED = 5
const COMPANY = /^(?:CN|HK|US|JP):[^,:\s]{1,24}$/

/** Each company once; what is no company is left out. */
const comparePlaceOf = (wish: URLSearchParams): ComparePlace => ({
  companies: [...new Set((wish.get('c') ?? '').split(',').map((id) => id.trim().toUpperCase()))]
    .filter((id) => COMPANY.test(id))
    .slice(0, MOST_COMPARED),
  as_of: wish.get('as_of'),
  currency: wish.get('currency'),
  year: wish.get('year'),
})

const logFiltersOf = (wish: URLSearchParams): LogFilters => {
  const given = (name: (typeof LOG_FILTERS)[number]) => wish.get(name) ?? ''
  return {
    request_id: given('request_id'),
    report_id: given('report_id'),
    worker: given('worker'),
    level: given('level'),
    event: given('event'),
    provider: given('provider'),
    text: given('text'),
    from: given('from'),
    to: given('to'),
  }
}

/** The pages under `/settings`. */
const settingsOf = (
  [name, of, id]: readonly (string | undefined)[],
  query: string,
): PageRoute | null => {
  if (name === 'metrics' && !of) return { page: 'metrics' }
  if (name !== 'logs') return null
  if (!of) return { page: 'logs', filters: logFiltersOf(new URLSearchParams(query)) }
  return (of === 'requests' || of === 'reports') && id ? { page: 'timeline', of, id } : null
}

/** Which page a path (with its query) names. Pure. */
export const routeOf = (path: string, query = ''): PageRoute => {
  const parts = path.split('/').filter(Boolean).map(decode)
  const [head, first, second, third = ''] = parts
  if (parts.length === 0) return { page: 'home' }
  if (head === 'company' && first && second && parts.length <= 4) {
    const tab = COMPANY_TABS.find((name) => COMPANY_TAB_SEGMENTS[name] === third)
    if (!tab) return { page: 'not_found', path }
    const wish = new URLSearchParams(query)
    return {
      page: 'company',
      market: first.toUpperCase(),
      symbol: second,
      tab,
      as_of: wish.get('as_of'),
      currency: wish.get('currency'),
    }
  }
  if (head === 'settings' && parts.length > 1 && parts.length <= 4)
    return settingsOf(parts.slice(1), query) ?? { page: 'not_found', path }
  if (head === 'data-sources' && parts.length === 1) return { page: 'data_sources' }
  if (head === 'settings' && parts.length === 1) return { page: 'settings' }
  if (head === 'sign-in' && parts.length === 1) return { page: 'sign_in' }
  if (head === 'screen' && parts.length === 1)
    return { page: 'screen', ...screenPlaceOf(new URLSearchParams(query)) }
  if (head === 'compare' && parts.length === 1)
    return { page: 'compare', ...comparePlaceOf(new URLSearchParams(query)) }
  if (head === 'reports' && first && parts.length === 2) return { page: 'report', id: first }
  if (head === 'reports' && first && second === 'compare' && parts.length <= 4)
    return { page: 'report_comparison', id: first, other: third || null }
  return { page: 'not_found', path }
}

/** A name for the subject of a route: the same for all tabs of one company. */
export const placeOf = (here: PageRoute): string => {
  switch (here.page) {
    case 'company':
      return `${here.market}:${here.symbol}`
    case 'report':
      return here.id
    case 'report_comparison':
      return `${here.id}/compare`
    case 'timeline':
      return `${here.of}/${here.id}`
    default:
      return here.page
  }
}

/** Paths that the gateway itself serves. The browser opens them. */
const SERVED = /^\/(api\/|docs|metrics|openapi\.json|licenses\.txt|healthz)/

const location_ = signal({ path: '/', query: '' })
export const route = computed(() => routeOf(location_.value.path, location_.value.query))

const read = () => {
  location_.value = { path: location.pathname, query: location.search }
}

/**
 * Goes to an address of the page. `replace`: in the place of the present one, so that "back" leads
 * past it. `stay`: without scrolling to the top, for what changes only a part of the page.
 */
export const navigate = (
  to: string,
  { replace = false, stay = replace }: { replace?: boolean; stay?: boolean } = {},
): void => {
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  read()
  if (!stay) scrollTo(0, 0)
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

/** `/company/US/AAPL/cash-flow?as_of=2024-01-31`. What is not given does not stand in it. */
export const companyPath = ({
  market,
  symbol,
  tab = 'overview',
  as_of = null,
  currency = null,
}: Pick<CompanyPlace, 'market' | 'symbol'> & Partial<CompanyPlace>): string => {
  const segment = COMPANY_TAB_SEGMENTS[tab]
  const path = `/company/${encodeURIComponent(market)}/${encodeURIComponent(symbol)}`
  const wish = new URLSearchParams()
  if (as_of) wish.set('as_of', as_of)
  if (currency) wish.set('currency', currency)
  return `${path}${segment && `/${segment}`}${wish.size > 0 ? `?${wish}` : ''}`
}
/** `/compare?c=US:AAPL,CN:600519.SH`. */
export const comparePath = ({
  companies = [],
  as_of = null,
  currency = null,
  year = null,
}: Partial<ComparePlace>): string => {
  const wish = new URLSearchParams()
  if (as_of) wish.set('as_of', as_of)
  if (currency) wish.set('currency', currency)
  if (year) wish.set('year', year)
  const list = companies.map(encodeURIComponent).join().replaceAll('%3A', ':')
  return `/compare${list && `?c=${list}`}${wish.size > 0 ? `${list ? '&' : '?'}${wish}` : ''}`
}

export const reportPath = (id: string): string => `/reports/${encodeURIComponent(id)}`

export const reportComparisonPath = (id: string, other: string | null = null): string =>
  `${reportPath(id)}/compare${other === null ? '' : `/${encodeURIComponent(other)}`}`

/** `/settings/logs?provider=sec`. What is not given does not stand in it. */
export const logsPath = (filters: Partial<LogFilters> = {}): string => {
  const wish = new URLSearchParams()
  for (const name of LOG_FILTERS) if (filters[name]) wish.set(name, filters[name])
  return wish.size > 0 ? `/settings/logs?${wish}` : '/settings/logs'
}
export const timelinePath = (of: 'requests' | 'reports', id: string): string =>
  `/settings/logs/${of}/${encodeURIComponent(id)}`

/** `/screen?q=roe+>=+15%&as_of=2010-06-30`. What is not given does not stand in it. */
export const screenPath = ({
  text = '',
  markets = [],
  as_of = null,
  columns = null,
  sort = null,
}: Partial<ScreenPlace> = {}): string => {
  const wish = new URLSearchParams()
  if (text) wish.set('q', text)
  if (markets.length > 0) wish.set('markets', markets.join())
  if (as_of) wish.set('as_of', as_of)
  for (const column of columns ?? []) wish.append('column', column)
  // A list without a column is another wish than the columns of the conditions.
  if (columns?.length === 0) wish.set('column', '')
  if (sort) wish.set('sort', `${sort.direction === 'desc' ? '-' : ''}${sort.column}`)
  return wish.size > 0 ? `/screen?${wish}` : '/screen'
}
