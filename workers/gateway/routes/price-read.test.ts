import { describe, expect, it } from 'vitest'
import { fail, ok } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { problemSchema } from '#shared/contracts/problem.ts'
import type { FreshnessRule } from '#shared/quote-cells.ts'
import type { Env } from '../env.ts'
import { priceRead } from './price-read.ts'

/** Of the bindings only the cells are reached; what was asked of which is noted. */
const world = (answer: () => unknown = () => fail('quote_missing', 'none')) => {
  const asked: { name: string; instrument: string; rule: FreshnessRule }[] = []
  const cells = {
    getByName: (name: string) => ({
      realtime: async (instrument: string, rule: FreshnessRule) => {
        asked.push({ name, instrument, rule })
        return answer()
      },
    }),
  }
  return { asked, env: { QUOTE_CELL: cells, ADMIN_TOKEN: 'of-the-operator' } as unknown as Env }
}
const get = (path: string, init: RequestInit = {}) =>
  new Request(`http://localhost${path}`, {
    ...init,
    headers: { authorization: 'Bearer of-the-operator', ...init.headers },
  })

describe('the price read', () => {
  it('asks the cell of the instrument in whatever spelling, by the rule of the query', async () => {
    const { asked, env } = world()
    for (const path of [
      '/api/financials/us/brk-b/realtime?max_age_seconds=7',
      '/api/financials/CN/sh600519/realtime?max_age_seconds=30&max_quote_age_seconds=60',
    ])
      await priceRead(get(path), env)
    expect(asked).toEqual([
      {
        name: 'US:BRK.B',
        instrument: 'US:BRK.B',
        rule: { max_age_seconds: 7, max_quote_age_seconds: undefined },
      },
      {
        name: 'CN:600519.SH',
        instrument: 'CN:600519.SH',
        rule: { max_age_seconds: 30, max_quote_age_seconds: 60 },
      },
    ])
  })
  it('answers with the request id, uncached, each time anew', async () => {
    let price = 1
    const { env } = world(() => ok({ price: String(price++) } as RealTimeQuoteResponse))
    for (const expected of ['1', '2']) {
      const response = await priceRead(
        get('/api/financials/US/AAPL/realtime?max_age_seconds=5', {
          headers: { 'x-request-id': 'request-1234' },
        }),
        env,
      )
      expect(response?.headers.get('cache-control')).toBe('no-store')
      expect(response?.headers.get('x-request-id')).toBe('request-1234')
      expect(await response?.json()).toEqual({ price: expected })
    }
  })
  it.each([
    ['max_age_seconds=0', 422, 'invalid_request'],
    ['max_age_seconds=-1', 422, 'invalid_request'],
    ['max_age_seconds=1.5', 422, 'invalid_request'],
    ['max_age_seconds=86401', 422, 'invalid_request'],
    ['max_age_seconds=soon', 422, 'invalid_request'],
    ['max_age_seconds=', 422, 'invalid_request'],
    ['max_age_seconds=5&max_age_seconds=6', 422, 'invalid_request'],
    ['max_age_seconds=5&colour=red', 422, 'invalid_request'],
  ])('%s is %i %s, the second time too, and reaches no cell', async (query, status, reason) => {
    const { asked, env } = world()
    for (let i = 0; i < 2; i++) {
      const response = await priceRead(get(`/api/financials/US/AAPL/realtime?${query}`), env)
      expect(response?.status).toBe(status)
      expect(problemSchema.parse(await response?.json()).reason).toBe(reason)
    }
    expect(asked).toEqual([])
  })
  it.each([
    ['/api/financials/XX/AAPL/realtime?max_age_seconds=5', 'unknown_market'],
    ['/api/financials/JP/toyota/realtime?max_age_seconds=5', 'malformed_symbol'],
    ['/api/financials/XX/AAPL/realtime?max_age_seconds=5&market=US', 'unknown_market'],
  ])('%s is %s', async (path, reason) => {
    const response = await priceRead(get(path), world().env)
    expect(problemSchema.parse(await response?.json()).reason).toBe(reason)
  })
  it('says so when the cell cannot be reached', async () => {
    const { env } = world(() => {
      throw new Error('lost')
    })
    expect(
      (await priceRead(get('/api/financials/US/AAPL/realtime?max_age_seconds=5'), env))?.status,
    ).toBe(503)
  })
  it.each([
    '/api/financials/US/AAPL/realtime',
    '/api/financials/US/AAPL?max_age_seconds=5',
    '/api/financials/US/%FF/realtime?max_age_seconds=5',
    '/company/US/AAPL',
  ])('leaves %s to the router', (path) => {
    expect(priceRead(get(path), world().env)).toBeNull()
  })
  it('leaves other methods to the router', () => {
    expect(
      priceRead(
        get('/api/financials/US/AAPL/realtime?max_age_seconds=5', { method: 'POST' }),
        world().env,
      ),
    ).toBeNull()
  })
})
