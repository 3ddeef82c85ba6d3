/** Limits for each client. They protect against abuse and are not an exact count of use. */
import type { MiddlewareHandler } from 'hono'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { AppEnv } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import type { Env } from '../env.ts'
import { pathMatcher } from '../public-routes.ts'
import { clientOf } from '../gate/client.ts'
import { WindowLimit } from '../gate/window-limit.ts'

/**
 * Period of both limiters in wrangler.toml, in seconds. The limiter itself does not say when it
 * accepts requests again.
 */
const PERIOD_SECONDS = 60

const tooMany = (what: string, seconds: number): Failure =>
  fail('rate_limited', `Too many ${what} from this client; try again in ${seconds} s.`, {
    retry_after_seconds: seconds,
  })

const limitFailure = async (
  limiter: RateLimit,
  client: string,
  what: string,
): Promise<Failure | null> => {
  const { success } = await limiter.limit({ key: client })
  return success ? null : tooMany(what, PERIOD_SECONDS)
}

/**
 * Allowed reads of live prices, which pages repeat every few seconds. They use no provider and no
 * database, so this limit is much higher.
 */
const PRICE_READS = 50_000
const PRICE_READ_SECONDS = 10
const priceReads = new WindowLimit(PRICE_READS, PRICE_READ_SECONDS * 1_000)

const PRICE_READ_PATHS = [
  aggregatorContract.getRealtimeQuote,
  aggregatorContract.getRealtimeQuotes,
].map((route) => pathMatcher(route.public))

const isPriceRead = (method: string, path: string): boolean =>
  method === 'GET' && PRICE_READ_PATHS.some((pattern) => pattern.test(path))

/** Null when the client is within its limit. */
export const refusePriceRead = (headers: Headers, env: Env): Failure | null =>
  priceReads.allow(clientOf(headers, env), Date.now())
    ? null
    : tooMany('reads of prices', PRICE_READ_SECONDS)

/** Limits every API request. */
export const rateLimit: MiddlewareHandler<AppEnv<Env>> = async (c, next) => {
  const { headers } = c.req.raw
  const refused = isPriceRead(c.req.method, c.req.path)
    ? refusePriceRead(headers, c.env)
    : await limitFailure(c.env.RATE_LIMIT, clientOf(headers, c.env), 'requests')
  if (refused) return problemResponse(refused, c.get('requestId'))
  return next()
}

/** Operations that cost money or take minutes. */
export const COSTLY: ReadonlySet<string> = new Set([
  'createReport',
  'runAgain',
  'writeSection',
  'tryPrompt',
  'translateScreen',
])

/** Null when the operation is cheap or the client is within its limit. */
export const refuseCostly = async (
  operation: string,
  headers: Headers,
  env: Env,
): Promise<Failure | null> =>
  COSTLY.has(operation)
    ? limitFailure(
        env.COSTLY_RATE_LIMIT,
        clientOf(headers, env),
        'reports, analyses and translations',
      )
    : null
