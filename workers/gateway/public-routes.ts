/**
 * The public paths and the service that each leads to. They are made from the contracts, so nothing
 * else can be reached. Pure.
 */
import { addressPattern } from '#shared/addresses.ts'
import type { Route } from '#shared/contracts/route.ts'
import { OWN_SERVICE, type OwnService, SERVICES, type Service } from './services.ts'

export interface PublicRoute {
  operation: string
  route: Route
  /** Who answers it: a service behind the gateway, or the gateway itself. */
  service: Service | OwnService
  /** `/api/financials/{market}/{symbol}` */
  public: string
  /** The same path in the syntax of the router: `/api/financials/:market/:symbol` */
  pattern: string
}

export const PUBLIC_ROUTES: readonly PublicRoute[] = [...SERVICES, OWN_SERVICE].flatMap((service) =>
  Object.entries(service.contract).flatMap(([operation, route]) =>
    route.public
      ? [
          {
            operation,
            route,
            service,
            public: route.public,
            pattern: route.public.replace(/\{([a-z_]+)\}/g, ':$1'),
          },
        ]
      : [],
  ),
)

/** Matches the paths of a public address: `/api/companies/{market}/{symbol}/news`. */
export const pathMatcher = (address: string): RegExp => new RegExp(`^${addressPattern(address)}$`)

/** Groups the routes by public path, in the order of the contracts. */
export const byPattern = (routes: readonly PublicRoute[]): Map<string, PublicRoute[]> =>
  Map.groupBy(routes, (r) => r.pattern)

/**
 * Returns the address at the service for a public request. Path parameters that also occur in the
 * path of the service are placed there. The others (`{market}`) become query parameters and replace
 * a query parameter of the same name.
 */
export const serviceUrl = (
  target: Pick<PublicRoute, 'route' | 'service'>,
  params: Record<string, string>,
  search: URLSearchParams,
): URL => {
  const url = new URL(`https://${target.service.name}.internal`)
  const inPath = new Set<string>()
  url.pathname = target.route.path.replace(/:([a-z_]+)/g, (_, name: string) => {
    inPath.add(name)
    return encodeURIComponent(params[name] ?? '')
  })
  for (const [key, value] of search) url.searchParams.append(key, value)
  for (const [key, value] of Object.entries(params))
    if (!inPath.has(key)) url.searchParams.set(key, value)
  return url
}
